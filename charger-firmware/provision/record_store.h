/**
 * Records of one size, appended to two flash sectors of which the older one is erased when both are full. IMAGE.md 8.1.
 * Pure over flash_t; not thread-safe.
 *
 * Power may fail in any write: a record is there with its check sum, or it is not there. The sum is against torn writes
 * and worn cells, not against whoever writes this flash on purpose: what is read here proves nothing.
 */
#ifndef SEALBENCH_PROVISION_RECORD_STORE_H
#define SEALBENCH_PROVISION_RECORD_STORE_H

#include <stdint.h>

#include "base/status.h"
#include "drivers/flash.h"

enum {
  kRecordBytes = 128,
  kRecordContentBytes = 120,
  kRecordsPerSector = 128, /**< The rest of a sector stays erased: a boot reads all of them. */
  kRecordSequenceMax = 0x7fffffff,
};

/** Two sectors of `flash`, beginning at `offset`. */
typedef struct record_store {
  const flash_t *flash;
  uint32_t offset;
} record_store_t;

/** One good record. */
typedef struct record {
  uint32_t sequence; /**< From 1; each record has one more than the one before it. */
  uint8_t content[kRecordContentBytes];
} record_t;

/** Called with each good record. */
typedef void record_visit_t(void *context, const record_t *record);

/** Visits the good records, oldest first. kStatusFlashFailure when the flash cannot be read. */
MUST_CHECK status_t record_store_visit(const record_store_t *store, record_visit_t *visit, void *context);

/**
 * Appends a record. Erases the older sector when the newer one is full.
 *
 * kStatusFlashFailure: it is not there, but for a cut after the last of its octets; all others are, unless this call
 * had to erase.
 */
MUST_CHECK status_t record_store_append(const record_store_t *store, const uint8_t content[kRecordContentBytes]);

#endif
