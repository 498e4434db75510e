/**
 * TPM 2.0 commands (Part 3), one function each, without the NV commands (tpm_nv.h).
 *
 * Each returns kStatusOk, kStatusTpmFailure (the TPM refused; `tpm->last_response_code` says why, not authentic),
 * kStatusTpmTampered (malformed, or the response's HMAC does not verify), or the transport's status, unless it says
 * more. Where a function takes `session`: NULL sends the command without it, and the response is then only as good as
 * the bus; an HMAC session salted to a known key makes it authentic. The session stays open. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_COMMANDS_H_
#define SEALBENCH_TPM_TPM_COMMANDS_H_

#include <stdbool.h>

#include "tpm/tpm.h"
#include "tpm/tpm_call.h"
#include "tpm/tpm_objects.h"
#include "tpm/tpm_session.h"

enum {
  kTpmCredentialMaxBytes = 128, /**< MAX_SYM_DATA: most octets of a sealed value. */
  kTpmRandomMaxBytes = 32,      /**< Most octets of one `tpm_get_random`. */
  kTpmAttestMaxBytes = 320,     /**< Longest TPMS_ATTEST of a quote over one bank or of 32 certified octets. */
  kTpmSignatureMaxBytes = 80,   /**< TPMT_SIGNATURE, ECDSA P-256. */
};

/** A structure signed by the attestation key. */
typedef struct tpm_attestation {
  uint8_t attest[kTpmAttestMaxBytes]; /**< TPMS_ATTEST. */
  size_t attest_bytes;
  uint8_t signature[kTpmSignatureMaxBytes]; /**< TPMT_SIGNATURE. */
  size_t signature_bytes;
} tpm_attestation_t;

/** A loaded key of the TPM and its authValue. */
typedef struct tpm_key {
  uint32_t handle;
  tpm_name_t name;
  const uint8_t *auth; /**< 32 octets, or NULL when empty. Not owned. */
} tpm_key_t;

/** Who signs an attestation, and what goes into its extraData. */
typedef struct tpm_signing {
  const tpm_key_t *key;
  uint8_t qualifying[kTpmDigestBytes];
} tpm_signing_t;

/** TPM2_Startup(CLEAR), 9.3. */
MUST_CHECK status_t tpm_startup(tpm_t *tpm);

/** TPM2_Shutdown(CLEAR), 9.4: before planned power-off. */
MUST_CHECK status_t tpm_shutdown(tpm_t *tpm);

/** TPM2_SelfTest, 10.2, of all that was not tested since start-up; returns when the tests ended. */
MUST_CHECK status_t tpm_self_test(tpm_t *tpm);

/** TPM2_GetTestResult, 10.4: kStatusTpmSelfTest unless all tests were run and passed. */
MUST_CHECK status_t tpm_get_test_result(tpm_t *tpm);

/** TPM2_GetRandom, 16.1: exactly `size_bytes` (1 to kTpmRandomMaxBytes) octets. Never a secret by itself. */
MUST_CHECK status_t tpm_get_random(tpm_t *tpm, uint8_t *out, size_t size_bytes);

/** TPM2_GetCapability(TPM_PROPERTIES), 30.2: one TPM_PT; kStatusTpmFailure if this TPM does not have it. */
MUST_CHECK status_t tpm_get_property(tpm_t *tpm, uint32_t property, uint32_t *value);

enum { kTpmHandlesMax = 16 };

/** Handles of one kind, ascending. */
typedef struct tpm_handles {
  uint32_t handles[kTpmHandlesMax];
  uint32_t count;
} tpm_handles_t;

/** TPM2_GetCapability(HANDLES), 30.2: what there is from `first` on; ask again behind the last until none is left. */
MUST_CHECK status_t tpm_list_handles(tpm_t *tpm, uint32_t first, tpm_handles_t *out);

/** TPM2_PCR_Read, 22.4, of one PCR in the SHA-256 bank; audited by `session`. */
MUST_CHECK status_t tpm_pcr_read(tpm_t *tpm, tpm_session_t *session, uint32_t pcr, uint8_t out[kTpmDigestBytes]);

/** TPM2_PCR_Extend, 22.2, in the SHA-256 bank. */
MUST_CHECK status_t tpm_pcr_extend(tpm_t *tpm, tpm_session_t *session, uint32_t pcr,
                                   const uint8_t digest[kTpmDigestBytes]);

/** TPM2_ReadPublic, 12.4: the public area as the TPM tells it; compute its Name, do not believe the one it claims. */
MUST_CHECK status_t tpm_read_public(tpm_t *tpm, uint32_t handle, tpm_area_t *out);

