#include "provision/record_store.h"

#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "link/frame.h"

enum { kErased = 0xff, kCheckAt = kRecordBytes - 4, kSectors = 2 };

/** What lies where a record may lie. */
typedef enum place {
  kPlaceFree, /**< Erased. */
  kPlaceTorn, /**< Neither erased nor a good record. */
  kPlaceGood,
} place_t;

/** What both sectors hold. */
typedef struct survey {
  uint32_t newest;         /**< Highest sequence; 0: no good record. */
  uint32_t newest_sector;  /**< Where it lies. */
  uint32_t used[kSectors]; /**< Places before the first free one. */
} survey_t;

static uint32_t sector_offset(const record_store_t *store, uint32_t sector) {
  return store->offset + sector * store->flash->sector_bytes;
}

static bool is_erased(const uint8_t *octets, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i) {
    if (octets[i] != kErased) {
      return false;
    }
  }
  return true;
}

static place_t parse(const uint8_t raw[kRecordBytes], record_t *record) {
  if (is_erased(raw, kRecordBytes)) {
    return kPlaceFree;
  }
  record->sequence = bytes_get_u32le(raw);
  memcpy(record->content, raw + 4, sizeof record->content);
  const bool good = record->sequence >= 1 && record->sequence <= kRecordSequenceMax &&
                    bytes_get_u32le(raw + kCheckAt) == frame_crc32c(raw, kCheckAt);
  return good ? kPlaceGood : kPlaceTorn;
}

static status_t visit_sector(const record_store_t *store, uint32_t sector, record_visit_t *visit, void *context,
                             uint32_t *used) {
  for (*used = 0; *used < kRecordsPerSector; ++*used) {
    uint8_t raw[kRecordBytes];
    record_t record;
    const uint32_t at = sector_offset(store, sector) + *used * kRecordBytes;
    const status_t status = store->flash->read(store->flash->context, at, raw, sizeof raw);
    if (status != kStatusOk) {
      return status;
    }
    const place_t place = parse(raw, &record);
    if (place == kPlaceFree) {
      return kStatusOk;
    }
    if (place == kPlaceGood) {
      visit(context, &record);
    }
  }
  return kStatusOk;
}

static void find_newest(void *context, const record_t *record) {
  uint32_t *newest = context;
  if (record->sequence > *newest) {
    *newest = record->sequence;
  }
}

static status_t survey(const record_store_t *store, survey_t *out) {
  memset(out, 0, sizeof *out);
  for (uint32_t sector = 0; sector < kSectors; ++sector) {
    uint32_t newest = 0;
    const status_t status = visit_sector(store, sector, find_newest, &newest, &out->used[sector]);
    if (status != kStatusOk) {
      return status;
    }
    if (newest > out->newest) {
      out->newest = newest;
      out->newest_sector = sector;
    }
  }
  return kStatusOk;
}

status_t record_store_visit(const record_store_t *store, record_visit_t *visit, void *context) {
  survey_t found;
  uint32_t used;
  status_t status = survey(store, &found);
  if (status == kStatusOk) {
    status = visit_sector(store, 1 - found.newest_sector, visit, context, &used);
  }
  return status == kStatusOk ? visit_sector(store, found.newest_sector, visit, context, &used) : status;
}

/** Erases a sector unless it is: a cut in the middle of erasing may leave records behind free places. */
static status_t make_blank(const record_store_t *store, uint32_t sector) {
  const uint32_t at = sector_offset(store, sector);
  for (uint32_t i = 0; i < kRecordsPerSector; ++i) {
    uint8_t raw[kRecordBytes];
    const status_t status = store->flash->read(store->flash->context, at + i * kRecordBytes, raw, sizeof raw);
    if (status != kStatusOk) {
      return status;
    }
    if (!is_erased(raw, sizeof raw)) {
      return store->flash->erase_sector(store->flash->context, at);
    }
  }
  return kStatusOk;
}

/** Finds the place of the next record, and makes it free. */
static status_t make_room(const record_store_t *store, survey_t *found, uint32_t *at) {
  status_t status = survey(store, found);
  for (uint32_t i = 0; i < kSectors && status == kStatusOk && found->newest == kRecordSequenceMax; ++i) {
    // more than the flash lives to see: somebody else wrote that, and numbers must not end for it
    status = make_blank(store, found->newest_sector);
    if (status == kStatusOk) {
      status = survey(store, found);
    }
  }
  uint32_t sector = found->newest_sector;
  if (status == kStatusOk && found->used[sector] == kRecordsPerSector) {
    sector = 1 - sector;
    found->used[sector] = 0;
    status = make_blank(store, sector);
  }
  if (status == kStatusOk && found->newest == kRecordSequenceMax) {
    status = kStatusFlashFailure;  // it does not hold what was erased
  }
  *at = sector_offset(store, sector) + found->used[sector] * kRecordBytes;
  return status;
}

status_t record_store_append(const record_store_t *store, const uint8_t content[kRecordContentBytes]) {
  uint8_t raw[kRecordBytes];
  survey_t found;
  uint32_t at;
  const status_t status = make_room(store, &found, &at);
  if (status != kStatusOk) {
    return status;
  }
  bytes_put_u32le(raw, found.newest + 1);
  memcpy(raw + 4, content, kRecordContentBytes);
  bytes_put_u32le(raw + kCheckAt, frame_crc32c(raw, kCheckAt));
  return store->flash->program(store->flash->context, at, raw, sizeof raw);
}
