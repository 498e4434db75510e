#include "tpm/tpm_call.h"

#include <string.h>

#include "base/hardened.h"
#include "crypto/crypto.h"
#include "tpm/tpm_kdf.h"

enum {
  kTagNoSessions = 0x8001,
  kTagSessions = 0x8002,
  kHeaderBytes = 10,
  kAesKeyBytes = 16,
  kHmacKeyMaxBytes = 64,
};

void tpm_call_begin(tpm_call_t *call, uint32_t code) {
  memset(call, 0, sizeof *call);
  call->code = code;
  call->writer = tpm_writer_over(call->parameters, sizeof call->parameters);
}

void tpm_call_add_entity(tpm_call_t *call, uint32_t handle, const tpm_name_t *name) {
  if (call->entity_count >= kTpmCallEntitiesMax) {
    call->writer.overflow = true;
    return;
  }
  call->entities[call->entity_count++] = (tpm_entity_t){.handle = handle, .name = name};
}

static void append_session(tpm_call_t *call, tpm_session_t *session, uint8_t attributes) {
  if (call->session_count >= kTpmCallSessionsMax) {
    call->writer.overflow = true;
    return;
  }
  call->sessions[call->session_count++] = (tpm_call_session_t){.session = session, .attributes = attributes};
}

void tpm_call_add_authorised(tpm_call_t *call, const tpm_entity_t *entity, tpm_session_t *session, uint8_t attributes) {
  if (call->entity_count != call->authorised || call->session_count != call->authorised) {
    call->writer.overflow = true;
    return;
  }
  tpm_call_add_entity(call, entity->handle, entity->name);
  append_session(call, session, attributes);
  if (!call->writer.overflow) {
    call->entities[call->authorised++] = *entity;
  }
}

void tpm_call_add_session(tpm_call_t *call, tpm_session_t *session, uint8_t attributes) {
  if (session != NULL) {
    append_session(call, session, attributes);
  }
}

/** An HMAC key of at most two parts; wiped by its user. */
typedef struct hmac_key {
  uint8_t octets[kHmacKeyMaxBytes];
  size_t size_bytes;
} hmac_key_t;

static void append_auth(hmac_key_t *key, const uint8_t *auth, size_t auth_bytes) {
  const size_t kept = tpm_kdf_auth_bytes(auth, auth != NULL ? auth_bytes : 0);
  if (kept <= sizeof key->octets - key->size_bytes && kept != 0) {
    memcpy(key->octets + key->size_bytes, auth, kept);
    key->size_bytes += kept;
  }
}

/** Part 1, 19.6.5: sessionKey || authValue; in a policy session the latter only after PolicyAuthValue. */
static hmac_key_t hmac_key_of(const tpm_call_t *call, size_t index, bool response) {
  const tpm_session_t *session = call->sessions[index].session;
  hmac_key_t key = {.size_bytes = session->key_bytes};
  memcpy(key.octets, session->key, session->key_bytes);
  const bool uses_auth = session->type == kTpmSessionHmac || session->needs_auth_value;
  if (index < call->authorised && uses_auth) {
    if (response && index == 0 && call->response_auth != NULL) {
      append_auth(&key, call->response_auth, call->response_auth_bytes);
    } else {
      append_auth(&key, call->entities[index].auth, call->entities[index].auth_bytes);
    }
  }
  return key;
}

/** Part 1, 19.6.5: a policy session without session key and authValue carries no HMAC. */
static bool goes_without_hmac(const tpm_session_t *session) {
  return session->type == kTpmSessionPolicy && session->key_bytes == 0 && !session->needs_auth_value;
}

static void session_hmac(const hmac_key_t *key, const uint8_t hash[32], const tpm_span_t nonces[2], uint8_t attributes,
                         uint8_t out[32]) {
  const crypto_part_t parts[] = {
      {hash, kTpmDigestBytes},
      {nonces[0].data, nonces[0].size_bytes},
      {nonces[1].data, nonces[1].size_bytes},
      {&attributes, 1},
  };
  crypto_hmac_sha256(key->octets, key->size_bytes, parts, sizeof parts / sizeof parts[0], out);
}

/**
 * Part 1, 21.3: AES-128-CFB over a TPM2B's content in place. The key is sessionKey || authValue of the entity that the
 * session authorises, in a policy session without PolicyAuthValue, too.
 */
