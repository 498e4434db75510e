#include "provision/slot_state.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "provision/flash_map.h"
#include "provision/record_store.h"

static const uint32_t kMagic = 0x54534c53;  // "SLST"

/* IMAGE.md 8.2, inside the content of a record. */
enum {
  kPreferredAt = 4,
  kSlotsAt = 8,
  kBootsAt = 4,
  kDigestAt = 8,
  kSlotBytes = 40,
  kEndAt = kSlotsAt + 2 * kSlotBytes
};

static_assert((int)kEndAt <= (int)kRecordContentBytes, "a state fits a record");

#define BITS_APART(a, b) __builtin_popcount((uint32_t)(a) ^ (uint32_t)(b))
static_assert(BITS_APART(kSlotPending, kSlotConfirmed) >= 12, "too close");
static_assert(BITS_APART(kSlotPending, kSlotFailed) >= 12, "too close");
static_assert(BITS_APART(kSlotPending, kSlotUnrecorded) >= 12, "too close");
static_assert(BITS_APART(kSlotConfirmed, kSlotFailed) >= 12, "too close");
static_assert(BITS_APART(kSlotConfirmed, kSlotUnrecorded) >= 12, "too close");
static_assert(BITS_APART(kSlotFailed, kSlotUnrecorded) >= 12, "too close");

static record_store_t store_in(const flash_t *flash) { return (record_store_t){flash, kFlashMapSlotState}; }

static void encode(const slot_state_t *state, uint8_t content[kRecordContentBytes]) {
  memset(content, 0, kRecordContentBytes);
  bytes_put_u32le(content, kMagic);
  bytes_put_u32le(content + kPreferredAt, state->preferred);
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    uint8_t *at = content + kSlotsAt + slot * kSlotBytes;
    bytes_put_u32le(at, state->slots[slot].mark);
    bytes_put_u32le(at + kBootsAt, state->slots[slot].boots_left);
    memcpy(at + kDigestAt, state->slots[slot].digest, sizeof state->slots[slot].digest);
  }
}

static bool makes_sense(const slot_entry_t *entry) {
  switch (entry->mark) {
    case kSlotPending:
      return entry->boots_left <= kSlotTrials;
    case kSlotUnrecorded:
    case kSlotConfirmed:
    case kSlotFailed:
      return entry->boots_left == 0;
    default:
      return false;
  }
}

static bool decode(const uint8_t content[kRecordContentBytes], slot_state_t *out) {
  out->preferred = bytes_get_u32le(content + kPreferredAt);
  bool good = bytes_get_u32le(content) == kMagic && out->preferred < kSlotCount;
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    const uint8_t *at = content + kSlotsAt + slot * kSlotBytes;
    slot_entry_t *entry = &out->slots[slot];
    entry->mark = bytes_get_u32le(at);
    entry->boots_left = bytes_get_u32le(at + kBootsAt);
    memcpy(entry->digest, at + kDigestAt, sizeof entry->digest);
    good = good && makes_sense(entry);
  }
  return good;
}

static void take_newer(void *context, const record_t *record) {
  slot_state_t state;
  if (decode(record->content, &state)) {
    *(slot_state_t *)context = state;
  }
}

void slot_state_read(const flash_t *flash, slot_state_t *out) {
  const slot_state_t nothing = {.slots = {{.mark = kSlotUnrecorded}, {.mark = kSlotUnrecorded}}};
  const record_store_t store = store_in(flash);
  *out = nothing;
  if (record_store_visit(&store, take_newer, out) != kStatusOk) {
    *out = nothing;
  }
}

slot_mark_t slot_state_mark(const slot_state_t *state, uint32_t slot, const uint8_t digest[32]) {
  const slot_entry_t *entry = &state->slots[slot];
  return memcmp(entry->digest, digest, sizeof entry->digest) == 0 ? (slot_mark_t)entry->mark : kSlotUnrecorded;
}

static status_t write(const flash_t *flash, const slot_state_t *state) {
  uint8_t content[kRecordContentBytes];
  const record_store_t store = store_in(flash);
  encode(state, content);
  return record_store_append(&store, content);
}

status_t slot_state_set_pending(const flash_t *flash, uint32_t slot, const uint8_t digest[32]) {
  slot_state_t state;
  slot_state_read(flash, &state);
  slot_entry_t *entry = &state.slots[slot];
  entry->mark = kSlotPending;
  entry->boots_left = kSlotTrials;
  memcpy(entry->digest, digest, sizeof entry->digest);
  state.preferred = 1 - slot;
  return write(flash, &state);
}

status_t slot_state_confirm(const flash_t *flash, uint32_t slot, const uint8_t digest[32]) {
  slot_state_t state;
  slot_state_read(flash, &state);
  if (slot_state_mark(&state, slot, digest) == kSlotConfirmed && state.preferred == slot) {
    return kStatusOk;
  }
  slot_entry_t *entry = &state.slots[slot];
  entry->mark = kSlotConfirmed;
  entry->boots_left = 0;
  memcpy(entry->digest, digest, sizeof entry->digest);
  state.preferred = slot;
  return write(flash, &state);
}

status_t slot_state_use_boot(const flash_t *flash, uint32_t slot) {
  slot_state_t state;
  slot_state_read(flash, &state);
  slot_entry_t *entry = &state.slots[slot];
  if (entry->mark != kSlotPending || entry->boots_left == 0) {
    return kStatusInternal;
  }
  --entry->boots_left;
  return write(flash, &state);
}

status_t slot_state_fail(const flash_t *flash, uint32_t slot) {
  slot_state_t state;
  slot_state_read(flash, &state);
  state.slots[slot].mark = kSlotFailed;
  state.slots[slot].boots_left = 0;
  return write(flash, &state);
}
