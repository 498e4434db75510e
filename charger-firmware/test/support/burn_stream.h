/**
 * What a station sends for a burn, without compression. PROTOCOL.md 6.
 */
#ifndef SEALBENCH_TEST_SUPPORT_BURN_STREAM_H
#define SEALBENCH_TEST_SUPPORT_BURN_STREAM_H

#include <openssl/sha.h>
#include <string.h>

#include "link/messages.h"
#include "provision/burn.h"

/** Fills `plan` for `bytes` octets of `content`. */
static inline void burn_stream_plan(burn_plan_t *plan, uint32_t target, const uint8_t *content, uint32_t bytes) {
  plan->target = target;
  plan->total_bytes = bytes;
  plan->piece_count = burn_area_count(bytes);
  SHA256(content, bytes, plan->sha256);
  for (uint32_t i = 0; i < plan->piece_count; ++i) {
    uint8_t sha256[32];
    const uint32_t left = bytes - i * kBurnPieceBytes;
    SHA256(content + i * kBurnPieceBytes, left < kBurnPieceBytes ? left : kBurnPieceBytes, sha256);
    memcpy(plan->piece_digests[i], sha256, kBurnPieceDigestBytes);
  }
}

/** Writes one block to `out`; returns its size. `packed` may be NULL when there is none. */
static inline uint32_t burn_stream_block(uint8_t *out, uint32_t piece, uint32_t encoding, const uint8_t *packed,
                                         uint32_t bytes) {
  const uint32_t header[] = {piece, encoding, bytes};
  for (size_t i = 0; i < 3; ++i) {
    out[2 * i] = (uint8_t)header[i];
    out[2 * i + 1] = (uint8_t)(header[i] >> 8);
  }
  if (bytes > 0) {
    memcpy(out + kBurnBlockHeaderBytes, packed, bytes);
  }
  return kBurnBlockHeaderBytes + bytes;
}

/** Writes to `out` what the open burn wants, every piece stored; returns how many octets that is. */
static inline uint32_t burn_stream_stored(uint8_t *out, const burn_t *burn, const burn_plan_t *plan,
                                          const uint8_t *content) {
  uint32_t bytes = 0;
  for (uint32_t i = 0; i < plan->piece_count; ++i) {
    if (!burn->area.holds[i]) {
      bytes += burn_stream_block(out + bytes, i, wire_BurnEncoding_BURN_ENCODING_STORED, content + i * kBurnPieceBytes,
                                 burn_area_piece_bytes(&burn->area, i));
    }
  }
  return bytes;
}

#endif
