/**
 * The two image slots of flash bank 1. IMAGE.md 6. Pure over flash_t; not thread-safe.
 */
#ifndef SEALBENCH_PROVISION_SLOT_H
#define SEALBENCH_PROVISION_SLOT_H

#include <stdint.h>

#include "base/status.h"
#include "drivers/flash.h"
#include "image/image.h"
#include "provision/hello.h"

enum {
  kSlotA = 0,
  kSlotB = 1,
  kSlotCount = 2,
  kSlotBodyOffset = 1024, /**< Where an image's program begins: the application is linked for this header size. */
};

/**
 * Holds the image in a slot against `unit` (IMAGE.md 3.2), reading from flash. What boots is verified again where it
 * runs. kStatusImageFormat also for an image whose body does not begin at kSlotBodyOffset.
 */
MUST_CHECK status_t slot_verify(const flash_t *flash, uint32_t slot, const image_unit_t *unit, image_info_t *out);

/** `slot_verify` of octets that were copied to `image`. */
MUST_CHECK status_t slot_verify_copy(const uint8_t *image, uint32_t bytes, const image_unit_t *unit, image_info_t *out);

/**
 * Copies a slot's image to `out`, which has room for a whole slot, and says how long it claims to be. Believes nothing:
 * what the octets are is for `slot_verify_copy` to say.
 */
MUST_CHECK status_t slot_copy(const flash_t *flash, uint32_t slot, uint8_t *out, uint32_t *bytes);

/** What digest the image in a slot says that it has; zero if there is no image. Proves nothing. */
void slot_claim(const flash_t *flash, uint32_t slot, uint8_t digest[32]);

/** Makes a slot unbootable: erases its first sector. */
MUST_CHECK status_t slot_discard(const flash_t *flash, uint32_t slot);

/** What hello says of a slot. */
void slot_report(status_t verdict, const image_info_t *image, hello_slot_t *out);

#endif