static void crypt_parameter(const tpm_call_t *call, bool response, uint8_t *data, size_t size_bytes) {
  const tpm_session_t *session = call->sessions[0].session;
  hmac_key_t key = {.size_bytes = session->key_bytes};
  memcpy(key.octets, session->key, session->key_bytes);
  if (call->authorised > 0) {
    append_auth(&key, call->entities[0].auth, call->entities[0].auth_bytes);
  }
  const tpm_span_t caller = {session->nonce_caller, sizeof session->nonce_caller};
  const tpm_span_t chip = {session->nonce_tpm, sizeof session->nonce_tpm};
  const tpm_span_t nonces[2] = {response ? chip : caller, response ? caller : chip};
  uint8_t key_and_iv[32];
  tpm_kdf_a((tpm_span_t){key.octets, key.size_bytes}, "CFB", nonces, key_and_iv);
  crypto_aes128_cfb(response ? 0 : 1, key_and_iv, key_and_iv + kAesKeyBytes, data, size_bytes);
  crypto_wipe(key_and_iv, sizeof key_and_iv);
  crypto_wipe(&key, sizeof key);
}

static bool encrypts(const tpm_call_t *call, uint8_t attribute) {
  return call->session_count > 0 && call->sessions[0].session != NULL &&
         (call->sessions[0].attributes & attribute) != 0;
}

/** Content of the TPM2B at the start of `data`, or an empty span. */
static tpm_span_t first_sized(uint8_t *data, size_t size_bytes) {
  tpm_reader_t reader = tpm_reader_over(data, size_bytes);
  return tpm_read_sized(&reader);
}

/** Part 1, 16.7: cpHash = SHA-256(command code || Names || parameters). */
static void command_hash(const tpm_call_t *call, uint8_t out[32]) {
  crypto_sha256_t hash;
  uint8_t number[4];
  tpm_writer_t writer = tpm_writer_over(number, sizeof number);
  tpm_write_u32(&writer, call->code);
  crypto_sha256_init(&hash);
  crypto_sha256_update(&hash, number, sizeof number);
  for (size_t i = 0; i < call->entity_count; ++i) {
    const tpm_entity_t *entity = &call->entities[i];
    writer = tpm_writer_over(number, sizeof number);
    tpm_write_u32(&writer, entity->handle);
    if (entity->name != NULL) {
      crypto_sha256_update(&hash, entity->name->bytes, sizeof entity->name->bytes);
    } else {
      crypto_sha256_update(&hash, number, sizeof number);
    }
  }
  crypto_sha256_update(&hash, call->parameters, call->writer.used_bytes);
  crypto_sha256_finish(&hash, out);
}

/** Part 1, 16.8: rpHash = SHA-256(response code || command code || parameters). */
static void response_hash(const tpm_call_t *call, tpm_span_t parameters, uint8_t out[32]) {
  crypto_sha256_t hash;
  uint8_t codes[8];
  tpm_writer_t writer = tpm_writer_over(codes, sizeof codes);
  tpm_write_u32(&writer, kTpmRcSuccess);
  tpm_write_u32(&writer, call->code);
  crypto_sha256_init(&hash);
  crypto_sha256_update(&hash, codes, sizeof codes);
  crypto_sha256_update(&hash, parameters.data, parameters.size_bytes);
  crypto_sha256_finish(&hash, out);
}

static void write_session(const tpm_call_t *call, size_t index, const uint8_t hash[32], tpm_writer_t *area) {
  const tpm_call_session_t *slot = &call->sessions[index];
  const tpm_session_t *session = slot->session;
  if (session == NULL) {
    tpm_write_u32(area, kTpmHandlePassword);
    tpm_write_u16(area, 0);
    tpm_write_u8(area, kTpmSessionContinue);
    tpm_write_u16(area, 0);
    return;
  }
  tpm_write_u32(area, session->handle);
  tpm_write_sized(area, session->nonce_caller, sizeof session->nonce_caller);
  tpm_write_u8(area, slot->attributes);
  if (goes_without_hmac(session)) {
    tpm_write_u16(area, 0);
    return;
  }
  const tpm_span_t nonces[2] = {{session->nonce_caller, sizeof session->nonce_caller},
                                {session->nonce_tpm, sizeof session->nonce_tpm}};
  hmac_key_t key = hmac_key_of(call, index, false);
  uint8_t hmac[kTpmDigestBytes];
  session_hmac(&key, hash, nonces, slot->attributes, hmac);
  tpm_write_sized(area, hmac, sizeof hmac);
  crypto_wipe(&key, sizeof key);
}

