#include "provision/slot_choice.h"

#include <string.h>

#include "base/hardened.h"

/** One choice under way. */
typedef struct choosing {
  const flash_t *flash;
  slot_load_t *load;
  void *context;
  slot_state_t state;
  uint8_t claims[kSlotCount][32]; /**< What each image says that its digest is; zero if it says nothing. */
} choosing_t;

static slot_mark_t mark_of(const choosing_t *self, uint32_t slot) {
  return slot_state_mark(&self->state, slot, self->claims[slot]);
}

/** 8.3: a pending image first, then confirmed ones, then the unknown, at last one that did not confirm itself. */
static uint32_t rank(const choosing_t *self, uint32_t slot) {
  switch (mark_of(self, slot)) {
    case kSlotPending:
      return 4;
    case kSlotConfirmed:
      return self->state.preferred == slot ? 3 : 2;
    case kSlotUnrecorded:
      return 1;
    case kSlotFailed:
      break;
  }
  return 0;
}

/** Gives up pending images that have used up their boots. */
static void retire(choosing_t *self, slot_choice_t *out) {
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    if (mark_of(self, slot) == kSlotPending && self->state.slots[slot].boots_left == 0) {
      // if that cannot be written it is so all the same, and the next boot tries again
      (void)!slot_state_fail(self->flash, slot);
      self->state.slots[slot].mark = kSlotFailed;
      out->given_up |= 1U << slot;
    }
  }
}

/** Loads one slot, and makes sure that it is the image it was chosen as. */
static status_t try_slot(choosing_t *self, uint32_t slot, slot_choice_t *out) {
  status_t status = self->load(self->context, slot, &out->image);
  if (status == kStatusOk) {
    // what lies in flash may have changed since it was asked for its digest
    status = hardened_require(hardened_equal(out->image.digest, self->claims[slot], sizeof out->image.digest),
                              kStatusImageDigest);
  }
  const slot_mark_t mark = mark_of(self, slot);
  if (status == kStatusOk && mark == kSlotPending) {
    // written before it is used: a boot that is not counted could be the first of endlessly many
    status = slot_state_use_boot(self->flash, slot);
    self->state.slots[slot].boots_left -= status == kStatusOk ? 1 : 0;
  }
  slot_report(status, &out->image, &out->found[slot]);
  if (status == kStatusOk) {
    out->slot = slot;
    out->mark = mark;
  }
  return status;
}

static void report_marks(const choosing_t *self, slot_choice_t *out) {
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    out->found[slot].mark = mark_of(self, slot);
    out->found[slot].boots_left = out->found[slot].mark == kSlotPending ? self->state.slots[slot].boots_left : 0;
  }
}

status_t slot_choice_make(const flash_t *flash, slot_load_t *load, void *context, slot_choice_t *out) {
  choosing_t self = {.flash = flash, .load = load, .context = context};
  memset(out, 0, sizeof *out);
  slot_state_read(flash, &self.state);
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    out->found[slot].verdict = kStatusNotChecked;
    slot_claim(flash, slot, self.claims[slot]);
  }
  retire(&self, out);
  const uint32_t first = rank(&self, kSlotB) > rank(&self, kSlotA) ? kSlotB : kSlotA;
  status_t status = try_slot(&self, first, out);
  if (hardened_ok(status) != kHardenedYes) {
    status = try_slot(&self, 1 - first, out);
  }
  report_marks(&self, out);
  return hardened_ok(status) == kHardenedYes ? status : out->found[kSlotA].verdict;
}
