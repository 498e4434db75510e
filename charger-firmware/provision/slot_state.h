/**
 * What is known of the two slots' images beyond their octets: whether an update still has to show that it runs well.
 * IMAGE.md 8.2. Pure over flash_t; not thread-safe.
 *
 * Whoever writes flash bank 1 can write this, too. It chooses between images that verify, and says nothing of whether
 * one does.
 */
#ifndef SEALBENCH_PROVISION_SLOT_STATE_H
#define SEALBENCH_PROVISION_SLOT_STATE_H

#include <stdint.h>

#include "base/status.h"
#include "drivers/flash.h"
#include "provision/slot.h"

/** How often an update may boot before it must have confirmed itself. */
enum { kSlotTrials = 3 };

/** What an image is known to be. As in flash; any two differ in at least 12 bits. */
typedef enum slot_mark {
  kSlotUnrecorded = 0x5b1e64d2, /**< Nothing is known: written by other means, or its record is gone. */
  kSlotPending = 0x2c79b3a5,    /**< An update that has not confirmed itself yet. */
  kSlotConfirmed = 0x71a2da1c,  /**< By the order, or by itself. */
  kSlotFailed = 0x16d50d6b,     /**< An update whose boots are used up. */
} slot_mark_t;

/** What is known of one slot's image; holds for the image with this digest only. */
typedef struct slot_entry {
  uint32_t mark;       /**< slot_mark_t. */
  uint32_t boots_left; /**< 0 unless pending. */
  uint8_t digest[32];
} slot_entry_t;

typedef struct slot_state {
  uint32_t preferred; /**< The slot confirmed last. */
  slot_entry_t slots[kSlotCount];
} slot_state_t;

/**
 * Reads the newest record that makes sense. Without one, or when the flash cannot be read, both slots are unrecorded.
 */
void slot_state_read(const flash_t *flash, slot_state_t *out);

/** What `state` knows of the image with `digest` in `slot`: its mark, kSlotUnrecorded if it is about another image. */
slot_mark_t slot_state_mark(const slot_state_t *state, uint32_t slot, const uint8_t digest[32]);

/** Records that the image in `slot` is an update with kSlotTrials boots. */
MUST_CHECK status_t slot_state_set_pending(const flash_t *flash, uint32_t slot, const uint8_t digest[32]);

/** Records that the image in `slot` is good, and is preferred from now on. Writes nothing if that is known. */
MUST_CHECK status_t slot_state_confirm(const flash_t *flash, uint32_t slot, const uint8_t digest[32]);

/** Takes one boot off a pending slot, before it is used. kStatusInternal if none is left. */
MUST_CHECK status_t slot_state_use_boot(const flash_t *flash, uint32_t slot);

/** Records that a pending slot did not confirm itself. */
MUST_CHECK status_t slot_state_fail(const flash_t *flash, uint32_t slot);

#endif
