#include "tpm/tpm_nv.h"

#include <string.h>

/* Command codes of TPM 2.0 Part 2, 6.5.2, and algorithms of 6.3. */
enum {
  kCodeNvDefineSpace = 0x12a,
  kCodeNvIncrement = 0x134,
  kCodeNvWrite = 0x137,
  kCodeNvWriteLock = 0x138,
  kCodeNvRead = 0x14e,
  kCodeNvReadPublic = 0x169,
  kCodeNvCertify = 0x184,
  kAlgNull = 0x0010,
};

void tpm_nv_lock_index(uint32_t state, tpm_nv_index_t *out) {
  tpm_area_t area;
  tpm_objects_lock_index(state, &area);
  tpm_objects_name(&area, &out->name);
  out->handle = kTpmHandleLockIndex;
  out->data_bytes = kTpmObjectsLockBytes;
}

void tpm_nv_counter_index(uint32_t state, tpm_nv_index_t *out) {
  tpm_area_t area;
  tpm_objects_counter_index(state, &area);
  tpm_objects_name(&area, &out->name);
  out->handle = kTpmHandleCounterIndex;
  out->data_bytes = kTpmObjectsCounterBytes;
}

/** NV_ReadPublic; with a session it needs the Name. */
static status_t read_public(tpm_t *tpm, tpm_session_t *session, const tpm_entity_t *entity, tpm_area_t *out) {
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeNvReadPublic);
  tpm_call_add_entity(&call, entity->handle, entity->name);
  tpm_call_add_session(&call, session, kTpmSessionContinue | kTpmSessionAudit);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const tpm_span_t area = tpm_read_sized(&answer.parameters);
  (void)tpm_read_sized(&answer.parameters);  // name: computed instead
  if (!tpm_reader_at_end(&answer.parameters)) {
    return kStatusTpmTampered;
  }
  if (area.size_bytes == 0 || area.size_bytes > sizeof out->octets) {
    return kStatusTpmMismatch;
  }
  memcpy(out->octets, area.data, area.size_bytes);
  out->size_bytes = area.size_bytes;
  return kStatusOk;
}

status_t tpm_nv_read_public(tpm_t *tpm, uint32_t handle, tpm_area_t *out) {
  const tpm_entity_t entity = {.handle = handle};
  return read_public(tpm, NULL, &entity, out);
}

status_t tpm_nv_check_public(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index) {
  tpm_area_t area;
  const tpm_entity_t entity = {.handle = index->handle, .name = &index->name};
  const status_t status = read_public(tpm, session, &entity, &area);
  return status == kStatusOk ? tpm_objects_require_name(&area, &index->name, kStatusTpmMismatch) : status;
}

/** Begins a command that the platform authorises on `index`. */
static void begin_by_platform(tpm_call_t *call, uint32_t code, const tpm_nv_index_t *index, tpm_session_t *session) {
  const tpm_entity_t platform = {.handle = kTpmHandlePlatform};
  tpm_call_begin(call, code);
  tpm_call_add_authorised(call, &platform, session, kTpmSessionContinue);
  if (index != NULL) {
    tpm_call_add_entity(call, index->handle, &index->name);
  }
}

status_t tpm_nv_define(tpm_t *tpm, tpm_session_t *session, const tpm_area_t *area) {
  tpm_call_t call;
  begin_by_platform(&call, kCodeNvDefineSpace, NULL, session);
  tpm_write_u16(&call.writer, 0);  // the index's auth
  tpm_write_sized(&call.writer, area->octets, area->size_bytes);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_nv_write(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index, const uint8_t *data) {
  tpm_call_t call;
  begin_by_platform(&call, kCodeNvWrite, index, session);
  tpm_write_sized(&call.writer, data, index->data_bytes);
  tpm_write_u16(&call.writer, 0);  // offset
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_nv_increment(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index) {
  tpm_call_t call;
  begin_by_platform(&call, kCodeNvIncrement, index, session);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_nv_write_lock(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index) {
  tpm_call_t call;
  begin_by_platform(&call, kCodeNvWriteLock, index, session);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_nv_read(tpm_t *tpm, tpm_session_t *session, const tpm_nv_index_t *index, uint8_t *out) {
  const tpm_entity_t entity = {.handle = index->handle, .name = &index->name};
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeNvRead);
  tpm_call_add_authorised(&call, &entity, session, kTpmSessionContinue);
  tpm_call_add_entity(&call, index->handle, &index->name);
  tpm_write_u16(&call.writer, index->data_bytes);
  tpm_write_u16(&call.writer, 0);  // offset
  const status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const tpm_span_t data = tpm_read_sized(&answer.parameters);
  if (!tpm_reader_at_end(&answer.parameters) || data.size_bytes != index->data_bytes) {
    return kStatusTpmTampered;
  }
  memcpy(out, data.data, data.size_bytes);
  return kStatusOk;
}

status_t tpm_nv_read_counter(tpm_t *tpm, tpm_session_t *session, uint64_t *value) {
  tpm_nv_index_t index;
  uint8_t content[kTpmObjectsCounterBytes];
  tpm_nv_counter_index(kTpmNvWritten, &index);
  const status_t status = tpm_nv_read(tpm, session, &index, content);
  if (status != kStatusOk) {
    return status;
  }
  tpm_reader_t reader = tpm_reader_over(content, sizeof content);
  *value = tpm_read_u64(&reader);
  return kStatusOk;
}

status_t tpm_nv_certify(tpm_t *tpm, tpm_session_t *session, const tpm_signing_t *signing, const tpm_nv_index_t *index,
                        tpm_attestation_t *out) {
  const tpm_key_t *key = signing->key;
  const tpm_entity_t signer = {
      .handle = key->handle, .name = &key->name, .auth = key->auth, .auth_bytes = kTpmDigestBytes};
  const tpm_entity_t reader = {.handle = index->handle, .name = &index->name};
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeNvCertify);
  tpm_call_add_authorised(&call, &signer, session, kTpmSessionContinue);
  tpm_call_add_authorised(&call, &reader, NULL, kTpmSessionContinue);
  tpm_call_add_entity(&call, index->handle, &index->name);
  tpm_write_sized(&call.writer, signing->qualifying, sizeof signing->qualifying);
  tpm_write_u16(&call.writer, kAlgNull);  // the key's own scheme
  tpm_write_u16(&call.writer, index->data_bytes);
  tpm_write_u16(&call.writer, 0);  // offset
  const status_t status = tpm_call_run(tpm, &call, &answer);
  return status == kStatusOk ? tpm_take_attestation(&answer, out) : status;
}
