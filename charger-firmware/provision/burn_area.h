/**
 * The flash area of one burn, as pieces that it holds already or that are still to be written. PROTOCOL.md 6.1 and 6.5.
 * Pure over flash_t.
 *
 * One area at a time, because its buffers are shared; not thread-safe.
 */
#ifndef SEALBENCH_PROVISION_BURN_AREA_H
#define SEALBENCH_PROVISION_BURN_AREA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "drivers/flash.h"
#include "provision/flash_map.h"

enum {
  kBurnPieceBytes = 16384,
  kBurnPiecesMax = kFlashMapSlotBytes / kBurnPieceBytes,
  kBurnPieceDigestBytes = 12, /**< Of a SHA-256: all digests of a slot fit into one frame. */
};

/** The pieces that the content is made of; the last one may be shorter. */
typedef struct burn_area {
  const flash_t *flash;
  uint32_t offset; /**< In flash; on a sector boundary. */
  uint32_t bytes;  /**< Of the content. */
  uint8_t digests[kBurnPiecesMax][kBurnPieceDigestBytes];
  bool holds[kBurnPiecesMax]; /**< The piece is in flash. */
} burn_area_t;

/** Number of pieces of `bytes` octets. */
uint32_t burn_area_count(uint32_t bytes);

/** Octets of piece `piece`, which must exist. */
uint32_t burn_area_piece_bytes(const burn_area_t *area, uint32_t piece);

/** Looks which pieces flash holds. kStatusFlashFailure when it cannot be read. */
MUST_CHECK status_t burn_area_survey(burn_area_t *area);

/** True when flash holds every piece. */
bool burn_area_whole(const burn_area_t *area);

/**
 * Writes one piece, after erasing its sector when that is needed; other pieces that the sector holds are kept.
 *
 * @param octets kBurnPieceBytes, 0xff behind the piece's own.
 * @return kStatusBurnDigest when they are not what was announced: nothing was written then. kStatusFlashFailure.
 */
MUST_CHECK status_t burn_area_write(burn_area_t *area, uint32_t piece, const uint8_t *octets);

#endif