static status_t refresh_nonces(tpm_call_t *call) {
  for (size_t i = 0; i < call->session_count; ++i) {
    tpm_session_t *session = call->sessions[i].session;
    if (session == NULL) {
      continue;
    }
    if (session->handle == 0) {
      return kStatusInternal;
    }
    if (session->broken) {
      return kStatusTpmTampered;
    }
    const status_t status = crypto_random(session->nonce_caller, sizeof session->nonce_caller);
    if (status != kStatusOk) {
      return status;
    }
  }
  return kStatusOk;
}

static bool is_sendable(const tpm_call_t *call) {
  // encryption in a second session would put that session's nonce into the first one's HMAC; nothing here needs it
  const uint8_t crypting = kTpmSessionDecrypt | kTpmSessionEncrypt;
  const bool second_crypts = call->session_count > 1 && (call->sessions[1].attributes & crypting) != 0;
  return !call->writer.overflow && call->session_count >= call->authorised && !second_crypts;
}

static status_t encode(tpm_t *tpm, tpm_call_t *call, size_t *command_bytes) {
  if (encrypts(call, kTpmSessionDecrypt)) {
    const tpm_span_t content = first_sized(call->parameters, call->writer.used_bytes);
    crypt_parameter(call, false, call->parameters + 2, content.size_bytes);
  }
  uint8_t hash[kTpmDigestBytes];
  command_hash(call, hash);
  uint8_t area_octets[kTpmCallSessionsMax * 80];
  tpm_writer_t area = tpm_writer_over(area_octets, sizeof area_octets);
  for (size_t i = 0; i < call->session_count; ++i) {
    write_session(call, i, hash, &area);
  }
  const bool sessions = call->session_count > 0;
  const size_t handle_bytes = 4 * call->entity_count;
  const size_t area_bytes = sessions ? 4 + area.used_bytes : 0;
  const size_t total_bytes = kHeaderBytes + handle_bytes + area_bytes + call->writer.used_bytes;
  tpm_writer_t writer = tpm_writer_over(tpm->command, sizeof tpm->command);
  tpm_write_u16(&writer, sessions ? kTagSessions : kTagNoSessions);
  tpm_write_u32(&writer, (uint32_t)total_bytes);
  tpm_write_u32(&writer, call->code);
  for (size_t i = 0; i < call->entity_count; ++i) {
    tpm_write_u32(&writer, call->entities[i].handle);
  }
  if (sessions) {
    tpm_write_u32(&writer, (uint32_t)area.used_bytes);
    tpm_write_octets(&writer, area_octets, area.used_bytes);
  }
  tpm_write_octets(&writer, call->parameters, call->writer.used_bytes);
  *command_bytes = writer.used_bytes;
  return writer.overflow || area.overflow ? kStatusInternal : kStatusOk;
}

/** One session of the response (Part 1, 18.10): takes its nonce only after its HMAC verified. */
static status_t verify_session(tpm_call_t *call, size_t index, const uint8_t hash[32], tpm_reader_t *area) {
  const tpm_span_t nonce_tpm = tpm_read_sized(area);
  const uint8_t attributes = tpm_read_u8(area);
  const tpm_span_t hmac = tpm_read_sized(area);
  tpm_session_t *session = call->sessions[index].session;
  if (area->failed) {
    return kStatusTpmTampered;
  }
  if (session == NULL) {
    return nonce_tpm.size_bytes == 0 && hmac.size_bytes == 0 ? kStatusOk : kStatusTpmTampered;
  }
  if (nonce_tpm.size_bytes != sizeof session->nonce_tpm) {
    return kStatusTpmTampered;
  }
  if (goes_without_hmac(session)) {
    memcpy(session->nonce_tpm, nonce_tpm.data, sizeof session->nonce_tpm);
    return hmac.size_bytes == 0 ? kStatusOk : kStatusTpmTampered;
  }
  const tpm_span_t nonces[2] = {nonce_tpm, {session->nonce_caller, sizeof session->nonce_caller}};
  hmac_key_t key = hmac_key_of(call, index, true);
  uint8_t expected[kTpmDigestBytes];
  session_hmac(&key, hash, nonces, attributes, expected);
  crypto_wipe(&key, sizeof key);
  if (hmac.size_bytes != sizeof expected) {
    return kStatusTpmTampered;
  }
  const status_t status = hardened_require(hardened_equal(expected, hmac.data, sizeof expected), kStatusTpmTampered);
  if (status == kStatusOk) {
    memcpy(session->nonce_tpm, nonce_tpm.data, sizeof session->nonce_tpm);
  }
  return status;
}

