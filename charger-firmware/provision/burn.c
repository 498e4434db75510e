#include "provision/burn.h"

#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "provision/flash_map.h"

enum { kReadBytes = 4096, kErased = 0xff };

status_t burn_flash_sha256(const flash_t *flash, uint32_t offset, uint32_t bytes, uint8_t sha256[32]) {
  static uint8_t piece[kReadBytes];
  crypto_sha256_t hash;
  crypto_sha256_init(&hash);
  for (uint32_t done = 0; done < bytes;) {
    const uint32_t run = bytes - done < kReadBytes ? bytes - done : kReadBytes;
    const status_t status = flash->read(flash->context, offset + done, piece, run);
    if (status != kStatusOk) {
      return status;
    }
    crypto_sha256_update(&hash, piece, run);
    done += run;
  }
  crypto_sha256_finish(&hash, sha256);
  return kStatusOk;
}

/** Sets `erased` to whether the sector at `offset` is blank already, so that a blank chip is not erased again. */
static status_t sector_erased(const flash_t *flash, uint32_t offset, bool *erased) {
  static uint8_t piece[kReadBytes];
  *erased = false;
  for (uint32_t done = 0; done < flash->sector_bytes; done += kReadBytes) {
    const status_t status = flash->read(flash->context, offset + done, piece, kReadBytes);
    if (status != kStatusOk) {
      return status;
    }
    for (size_t i = 0; i < kReadBytes; ++i) {
      if (piece[i] != kErased) {
        return kStatusOk;
      }
    }
  }
  *erased = true;
  return kStatusOk;
}

/** PROTOCOL.md 6.5. */
static status_t make_blank(const flash_t *flash, uint32_t offset) {
  bool erased;
  status_t status = sector_erased(flash, offset, &erased);
  if (status != kStatusOk || erased) {
    return status;
  }
  status = flash->erase_sector(flash->context, offset);
  if (status != kStatusOk) {
    return status;
  }
  status = sector_erased(flash, offset, &erased);
  return status == kStatusOk && !erased ? kStatusFlashFailure : status;
}

status_t burn_begin(burn_t *burn, const burn_plan_t *plan, bool *unchanged) {
  const flash_area_t area = flash_map_area(plan->target);
  burn->open = false;
  if (area.bytes == 0) {
    return kStatusBurnTarget;
  }
  if (plan->total_bytes == 0 || plan->total_bytes > area.bytes) {
    return kStatusTooLong;
  }
  uint8_t held[32];
  const status_t status = burn_flash_sha256(burn->flash, area.offset, plan->total_bytes, held);
  if (status != kStatusOk) {
    return status;
  }
  *unchanged = memcmp(held, plan->sha256, sizeof held) == 0;
  burn->plan = *plan;
  burn->offset = area.offset;
  burn->accepted = *unchanged ? plan->total_bytes : 0;
  burn->refused_at = UINT32_MAX;
  burn->failure = kStatusOk;
  burn->open = true;
  ++burn->last_id;
  return kStatusOk;
}

/** Programs the page that ends at `burn->accepted`; a last one that is not full is filled up with erased octets. */
static status_t program_page(burn_t *burn) {
  const uint32_t used = (burn->accepted - 1) % kFlashPageBytes + 1;
  const uint32_t page_offset = burn->offset + burn->accepted - used;
  memset(burn->page + used, kErased, kFlashPageBytes - used);
  if (page_offset % burn->flash->sector_bytes == 0) {
    const status_t status = make_blank(burn->flash, page_offset);
    if (status != kStatusOk) {
      return status;
    }
  }
  return burn->flash->program(burn->flash->context, page_offset, burn->page, kFlashPageBytes);
}

static status_t take(burn_t *burn, const uint8_t *data, size_t bytes) {
  for (size_t done = 0; done < bytes;) {
    const size_t at = burn->accepted % kFlashPageBytes;
    const size_t run = bytes - done < kFlashPageBytes - at ? bytes - done : kFlashPageBytes - at;
    memcpy(burn->page + at, data + done, run);
    burn->accepted += (uint32_t)run;
    done += run;
    if (burn->accepted % kFlashPageBytes == 0 || burn->accepted == burn->plan.total_bytes) {
      const status_t status = program_page(burn);
      if (status != kStatusOk) {
        return status;
      }
    }
  }
  return kStatusOk;
}

/**
 * A frame that does not fit is answered when it begins a run: when the station has gone back, its offsets have, too.
 */
static link_burn_ack_t refuse(burn_t *burn, uint32_t offset) {
  const bool new_run = burn->refused_at == UINT32_MAX || offset <= burn->refused_at;
  burn->refused_at = offset;
  return (link_burn_ack_t){new_run, burn->last_id, burn->accepted, kStatusOk};
}

link_burn_ack_t burn_data(burn_t *burn, const uint8_t *payload, size_t bytes) {
  if (bytes <= kBurnDataHeaderBytes) {
    return (link_burn_ack_t){false, 0, 0, kStatusBadRequest};
  }
  const uint32_t id = bytes_get_u32le(payload);
  const uint32_t offset = bytes_get_u32le(payload + 4);
  const size_t data_bytes = bytes - kBurnDataHeaderBytes;
  if (!burn->open || id != burn->last_id) {
    return (link_burn_ack_t){true, id, 0, kStatusBurnNotOpen};
  }
  if (burn->failure != kStatusOk) {
    return (link_burn_ack_t){true, id, burn->accepted, burn->failure};
  }
  if (offset != burn->accepted || data_bytes > burn->plan.total_bytes - burn->accepted) {
    return refuse(burn, offset);
  }
  burn->refused_at = UINT32_MAX;
  burn->failure = take(burn, payload + kBurnDataHeaderBytes, data_bytes);
  return (link_burn_ack_t){true, id, burn->accepted, burn->failure};
}

status_t burn_end(burn_t *burn, uint32_t id, uint8_t sha256[32]) {
  if (!burn->open || id != burn->last_id) {
    return kStatusBurnNotOpen;
  }
  if (burn->failure != kStatusOk) {
    return burn->failure;
  }
  if (burn->accepted != burn->plan.total_bytes) {
    return kStatusBurnIncomplete;
  }
  const status_t status = burn_flash_sha256(burn->flash, burn->offset, burn->plan.total_bytes, sha256);
  if (status != kStatusOk) {
    return status;
  }
  return memcmp(sha256, burn->plan.sha256, sizeof burn->plan.sha256) == 0 ? kStatusOk : kStatusBurnDigest;
}
