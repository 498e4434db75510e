#include "tpm/tpm_session.h"

#include <string.h>

#include "crypto/crypto.h"
#include "tpm/tpm_call.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_kdf.h"

enum {
  kCodeStartAuthSession = 0x176,
  kAlgAes = 0x0006,
  kAlgSha256 = 0x000b,
  kAlgCfb = 0x0043,
  kAesKeyBits = 128,
};

void tpm_session_forget(tpm_session_t *session) { crypto_wipe(session, sizeof *session); }

void tpm_session_end(tpm_t *tpm, tpm_session_t *session) {
  if (session->handle != 0) {
    tpm_flush(tpm, session->handle);
  }
  tpm_session_forget(session);
}

bool tpm_session_was_refused(const tpm_t *tpm) {
  // Part 2, 6.6.3: format-one codes carry in bits 8 to 11 which session, in bit 6 which parameter
  const uint32_t code = tpm->last_response_code;
  const uint32_t base = code & 0x3f;
  const bool format_one = (code & 0x80) != 0 && (code & 0xfffff000) == 0;
  const bool authorisation = base == 0x0e || base == 0x22 || base == 0x1d;
  return format_one && authorisation;  // AUTH_FAIL, BAD_AUTH, POLICY_FAIL
}

/** encryptedSalt (Part 1, C.6.1) and the salt in it. */
static status_t make_salt(const tpm_salt_key_t *key, tpm_writer_t *encrypted, uint8_t salt[32]) {
  uint8_t ephemeral[kTpmPointBytes];
  uint8_t z[32];
  if (crypto_ecdh_ephemeral(key->point, ephemeral, z) != kStatusOk) {
    crypto_wipe(z, sizeof z);
    return kStatusTpmMismatch;
  }
  tpm_kdf_e(z, "SECRET", ephemeral + 1, key->point + 1, salt);
  crypto_wipe(z, sizeof z);
  tpm_write_u16(encrypted, 2 * (2 + 32));
  tpm_write_sized(encrypted, ephemeral + 1, 32);
  tpm_write_sized(encrypted, ephemeral + 33, 32);
  return kStatusOk;
}

static status_t write_start(tpm_call_t *call, const tpm_salt_key_t *salt_key, const tpm_session_t *session,
                            uint8_t salt[32]) {
  tpm_call_begin(call, kCodeStartAuthSession);
  call->returns_handle = true;
  tpm_call_add_entity(call, salt_key != NULL ? salt_key->handle : kTpmHandleNull,
                      salt_key != NULL ? &salt_key->name : NULL);
  tpm_call_add_entity(call, kTpmHandleNull, NULL);
  tpm_write_sized(&call->writer, session->nonce_caller, sizeof session->nonce_caller);
  if (salt_key == NULL) {
    tpm_write_u16(&call->writer, 0);
  } else {
    const status_t status = make_salt(salt_key, &call->writer, salt);
    if (status != kStatusOk) {
      return status;
    }
  }
  tpm_write_u8(&call->writer, (uint8_t)session->type);
  tpm_write_u16(&call->writer, kAlgAes);
  tpm_write_u16(&call->writer, kAesKeyBits);
  tpm_write_u16(&call->writer, kAlgCfb);
  tpm_write_u16(&call->writer, kAlgSha256);
  return kStatusOk;
}

static status_t start(tpm_t *tpm, const tpm_salt_key_t *salt_key, tpm_session_t *session, uint8_t salt[32]) {
  status_t status = crypto_random(session->nonce_caller, sizeof session->nonce_caller);
  if (status != kStatusOk) {
    return status;
  }
  tpm_call_t call;
  tpm_answer_t answer;
  status = write_start(&call, salt_key, session, salt);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const tpm_span_t nonce_tpm = tpm_read_sized(&answer.parameters);
  // Part 3, 11.1: nonceTPM is as long as nonceCaller
  if (!tpm_reader_at_end(&answer.parameters) || nonce_tpm.size_bytes != sizeof session->nonce_tpm) {
    return kStatusTpmTampered;
  }
  memcpy(session->nonce_tpm, nonce_tpm.data, sizeof session->nonce_tpm);
  session->handle = answer.handle;
  if (salt_key != NULL) {
    const tpm_span_t nonces[2] = {{session->nonce_tpm, sizeof session->nonce_tpm},
                                  {session->nonce_caller, sizeof session->nonce_caller}};
    tpm_kdf_a((tpm_span_t){salt, 32}, "ATH", nonces, session->key);
    session->key_bytes = sizeof session->key;
  }
  return kStatusOk;
}

status_t tpm_session_start(tpm_t *tpm, const tpm_salt_key_t *salt, tpm_session_type_t type, tpm_session_t *out) {
  uint8_t salt_value[32] = {0};
  memset(out, 0, sizeof *out);
  out->type = type;
  const status_t status = start(tpm, salt, out, salt_value);
  crypto_wipe(salt_value, sizeof salt_value);
  if (status != kStatusOk) {
    tpm_session_forget(out);
  }
  return status;
}