static status_t decode_with_sessions(tpm_call_t *call, tpm_reader_t *reader, tpm_answer_t *answer) {
  const uint32_t parameter_bytes = tpm_read_u32(reader);
  const size_t parameter_offset = reader->offset_bytes;
  const tpm_span_t parameters = tpm_read_octets(reader, parameter_bytes);
  if (reader->failed) {
    return kStatusTpmTampered;
  }
  uint8_t hash[kTpmDigestBytes];
  response_hash(call, parameters, hash);
  for (size_t i = 0; i < call->session_count; ++i) {
    const status_t status = verify_session(call, i, hash, reader);
    if (status != kStatusOk) {
      return status;
    }
  }
  if (!tpm_reader_at_end(reader)) {
    return kStatusTpmTampered;
  }
  answer->parameters = tpm_reader_over(reader->data + parameter_offset, parameter_bytes);
  if (encrypts(call, kTpmSessionEncrypt)) {
    const tpm_span_t content = first_sized(answer->parameters.data, parameter_bytes);
    if (content.size_bytes == 0) {
      return kStatusTpmTampered;
    }
    crypt_parameter(call, true, answer->parameters.data + 2, content.size_bytes);
  }
  return kStatusOk;
}

static status_t decode(tpm_t *tpm, tpm_call_t *call, tpm_answer_t *answer) {
  tpm_reader_t reader = tpm_reader_over(tpm->response, tpm->response_bytes);
  (void)tpm_read_octets(&reader, kHeaderBytes);
  answer->handle = call->returns_handle ? tpm_read_u32(&reader) : 0;
  if (reader.failed) {
    return kStatusTpmTampered;
  }
  if (call->session_count > 0) {
    return decode_with_sessions(call, &reader, answer);
  }
  answer->parameters = tpm_reader_over(reader.data + reader.offset_bytes, reader.size_bytes - reader.offset_bytes);
  return kStatusOk;
}

/** What a use does to the sessions: one without `continue` is gone, a policy session starts anew, a bad one is dead. */
static void settle_sessions(tpm_call_t *call, status_t status) {
  for (size_t i = 0; i < call->session_count; ++i) {
    tpm_session_t *session = call->sessions[i].session;
    if (session == NULL) {
      continue;
    }
    if (status != kStatusOk) {
      session->broken = true;
    } else if ((call->sessions[i].attributes & kTpmSessionContinue) == 0) {
      tpm_session_forget(session);
    } else if (session->type == kTpmSessionPolicy) {
      session->needs_auth_value = false;
    }
  }
}

static status_t run(tpm_t *tpm, tpm_call_t *call, tpm_answer_t *answer) {
  if (!is_sendable(call)) {
    return kStatusInternal;
  }
  status_t status = refresh_nonces(call);
  if (status != kStatusOk) {
    return status;
  }
  size_t command_bytes = 0;
  status = encode(tpm, call, &command_bytes);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_exchange(tpm, command_bytes);
  if (status == kStatusTpmFailure) {
    return status;  // Part 1, 18.9: a failed command leaves the sessions unchanged
  }
  if (status == kStatusOk) {
    status = decode(tpm, call, answer);
  }
  settle_sessions(call, status);
  return status;
}

status_t tpm_call_run(tpm_t *tpm, tpm_call_t *call, tpm_answer_t *answer) {
  memset(answer, 0, sizeof *answer);
  if (tpm == NULL) {
    return kStatusInternal;  // a bond that was closed: never write through it, address 0 is the boot ROM's flash
  }
  const status_t status = run(tpm, call, answer);
  crypto_wipe(call->parameters, sizeof call->parameters);
  crypto_wipe(tpm->command, sizeof tpm->command);
  return status;
}

status_t tpm_call_run_silent(tpm_t *tpm, tpm_call_t *call) {
  tpm_answer_t answer;
  const status_t status = tpm_call_run(tpm, call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  return tpm_reader_at_end(&answer.parameters) ? kStatusOk : kStatusTpmTampered;
}

void tpm_wipe_response(tpm_t *tpm) {
  crypto_wipe(tpm->response, sizeof tpm->response);
  tpm->response_bytes = 0;
}
