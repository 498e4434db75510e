/**
 * CFI flash with Intel's command set, two 16-bit chips side by side, as QEMU's `virt` has it.
 *
 * The bank can be neither read nor executed while a command runs: the caller runs from RAM.
 */
#ifndef SEALBENCH_DRIVERS_CFI_FLASH_H
#define SEALBENCH_DRIVERS_CFI_FLASH_H

#include <stddef.h>

#include "drivers/flash.h"

/** One bank of 64 MiB in 256 KiB sectors. */
typedef struct cfi_flash {
  uintptr_t base;
  void (*while_busy)(void *context); /**< Called again and again while the chips are busy; NULL: nothing. */
  void *while_busy_context;
} cfi_flash_t;

/** Fills in `flash`, which keeps a pointer to `bank`; puts the bank into its reading state. `while_busy` is NULL then.
 */
void cfi_flash_open(cfi_flash_t *bank, uintptr_t base, flash_t *flash);

#endif
