#include "provision/burn.h"

#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "link/messages.h"
#include "provision/unpack.h"

enum { kReadBytes = 4096, kErased = 0xff };

status_t burn_flash_sha256(const flash_t *flash, uint32_t offset, uint32_t bytes, uint8_t sha256[32]) {
  static uint8_t read[kReadBytes];
  crypto_sha256_t hash;
  crypto_sha256_init(&hash);
  for (uint32_t done = 0; done < bytes;) {
    const uint32_t run = bytes - done < kReadBytes ? bytes - done : kReadBytes;
    const status_t status = flash->read(flash->context, offset + done, read, run);
    if (status != kStatusOk) {
      return status;
    }
    crypto_sha256_update(&hash, read, run);
    done += run;
  }
  crypto_sha256_finish(&hash, sha256);
  return kStatusOk;
}

status_t burn_begin(burn_t *burn, const burn_plan_t *plan) {
  const flash_area_t place = flash_map_area(plan->target);
  burn->open = false;
  if (place.bytes == 0) {
    return kStatusBurnTarget;
  }
  if (plan->total_bytes == 0 || plan->total_bytes > place.bytes) {
    return kStatusTooLong;
  }
  if (plan->piece_count != burn_area_count(plan->total_bytes)) {
    return kStatusBadRequest;
  }
  burn->target = plan->target;
  memcpy(burn->sha256, plan->sha256, sizeof burn->sha256);
  burn->area.offset = place.offset;
  burn->area.bytes = plan->total_bytes;
  memcpy(burn->area.digests, plan->piece_digests, sizeof burn->area.digests);
  memset(burn->area.holds, 0, sizeof burn->area.holds);
  burn->accepted = 0;
  burn->refused_at = UINT32_MAX;
  burn->next_piece = 0;
  burn->block_used = 0;
  burn->failure = kStatusOk;
  const status_t status = burn_area_survey(&burn->area);
  burn->open = status == kStatusOk;
  ++burn->last_id;
  return status;
}

static uint32_t piece_of(const burn_t *burn) { return bytes_get_u16le(burn->block); }
static uint32_t encoding_of(const burn_t *burn) { return bytes_get_u16le(burn->block + 2); }
static uint32_t packed_bytes_of(const burn_t *burn) { return bytes_get_u16le(burn->block + 4); }

/** PROTOCOL.md 6.2, before an octet of the block is looked at. */
static status_t check_header(const burn_t *burn) {
  const uint32_t piece = piece_of(burn);
  if (piece < burn->next_piece || piece >= burn_area_count(burn->area.bytes) || burn->area.holds[piece]) {
    return kStatusBurnBlock;
  }
  const uint32_t bytes = burn_area_piece_bytes(&burn->area, piece);
  const uint32_t packed = packed_bytes_of(burn);
  bool fits;
  switch (encoding_of(burn)) {
    case wire_BurnEncoding_BURN_ENCODING_STORED:
      fits = packed == bytes;
      break;
    case wire_BurnEncoding_BURN_ENCODING_ZLIB:
      fits = packed > 0 && packed < bytes;
      break;
    case wire_BurnEncoding_BURN_ENCODING_ERASED:
      fits = packed == 0;
      break;
    default:
      fits = false;
  }
  return fits ? kStatusOk : kStatusBurnBlock;
}

/** The whole block is there: unpacks and writes its piece. */
static status_t finish_block(burn_t *burn) {
  const uint32_t piece = piece_of(burn);
  const uint32_t bytes = burn_area_piece_bytes(&burn->area, piece);
  const uint8_t *packed = burn->block + kBurnBlockHeaderBytes;
  status_t status = kStatusOk;
  memset(burn->piece, kErased, sizeof burn->piece);
  if (encoding_of(burn) == wire_BurnEncoding_BURN_ENCODING_STORED) {
    memcpy(burn->piece, packed, bytes);
  } else if (encoding_of(burn) == wire_BurnEncoding_BURN_ENCODING_ZLIB) {
    status = unpack_zlib(packed, packed_bytes_of(burn), burn->piece, bytes);
  }
  burn->block_used = 0;
  burn->next_piece = piece + 1;
  return status == kStatusOk ? burn_area_write(&burn->area, piece, burn->piece) : status;
}

