/**
 * NOR flash as the rest of the firmware sees it: reads of any size, sectors that erase to 0xff, programming that can
 * only clear bits. Fake for the host: flash_fake.h.
 *
 * Not thread-safe.
 */
#ifndef SEALBENCH_DRIVERS_FLASH_H
#define SEALBENCH_DRIVERS_FLASH_H

#include <stdint.h>

#include "base/status.h"

/** Octets that one programming command may cover: the chip's write buffer. A piece must not cross its boundary. */
enum { kFlashPageBytes = 2048 };

typedef struct flash {
  void *context;
  uint32_t size_bytes;
  uint32_t sector_bytes;
  /** kStatusFlashFailure when the range is not inside the bank. */
  status_t (*read)(void *context, uint32_t offset, void *out, uint32_t bytes);
  /** Erases the sector that begins at `offset`; kStatusFlashFailure when the chip says so or it is not erased after. */
  status_t (*erase_sector)(void *context, uint32_t offset);
  /**
   * Programs `bytes` (a multiple of 4, `offset` too) and reads them back. Bits that are 0 stay 0, so what is read back
   * differs, and kStatusFlashFailure is the answer, when the place was not erased.
   */
  status_t (*program)(void *context, uint32_t offset, const void *data, uint32_t bytes);
} flash_t;

#endif
