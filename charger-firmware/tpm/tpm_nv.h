/**
 * TPM 2.0 NV commands (Part 3, 31) on the indices of ORDER.md 4. Status and `session` as in tpm_commands.h.
 *
 * An index is given with its Name, which goes into the session's HMAC: a TPM whose index has other attributes, or is in
 * another state, refuses (`tpm_session_was_refused`). Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_NV_H_
#define SEALBENCH_TPM_TPM_NV_H_

#include "tpm/tpm.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_objects.h"
#include "tpm/tpm_session.h"

enum { kTpmNvDataMaxBytes = 64 /**< Longest content of an index that is read or written here. */ };

/** An index, the Name that it must have now, and how long its content is. */
typedef struct tpm_nv_index {
  uint32_t handle;
  tpm_name_t name;
  uint16_t data_bytes; /**< 1 to kTpmNvDataMaxBytes. */
} tpm_nv_index_t;

/** The customer-lock index in a state given by kTpmNv* bits. */
void tpm_nv_lock_index(uint32_t state, tpm_nv_index_t *out);

/** The rollback counter in a state given by kTpmNv* bits. */
void tpm_nv_counter_index(uint32_t state, tpm_nv_index_t *out);

/** TPM2_NV_ReadPublic, 31.6: the public area as the TPM tells it. An absent index: kStatusTpmFailure, kTpmRcHandle1. */
MUST_CHECK status_t tpm_nv_read_public(tpm_t *tpm, uint32_t handle, tpm_area_t *out);

/** TPM2_NV_ReadPublic audited by `session`: proves that an index of this Name is there, as `tpm_check_public`. */
MUST_CHECK status_t tpm_nv_check_public(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index);

/** TPM2_NV_DefineSpace, 31.3, by platform, with an empty index auth. */
MUST_CHECK status_t tpm_nv_define(tpm_t *tpm, tpm_session_t *session, const tpm_area_t *area);

/** TPM2_NV_Write, 31.7, by platform, of the whole content: `index->data_bytes` octets. */
MUST_CHECK status_t tpm_nv_write(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index, const uint8_t *data);

/** TPM2_NV_Increment, 31.8, by platform. */
MUST_CHECK status_t tpm_nv_increment(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index);

/** TPM2_NV_WriteLock, 31.11, by platform. */
MUST_CHECK status_t tpm_nv_write_lock(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index);

/** TPM2_NV_Read, 31.13, by the index itself (empty auth), of the whole content: `index->data_bytes` octets. */
MUST_CHECK status_t tpm_nv_read(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index, uint8_t *out);

/** `tpm_nv_read` of the rollback counter, which must have been written once. */
MUST_CHECK status_t tpm_nv_read_counter(tpm_t *tpm, tpm_session_t *session, uint64_t *value);

/**
 * TPM2_NV_Certify, 31.16, of the whole content of `index`, read by the index itself; `session` (not NULL) carries the
 * auth of the signing key.
 */
MUST_CHECK status_t tpm_nv_certify(tpm_t *tpm, tpm_session_t *session, const tpm_signing_t *signing,
                                   const tpm_nv_index_t *index, tpm_attestation_t *out);

#endif
