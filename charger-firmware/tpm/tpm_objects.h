/**
 * The public areas of ORDER.md 4 that are the same in every charger, and what can be read out of one.
 *
 * Pure. Names are computed here from these areas, so an object or index with any other attribute has another Name and
 * is refused by the TPM itself when the Name goes into a session's HMAC.
 */
#ifndef SEALBENCH_TPM_TPM_OBJECTS_H_
#define SEALBENCH_TPM_TPM_OBJECTS_H_

#include <stdbool.h>

#include "tpm/tpm.h"
#include "tpm/tpm_codec.h"

enum {
  kTpmObjectsAreaMaxBytes = 256, /**< Longest public area of ORDER.md 4; others are refused. */
  kTpmObjectsLockBytes = 32,     /**< Content of the customer-lock index. */
  kTpmObjectsCounterBytes = 8,
};

/** TPMA_NV bits that change in an index's life (Part 2, 13.4). */
enum {
  kTpmNvWriteLocked = 0x00000800,
  kTpmNvWritten = 0x20000000,
};

/** A serialised TPMT_PUBLIC or TPMS_NV_PUBLIC. */
typedef struct tpm_area {
  uint8_t octets[kTpmObjectsAreaMaxBytes];
  size_t size_bytes;
} tpm_area_t;

/** The endorsement key's template: TCG EK Credential Profile, L-2. */
void tpm_objects_ek_template(tpm_area_t *out);

/** The customer-lock index; `state` is a set of kTpmNv* bits. */
void tpm_objects_lock_index(uint32_t state, tpm_area_t *out);

/** The rollback counter; `state` is 0 or kTpmNvWritten. */
void tpm_objects_counter_index(uint32_t state, tpm_area_t *out);

/** Name of an area. */
void tpm_objects_name(const tpm_area_t *area, tpm_name_t *out);

/** kStatusOk if `area` has exactly this Name, else `refusal`. Hardened. */
MUST_CHECK status_t tpm_objects_require_name(const tpm_area_t *area, const tpm_name_t *name, status_t refusal);

/**
 * Reads the point out of the public area of a P-256 storage key: ECC, SHA-256, restricted decryption key of fixed
 * TPM and parent, AES-128-CFB, no scheme, no KDF. kStatusTpmMismatch if it is anything else. The point is not yet
 * known to be on the curve.
 */
MUST_CHECK status_t tpm_objects_storage_point(const tpm_area_t *area, uint8_t point[kTpmPointBytes]);

#endif
