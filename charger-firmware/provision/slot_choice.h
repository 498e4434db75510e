/**
 * Which of the two images boots. IMAGE.md 8.3. Pure over flash_t and a loader; not thread-safe.
 */
#ifndef SEALBENCH_PROVISION_SLOT_CHOICE_H
#define SEALBENCH_PROVISION_SLOT_CHOICE_H

#include <stdint.h>

#include "base/status.h"
#include "drivers/flash.h"
#include "image/image.h"
#include "provision/hello.h"
#include "provision/slot_state.h"

/** Copies the image of `slot` to where it runs and verifies it there; the verdict. */
typedef status_t slot_load_t(void *context, uint32_t slot, image_info_t *image);

/** The image that is to run, and what hello says of both. */
typedef struct slot_choice {
  uint32_t slot;
  image_info_t image;
  slot_mark_t mark;  /**< Of that image, before this boot. */
  uint32_t given_up; /**< Bit n: slot n's image used up its boots before this one. */
  hello_slot_t found[kSlotCount];
} slot_choice_t;

/**
 * Chooses, loads, and takes one boot off a pending image. After kStatusOk `out->image` is what `load` last accepted.
 *
 * Otherwise nothing boots, for the reason that slot A has; `out->found` says what is in each slot.
 */
MUST_CHECK status_t slot_choice_make(const flash_t *flash, slot_load_t *load, void *context, slot_choice_t *out);

#endif
