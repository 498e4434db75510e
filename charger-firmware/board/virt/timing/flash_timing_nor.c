/*
 * Gives the emulated flash the times of a real part: only in builds for measurements (make rom-nor), never in a ROM
 * that is shipped. The linker puts it around cfi_flash_open, so that the driver itself knows nothing of it.
 *
 * Winbond W25Q128JV, typical: 64 KiB erased in 150 ms, 256 octets programmed in 0.4 ms. QEMU's own flash takes no time.
 * Bank 0 stands for memory on the die and is left as it is.
 */
#include "drivers/cfi_flash.h"
#include "drivers/timer.h"

enum { kBlockBytes = 64 << 10, kEraseBlockUs = 150000, kPageBytes = 256, kProgramPageUs = 400 };

void __real_cfi_flash_open(cfi_flash_t *bank, uintptr_t base, flash_t *flash);
void __wrap_cfi_flash_open(cfi_flash_t *bank, uintptr_t base, flash_t *flash);

static flash_t fast;

/** As the driver waits for a chip that is busy. */
static void take_time(const cfi_flash_t *bank, uint64_t start_us, uint64_t us) {
  while (timer_now_us() - start_us < us) {
    if (bank->while_busy != NULL) {
      bank->while_busy(bank->while_busy_context);
    }
  }
}

static status_t erase_sector(void *context, uint32_t offset) {
  const uint64_t start_us = timer_now_us();
  const status_t status = fast.erase_sector(context, offset);
  take_time(context, start_us, (uint64_t)(fast.sector_bytes / kBlockBytes) * kEraseBlockUs);
  return status;
}

static status_t program(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  const uint64_t start_us = timer_now_us();
  const status_t status = fast.program(context, offset, data, bytes);
  take_time(context, start_us, (uint64_t)((bytes + kPageBytes - 1) / kPageBytes) * kProgramPageUs);
  return status;
}

void __wrap_cfi_flash_open(cfi_flash_t *bank, uintptr_t base, flash_t *flash) {
  __real_cfi_flash_open(bank, base, flash);
  if (base != 0) {
    fast = *flash;
    flash->erase_sector = erase_sector;
    flash->program = program;
  }
}
