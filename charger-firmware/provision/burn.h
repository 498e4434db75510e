/**
 * The burn stream: octets in order into one flash area, erased just in time. PROTOCOL.md 6. Pure over flash_t.
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
#include "drivers/flash.h"
#include "link/server.h"

/** Octets of burn data that may be in flight (PROTOCOL.md 6.3), and of a data frame before its data. */
enum { kBurnWindowBytes = 16384, kBurnDataHeaderBytes = 8 };

/** What BurnBegin announces. */
typedef struct burn_plan {
  uint32_t target;
  uint32_t total_bytes;
  uint8_t sha256[32];
} burn_plan_t;

/** One burn and its page buffer. Zero-initialise, then set `flash` and `last_id` (random, so that ids differ over
 * resets). */
typedef struct burn {
  const flash_t *flash;
  uint32_t last_id;
  bool open;
  burn_plan_t plan;
  uint32_t offset;     /**< Of the target in flash. */
  uint32_t accepted;   /**< Octets taken so far. */
  uint32_t refused_at; /**< Offset of the last frame that did not fit, UINT32_MAX for none. */
  status_t failure;    /**< Why it ended early; kStatusOk while it has not. */
  uint8_t page[kFlashPageBytes] __attribute__((aligned(4)));
} burn_t;

/**
 * Opens a burn; the one before it is forgotten. `unchanged` says that flash already holds exactly these octets.
 *
 * kStatusBurnTarget for an unknown target, kStatusTooLong for a length of 0 or above the target's size,
 * kStatusFlashFailure when the target cannot be read.
 */
MUST_CHECK status_t burn_begin(burn_t *burn, const burn_plan_t *plan, bool *unchanged);

/** Takes the payload of one data frame and says what to answer (PROTOCOL.md 6.2, 6.4). */
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
