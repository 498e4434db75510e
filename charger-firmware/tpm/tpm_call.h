/**
 * One TPM command with its sessions (TPM 2.0 Part 1, 18 and 19), and what makes its response believable.
 *
 * Supported: HMAC sessions, policy sessions with or without PolicyAuthValue, password sessions with an empty password,
 * AES-128-CFB encryption of the first parameter in the first session. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_CALL_H_
#define SEALBENCH_TPM_TPM_CALL_H_

#include <stdbool.h>

#include "tpm/tpm.h"
#include "tpm/tpm_codec.h"
#include "tpm/tpm_session.h"

enum {
  kTpmCallEntitiesMax = 3,      /**< Most handles that a command has (NV_Certify). */
  kTpmCallSessionsMax = 2,      /**< Most sessions that we give to a command. */
  kTpmCallParameterBytes = 384, /**< Parameters of the longest command that we send. */
};

/** What a command's handle names. */
typedef struct tpm_entity {
  uint32_t handle;
  const tpm_name_t *name; /**< NULL for PCRs, hierarchies and sessions: the handle is the Name. */
  const uint8_t *auth;    /**< authValue; NULL when empty. Never sent. */
  size_t auth_bytes;      /**< At most 32; trailing zero octets are ignored. */
} tpm_entity_t;

/** A session's part in one call. */
typedef struct tpm_call_session {
  tpm_session_t *session; /**< NULL: a password session with the empty password. */
  uint8_t attributes;     /**< kTpmSession*; without kTpmSessionContinue the session ends with the call. */
} tpm_call_session_t;

/** One command. Session i authorises entity i; a session beyond `authorised` audits or encrypts. */
typedef struct tpm_call {
  uint32_t code;
  tpm_entity_t entities[kTpmCallEntitiesMax];
  size_t entity_count;
  size_t authorised; /**< The first so many entities need authorisation. */
  tpm_call_session_t sessions[kTpmCallSessionsMax];
  size_t session_count; /**< At least `authorised`. 0: the command goes without sessions. */
  bool returns_handle;
  /** New authValue that keys the response (HierarchyChangeAuth); NULL: the entity's own. */
  const uint8_t *response_auth;
  size_t response_auth_bytes;
  /** The command's parameters; encrypted in place. */
  uint8_t parameters[kTpmCallParameterBytes];
  tpm_writer_t writer; /**< Over `parameters`, once `tpm_call_begin` ran. */
} tpm_call_t;

/** A response. Points into `tpm_t`: valid until the next call. */
typedef struct tpm_answer {
  uint32_t handle; /**< 0 when the command returns none. Not covered by the response's HMAC. */
  tpm_reader_t parameters;
} tpm_answer_t;

/** Empties `call` for command `code`. Parameters are then written through `call->writer`. */
void tpm_call_begin(tpm_call_t *call, uint32_t code);

/** Appends a handle that needs no authorisation. `name` as in `tpm_entity_t`; must outlive the call. */
void tpm_call_add_entity(tpm_call_t *call, uint32_t handle, const tpm_name_t *name);

/**
 * Appends a handle that `session` authorises. Must precede entities without authorisation. `session` NULL: with the
 * empty password.
 */
void tpm_call_add_authorised(tpm_call_t *call, const tpm_entity_t *entity, tpm_session_t *session, uint8_t attributes);

/** Appends a session that authorises nothing: for audit or encryption. `session` NULL: nothing is appended. */
void tpm_call_add_session(tpm_call_t *call, tpm_session_t *session, uint8_t attributes);

/**
 * Sends `call` and verifies its response; wipes the parameters.
 *
 * kStatusOk: if the first session is salted, the response is the TPM's own and fresh, and its first parameter is
 * decrypted if kTpmSessionEncrypt was given. kStatusTpmFailure: the TPM answered with an error (not authentic); the
 * sessions stay as they were. kStatusTpmTampered: the response is malformed or its HMAC does not verify; the sessions
 * are unusable from then on. kStatusInternal: the parameters did not fit, or no random numbers.
 */
MUST_CHECK status_t tpm_call_run(tpm_t *tpm, tpm_call_t *call, tpm_answer_t *answer);

/** `tpm_call_run` of a command whose response has no parameters; kStatusTpmTampered if it has some. */
MUST_CHECK status_t tpm_call_run_silent(tpm_t *tpm, tpm_call_t *call);

/** Wipes the last response, after a secret was taken out of it. */
void tpm_wipe_response(tpm_t *tpm);

#endif
