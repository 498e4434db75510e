/**
 * Key derivation and Names of TPM 2.0 Part 1, for SHA-256 only.
 *
 * Pure. Nothing here can fail. The caller wipes what it derives.
 */
#ifndef SEALBENCH_TPM_TPM_KDF_H_
#define SEALBENCH_TPM_TPM_KDF_H_

#include "tpm/tpm.h"
#include "tpm/tpm_codec.h"

/** Octets of `value` without trailing zero octets: the form in which a TPM keeps an authValue (ORDER.md 3.4). */
size_t tpm_kdf_auth_bytes(const uint8_t *value, size_t size_bytes);

/** KDFa (Part 1, 11.4.10.2) with one block: 256 bits from HMAC-SHA-256(key, 1 || label || 00 || u || v || 256). */
void tpm_kdf_a(tpm_span_t key, const char *label, const tpm_span_t context[2], uint8_t out[32]);

/**
 * KDFe (Part 1, 11.4.10.3) with one block: 256 bits from SHA-256(1 || z || label || 00 || u || v), where `party_u_x` is
 * the ephemeral point's x and `party_v_x` the static one's.
 */
void tpm_kdf_e(const uint8_t z[32], const char *label, const uint8_t party_u_x[32], const uint8_t party_v_x[32],
               uint8_t out[32]);

/** Name (Part 1, 16) of a serialised TPMT_PUBLIC or TPMS_NV_PUBLIC whose nameAlg is SHA-256. */
void tpm_kdf_name(tpm_span_t public_area, tpm_name_t *out);

#endif
