/**
 * NOR flash in memory for host tests: programming clears bits and never sets one, a sector erases to 0xff, power can be
 * cut in the middle of any operation.
 */
#ifndef SEALBENCH_DRIVERS_FLASH_FAKE_H
#define SEALBENCH_DRIVERS_FLASH_FAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "drivers/flash.h"

enum { kFlashFakeBytes = 10 << 20, kFlashFakeSectorBytes = 256 << 10 };

/** One bank: the part of bank 1 that is used. 10 MiB: make it static. */
typedef struct flash_fake {
  uint8_t data[kFlashFakeBytes];
  uint32_t erase_count;
  uint32_t operation_count; /**< Programs and erases since `flash_fake_open`. */
  uint32_t cut_at;          /**< The operation, from 1, in whose middle power is lost; 0: never. */
  uint32_t tear;            /**< Chooses how much of that operation gets done. */
  bool dead;                /**< Power was lost: every call fails. */
  flash_t flash;
} flash_fake_t;

/** An erased bank. */
void flash_fake_open(flash_fake_t *fake);

/** Counts an operation of another memory on the same supply. True when it is the one that loses power. */
bool flash_fake_cut(flash_fake_t *fake);

/** How many of `bytes` octets the operation that lost power got through, 0 to `bytes` - 1. */
uint32_t flash_fake_got_through(const flash_fake_t *fake, uint32_t bytes);

/** Power is back; what was written stays. */
void flash_fake_power_up(flash_fake_t *fake);

#endif
