#include "provision/slot.h"

#include <string.h>

#include "base/bytes.h"
#include "provision/flash_map.h"

enum { kHeaderBytes = 32, kHeaderSizeAt = 8, kProtectedSizeAt = 10, kBodySizeAt = 12, kAreaHeaderBytes = 4 };

/** Where an image lies, as `image_source_t` wants it. */
typedef struct place {
  const flash_t *flash;
  uint32_t offset;
  const uint8_t *copy;
} place_t;

static status_t read_flash(void *context, uint32_t offset, void *out, uint32_t bytes) {
  const place_t *place = context;
  return place->flash->read(place->flash->context, place->offset + offset, out, bytes);
}

static status_t read_copy(void *context, uint32_t offset, void *out, uint32_t bytes) {
  memcpy(out, ((const place_t *)context)->copy + offset, bytes);
  return kStatusOk;
}

static uint32_t slot_offset(uint32_t slot) { return slot == kSlotA ? kFlashMapSlotA : kFlashMapSlotB; }

static status_t verify(const image_source_t *source, const image_unit_t *unit, image_info_t *out) {
  const status_t status = image_verify(source, unit, out);
  if (status == kStatusOk && out->body_offset != kSlotBodyOffset) {
    memset(out, 0, sizeof *out);
    return kStatusImageFormat;
  }
  return status;
}

status_t slot_verify(const flash_t *flash, uint32_t slot, const image_unit_t *unit, image_info_t *out) {
  place_t place = {flash, slot_offset(slot), NULL};
  return verify(&(image_source_t){&place, read_flash, kFlashMapSlotBytes}, unit, out);
}

status_t slot_verify_copy(const uint8_t *image, uint32_t bytes, const image_unit_t *unit, image_info_t *out) {
  place_t place = {NULL, 0, image};
  return verify(&(image_source_t){&place, read_copy, bytes}, unit, out);
}

/** Length up to the end of the plain TLV area, as the octets claim; the slot's size when they claim nonsense. */
static status_t claimed_bytes(const flash_t *flash, uint32_t offset, uint32_t *bytes) {
  uint8_t header[kHeaderBytes];
  uint8_t area[kAreaHeaderBytes];
  status_t status = flash->read(flash->context, offset, header, sizeof header);
  if (status != kStatusOk) {
    return status;
  }
  const uint64_t plain_at = (uint64_t)bytes_get_u16le(header + kHeaderSizeAt) +
                            bytes_get_u16le(header + kProtectedSizeAt) + bytes_get_u32le(header + kBodySizeAt);
  *bytes = kFlashMapSlotBytes;
  if (plain_at > kFlashMapSlotBytes - sizeof area) {
    return kStatusOk;
  }
  status = flash->read(flash->context, offset + (uint32_t)plain_at, area, sizeof area);
  const uint64_t end = plain_at + bytes_get_u16le(area + 2);
  if (status == kStatusOk && end <= kFlashMapSlotBytes) {
    *bytes = (uint32_t)end;
  }
  return status;
}

status_t slot_copy(const flash_t *flash, uint32_t slot, uint8_t *out, uint32_t *bytes) {
  const uint32_t offset = slot_offset(slot);
  const status_t status = claimed_bytes(flash, offset, bytes);
  return status == kStatusOk ? flash->read(flash->context, offset, out, *bytes) : status;
}

void slot_claim(const flash_t *flash, uint32_t slot, uint8_t digest[32]) {
  place_t place = {flash, slot_offset(slot), NULL};
  if (image_claim(&(image_source_t){&place, read_flash, kFlashMapSlotBytes}, digest) != kStatusOk) {
    memset(digest, 0, 32);
  }
}

status_t slot_discard(const flash_t *flash, uint32_t slot) {
  return flash->erase_sector(flash->context, slot_offset(slot));
}

void slot_report(status_t verdict, const image_info_t *image, hello_slot_t *out) {
  memset(out, 0, sizeof *out);
  out->verdict = verdict;
  if (verdict == kStatusOk) {
    memcpy(out->image_sha256, image->digest, sizeof out->image_sha256);
    memcpy(out->version, image->version, sizeof image->version);
  }
}
