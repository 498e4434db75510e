#include "provision/security_log.h"

#include <assert.h>
#include <string.h>

#include "base/bytes.h"
#include "provision/flash_map.h"
#include "provision/record_store.h"
#include "provision/slot.h"

static const uint32_t kMagic = 0x474f4c53;  // "SLOG"

/* IMAGE.md 8.4, inside the content of a record. */
enum { kEventAt = 4, kReasonAt = 8, kSlotAt = 12, kWriterAt = 16, kTimeAt = 20, kEndAt = 28, kRecent = 8 };

static_assert((int)kEndAt <= (int)kRecordContentBytes, "an entry fits a record");

static record_store_t store_in(const flash_t *flash) { return (record_store_t){flash, kFlashMapSecurityLog}; }

static void encode(const security_entry_t *entry, uint8_t content[kRecordContentBytes]) {
  memset(content, 0, kRecordContentBytes);
  bytes_put_u32le(content, kMagic);
  bytes_put_u32le(content + kEventAt, entry->event);
  bytes_put_u32le(content + kReasonAt, entry->reason);
  bytes_put_u32le(content + kSlotAt, entry->slot);
  bytes_put_u32le(content + kWriterAt, entry->writer);
  bytes_put_u32le(content + kTimeAt, (uint32_t)entry->time_s);
  bytes_put_u32le(content + kTimeAt + 4, (uint32_t)(entry->time_s >> 32));
}

static bool decode(const uint8_t content[kRecordContentBytes], security_entry_t *out) {
  out->event = bytes_get_u32le(content + kEventAt);
  out->reason = bytes_get_u32le(content + kReasonAt);
  out->slot = bytes_get_u32le(content + kSlotAt);
  out->writer = bytes_get_u32le(content + kWriterAt);
  out->time_s = bytes_get_u32le(content + kTimeAt) | (uint64_t)bytes_get_u32le(content + kTimeAt + 4) << 32;
  return bytes_get_u32le(content) == kMagic && out->slot <= kSlotCount && out->writer <= _wire_Program_MAX;
}

bool security_log_is_image(status_t status) {
  switch (status) {
    case kStatusNoImage:
    case kStatusImageFormat:
    case kStatusImageDigest:
    case kStatusImageUnsigned:
    case kStatusImageKey:
    case kStatusImageEcdsa:
    case kStatusImageLms:
    case kStatusImageCustomer:
    case kStatusImageRollback:
    case kStatusImageJump:
      return true;
    default:
      return false;
  }
}

/** The newest entries, in a ring. */
typedef struct recent {
  security_entry_t entries[kRecent];
  uint32_t count;
} recent_t;

static void remember(void *context, const record_t *record) {
  recent_t *recent = context;
  if (decode(record->content, &recent->entries[recent->count % kRecent])) {
    ++recent->count;
  }
}

static bool says_the_same(const security_entry_t *a, const security_entry_t *b) {
  return a->event == b->event && a->reason == b->reason && a->slot == b->slot && a->writer == b->writer;
}

static bool is_known(const recent_t *recent, const security_entry_t *entry) {
  for (uint32_t i = 0; i < kRecent && i < recent->count; ++i) {
    if (says_the_same(&recent->entries[i], entry)) {
      return true;
    }
  }
  return false;
}

status_t security_log_add(const flash_t *flash, const security_entry_t *entry) {
  recent_t recent = {.count = 0};
  uint8_t content[kRecordContentBytes];
  const record_store_t store = store_in(flash);
  const status_t status = record_store_visit(&store, remember, &recent);
  if (status != kStatusOk || is_known(&recent, entry)) {
    return status;
  }
  encode(entry, content);
  return record_store_append(&store, content);
}

/** A page under way. */
typedef struct page {
  uint32_t first;
  wire_SecurityLogResponse *out;
} page_t;

static void put(void *context, const record_t *record) {
  const page_t *page = context;
  wire_SecurityLogResponse *out = page->out;
  security_entry_t entry;
  if (record->sequence < page->first || out->next_sequence != 0 || !decode(record->content, &entry)) {
    return;
  }
  if (out->entries_count == sizeof out->entries / sizeof out->entries[0]) {
    out->next_sequence = record->sequence;
    return;
  }
  out->entries[out->entries_count++] =
      (wire_SecurityLogEntry){record->sequence, entry.event, entry.reason, entry.time_s, entry.slot, entry.writer};
}

status_t security_log_page(const flash_t *flash, uint32_t first, wire_SecurityLogResponse *out) {
  const record_store_t store = store_in(flash);
  page_t page = {first, out};
  out->entries_count = 0;
  out->next_sequence = 0;
  return record_store_visit(&store, put, &page);
}
