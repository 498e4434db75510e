#include "provision/order_store.h"

#include <string.h>

#include "base/bytes.h"
#include "pb_encode.h"
#include "provision/flash_map.h"
#include "provision/slot_state.h"

enum { kLengthBytes = 4, kStoredMaxBytes = kLengthBytes + wire_Envelope_size + 3 };

status_t order_store(const flash_t *flash, const link_envelope_t *envelope, const uint8_t image_digest[32]) {
  static uint8_t stored[(kStoredMaxBytes + 3) / 4 * 4];
  pb_ostream_t stream = pb_ostream_from_buffer(stored + kLengthBytes, sizeof stored - kLengthBytes);
  memset(stored, 0xff, sizeof stored);
  if (!pb_encode(&stream, wire_Envelope_fields, envelope)) {
    return kStatusInternal;
  }
  bytes_put_u32le(stored, (uint32_t)stream.bytes_written);
  status_t status = flash->erase_sector(flash->context, kFlashMapOrder);
  if (status == kStatusOk) {
    const uint32_t bytes = ((uint32_t)stream.bytes_written + kLengthBytes + 3) / 4 * 4;
    status = flash->program(flash->context, kFlashMapOrder, stored, bytes);
  }
  return status == kStatusOk ? slot_state_confirm(flash, kSlotA, image_digest) : status;
}