/**
 * TPM2_ReadPublic audited by `session`, with the expected Name in the command's HMAC: proves that the object is there.
 * A refusal with `tpm_session_was_refused` means that another object is. kStatusTpmMismatch: the area has another Name.
 */
MUST_CHECK status_t tpm_check_public(tpm_t *tpm, tpm_session_t *session, uint32_t handle, const tpm_name_t *name);

/**
 * TPM2_CreatePrimary, 24.1, of the EK with an empty endorsement auth. On success the EK is loaded at `out->handle`, to
 * be flushed by the caller. `out->name` is computed.
 */
MUST_CHECK status_t tpm_create_ek(tpm_t *tpm, tpm_session_t *session, tpm_key_t *out);

/** TPM2_FlushContext, 28.4. Best effort; leaves `last_response_code` as it was. */
void tpm_flush(tpm_t *tpm, uint32_t handle);

/** Flushes every loaded transient object and session, whoever made them. Best effort. */
void tpm_flush_all(tpm_t *tpm);

/** TPM2_PolicyPCR, 23.7, with the current values of `pcr_mask` (SHA-256 bank). */
MUST_CHECK status_t tpm_policy_pcr(tpm_t *tpm, const tpm_session_t *policy, uint32_t pcr_mask);

/** TPM2_PolicyAuthValue, 23.17. */
MUST_CHECK status_t tpm_policy_auth_value(tpm_t *tpm, tpm_session_t *policy);

/** TPM2_PolicySecret(endorsement), 23.4, with an empty endorsement auth. */
MUST_CHECK status_t tpm_policy_secret_endorsement(tpm_t *tpm, const tpm_session_t *policy);

/**
 * TPM2_Unseal, 12.7, of `item` with `policy` (salted), the value encrypted on the bus. It is appended to
 * `value`; kStatusTpmTampered if it is empty or does not fit. On success the session stays open, its policy empty
 * again.
 */
MUST_CHECK status_t tpm_unseal(tpm_t *tpm, tpm_session_t *policy, const tpm_key_t *item, tpm_writer_t *value);

/** What TPM2_ActivateCredential works on. */
typedef struct tpm_activation {
  const tpm_key_t *object;     /**< Whose Name the blob was made for; empty auth. */
  const tpm_key_t *ek;         /**< Whose public key it was made for. */
  tpm_span_t credential_blob;  /**< TPM2B_ID_OBJECT with its size. */
  tpm_span_t encrypted_secret; /**< TPM2B_ENCRYPTED_SECRET with its size. */
} tpm_activation_t;

/**
 * TPM2_ActivateCredential, 12.5. `session` (salted) authorises the object and encrypts the result; `ek_policy` holds
 * PolicySecret and ends on success. kStatusBadRequest: a blob's size does not fit. The secret must be 32 octets,
 * else kStatusOrderActivation.
 */
MUST_CHECK status_t tpm_activate_credential(tpm_t *tpm, const tpm_activation_t *activation, tpm_session_t *sessions[2],
                                            uint8_t out[32]);

/** TPM2_HierarchyControl(platform, phEnable, CLEAR), 24.3. */
MUST_CHECK status_t tpm_disable_platform(tpm_t *tpm, tpm_session_t *session);

/** TPM2_ClearControl(platform, `disable`), 24.7. */
MUST_CHECK status_t tpm_clear_control(tpm_t *tpm, tpm_session_t *session, bool disable);

/** TPM2_Clear(platform), 24.6. */
MUST_CHECK status_t tpm_clear(tpm_t *tpm, tpm_session_t *session);

/** TPM2_HierarchyChangeAuth(endorsement), 24.8, from empty to `auth`, encrypted in `session` (salted, not NULL). */
MUST_CHECK status_t tpm_set_endorsement_auth(tpm_t *tpm, tpm_session_t *session, const uint8_t auth[32]);

/** TPM2_Quote, 18.4, over kTpmPcrMaskQuote with the key's own scheme; `session` (not NULL) carries the key's auth. */
MUST_CHECK status_t tpm_quote(tpm_t *tpm, tpm_session_t *session, const tpm_signing_t *signing, tpm_attestation_t *out);

/** Takes the TPM2B_ATTEST and TPMT_SIGNATURE that end a response; kStatusTpmTampered if they are not just that. */
MUST_CHECK status_t tpm_take_attestation(tpm_answer_t *answer, tpm_attestation_t *out);

#endif
