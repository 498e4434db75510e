/**
 * The burn stream: blocks in order into one flash area, unpacked, checked and written piece by piece. PROTOCOL.md 6.
 * Pure over flash_t.
 *
 * One burn at a time; not thread-safe. Which targets may be written now is the owner's decision, made before
 * `burn_begin`.
 */
#ifndef SEALBENCH_PROVISION_BURN_H
#define SEALBENCH_PROVISION_BURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "link/server.h"
#include "provision/burn_area.h"

enum {
  /** Octets of the stream that may be in flight (PROTOCOL.md 6.3): what 3 Mbaud brings while a sector is erased. */
  kBurnWindowBytes = 192 << 10,
  kBurnDataHeaderBytes = 8,  /**< Of a data frame, before its octets of the stream. */
  kBurnBlockHeaderBytes = 6, /**< Of a block of the stream. */
  kBurnRefusalsPerAck = 8,   /**< PROTOCOL.md 6.4. */
};

/** What BurnBegin announces. */
typedef struct burn_plan {
  uint32_t target;
  uint32_t total_bytes;
  uint8_t sha256[32];
  uint8_t piece_digests[kBurnPiecesMax][kBurnPieceDigestBytes];
  uint32_t piece_count;
} burn_plan_t;

/** One burn and its buffers: make it static. Zero-initialise, then set `area.flash` and `last_id` (random, so that ids
 * differ over resets). */
typedef struct burn {
  uint32_t last_id;
  bool open;
  uint32_t target;
  uint8_t sha256[32];
  burn_area_t area;
  uint32_t accepted;   /**< Octets of the stream taken so far. */
  uint32_t refused_at; /**< Offset of the last frame that did not fit, UINT32_MAX for none. */
  uint32_t refused;    /**< Frames of its run before it. */
  uint32_t next_piece; /**< Pieces come in order: none below this one may come. */
  status_t failure;    /**< Why it ended early; kStatusOk while it has not. */
  uint32_t block_used; /**< Octets of `block`. */
  uint8_t block[kBurnBlockHeaderBytes + kBurnPieceBytes];
  uint8_t piece[kBurnPieceBytes] __attribute__((aligned(4)));
} burn_t;

/**
 * Opens a burn; the one before it is forgotten. `burn->area.holds` then says which pieces need not be sent.
 *
 * kStatusBurnTarget for an unknown target, kStatusTooLong for a length of 0 or above the target's size,
 * kStatusBadRequest when the digests are not one for each piece, kStatusFlashFailure when the target cannot be read.
 */
MUST_CHECK status_t burn_begin(burn_t *burn, const burn_plan_t *plan);

/** Takes the payload of one data frame and says what to answer (PROTOCOL.md 6.3, 6.4). */
link_burn_ack_t burn_data(burn_t *burn, const uint8_t *payload, size_t bytes);

/**
 * Ends burn `id`: reads `total_bytes` back from flash into `sha256`.
 *
 * kStatusBurnNotOpen, kStatusBurnIncomplete, kStatusBurnDigest (PROTOCOL.md 6.6), or why the burn failed before.
 */
MUST_CHECK status_t burn_end(burn_t *burn, uint32_t id, uint8_t sha256[32]);

/** SHA-256 of `bytes` octets of flash from `offset`. */
MUST_CHECK status_t burn_flash_sha256(const flash_t *flash, uint32_t offset, uint32_t bytes, uint8_t sha256[32]);

#endif
