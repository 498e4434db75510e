/**
 * Sessions of TPM 2.0 Part 1, 19: started, ended, and what is kept of one between two commands. What a command does
 * with them is tpm_call.h.
 *
 * A session here is never bound. Salted, its key is known to the owner of the salting key's private half only, so a
 * verified response comes from that TPM. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_SESSION_H_
#define SEALBENCH_TPM_TPM_SESSION_H_

#include <stdbool.h>

#include "tpm/tpm.h"

/** TPMA_SESSION (Part 2, 8.4). */
enum {
  kTpmSessionContinue = 0x01,
  kTpmSessionDecrypt = 0x20, /**< The first command parameter is encrypted. */
  kTpmSessionEncrypt = 0x40, /**< The first response parameter is encrypted. */
  kTpmSessionAudit = 0x80,
};

/** TPM_SE (Part 2, 6.11). */
typedef enum tpm_session_type {
  kTpmSessionHmac = 0x00,
  kTpmSessionPolicy = 0x01,
} tpm_session_type_t;

/** A storage key to salt a session to. Its owner vouches for `name` and `point` belonging together. */
typedef struct tpm_salt_key {
  uint32_t handle;
  tpm_name_t name;
  uint8_t point[kTpmPointBytes]; /**< Checked to be on the curve when it is used. */
} tpm_salt_key_t;

/** One open session. Holds a secret: wiped by `tpm_session_forget`. */
typedef struct tpm_session {
  uint32_t handle; /**< 0 when not open. */
  tpm_session_type_t type;
  bool needs_auth_value; /**< Policy session after PolicyAuthValue, until its next use. */
  bool broken;           /**< A response did not verify: no further call is sent. */
  uint8_t nonce_tpm[kTpmDigestBytes];
  uint8_t nonce_caller[kTpmDigestBytes];
  uint8_t key[kTpmDigestBytes];
  size_t key_bytes; /**< 0 for an unsalted session, else 32. */
} tpm_session_t;

/**
 * Starts a session, salted to `salt` or, where that is NULL, unsalted. Needs `crypto_init` first.
 *
 * Says nothing about whether the TPM owns the salting key: the first verified response does. kStatusTpmMismatch: the
 * salting point is not on the curve. Else as tpm_commands.h. On refusal `out` is not open.
 */
MUST_CHECK status_t tpm_session_start(tpm_t *tpm, const tpm_salt_key_t *salt, tpm_session_type_t type,
                                      tpm_session_t *out);

/** Flushes the session from the TPM if it is open, and wipes it. Best effort: what the TPM answers is not looked at. */
void tpm_session_end(tpm_t *tpm, tpm_session_t *session);

/** Wipes the session without telling the TPM. */
void tpm_session_forget(tpm_session_t *session);

/** True when the TPM's last error says that an HMAC or policy was wrong: wrong key, wrong Name or wrong authValue. */
bool tpm_session_was_refused(const tpm_t *tpm);

#endif