/** Takes octets of the stream; no block is longer than its buffer, because its header was checked first. */
static status_t take(burn_t *burn, const uint8_t *data, uint32_t bytes) {
  status_t status = kStatusOk;
  for (uint32_t done = 0; done < bytes && status == kStatusOk;) {
    const uint32_t wanted =
        kBurnBlockHeaderBytes + (burn->block_used < kBurnBlockHeaderBytes ? 0 : packed_bytes_of(burn));
    const uint32_t left = wanted - burn->block_used;
    const uint32_t run = bytes - done < left ? bytes - done : left;
    memcpy(burn->block + burn->block_used, data + done, run);
    burn->block_used += run;
    done += run;
    if (burn->block_used == kBurnBlockHeaderBytes) {
      status = check_header(burn);
    }
    if (status == kStatusOk && burn->block_used >= kBurnBlockHeaderBytes &&
        burn->block_used == kBurnBlockHeaderBytes + packed_bytes_of(burn)) {
      status = finish_block(burn);
    }
  }
  burn->accepted += bytes;
  return status;
}

/**
 * A frame that does not fit is a copy of what was taken, or lies behind a gap. A run of them is answered at its begin
 * and now and then, for an answer can be lost, too. When the station has gone back, its offsets have.
 */
static link_burn_ack_t refuse(burn_t *burn, uint32_t offset) {
  const bool gap_after_copies = burn->refused_at < burn->accepted && offset > burn->accepted;
  const bool new_run = burn->refused_at == UINT32_MAX || offset <= burn->refused_at || gap_after_copies;
  burn->refused = new_run ? 0 : burn->refused + 1;
  burn->refused_at = offset;
  return (link_burn_ack_t){burn->refused % kBurnRefusalsPerAck == 0, burn->last_id, burn->accepted, kStatusOk};
}

link_burn_ack_t burn_data(burn_t *burn, const uint8_t *payload, size_t bytes) {
  if (bytes <= kBurnDataHeaderBytes) {
    return (link_burn_ack_t){false, 0, 0, kStatusBadRequest};
  }
  const uint32_t id = bytes_get_u32le(payload);
  const uint32_t offset = bytes_get_u32le(payload + 4);
  if (!burn->open || id != burn->last_id) {
    return (link_burn_ack_t){true, id, 0, kStatusBurnNotOpen};
  }
  if (burn->failure != kStatusOk) {
    return (link_burn_ack_t){true, id, burn->accepted, burn->failure};
  }
  if (offset != burn->accepted) {
    return refuse(burn, offset);
  }
  burn->refused_at = UINT32_MAX;
  burn->failure = take(burn, payload + kBurnDataHeaderBytes, (uint32_t)(bytes - kBurnDataHeaderBytes));
  return (link_burn_ack_t){true, id, burn->accepted, burn->failure};
}

status_t burn_end(burn_t *burn, uint32_t id, uint8_t sha256[32]) {
  if (!burn->open || id != burn->last_id) {
    return kStatusBurnNotOpen;
  }
  if (burn->failure != kStatusOk) {
    return burn->failure;
  }
  if (!burn_area_whole(&burn->area)) {
    return kStatusBurnIncomplete;
  }
  const status_t status = burn_flash_sha256(burn->area.flash, burn->area.offset, burn->area.bytes, sha256);
  if (status != kStatusOk) {
    return status;
  }
  return memcmp(sha256, burn->sha256, sizeof burn->sha256) == 0 ? kStatusOk : kStatusBurnDigest;
}
