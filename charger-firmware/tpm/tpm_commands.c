#include "tpm/tpm_commands.h"

#include <string.h>

#include "crypto/crypto.h"
#include "tpm/tpm_kdf.h"

/* Command codes of TPM 2.0 Part 2, 6.5.2, and algorithms of 6.3. */
enum {
  kCodeHierarchyControl = 0x121,
  kCodeClear = 0x126,
  kCodeClearControl = 0x127,
  kCodeHierarchyChangeAuth = 0x129,
  kCodeCreatePrimary = 0x131,
  kCodeSelfTest = 0x143,
  kCodeStartup = 0x144,
  kCodeShutdown = 0x145,
  kCodeFlushContext = 0x165,
  kCodeReadPublic = 0x173,
  kCodeGetCapability = 0x17a,
  kCodeGetRandom = 0x17b,
  kCodeGetTestResult = 0x17c,
  kCodePcrRead = 0x17e,
  kCodePcrExtend = 0x182,
  kAlgSha256 = 0x000b,
  kCapabilityHandles = 1,
  kCapabilityTpmProperties = 6,
  kFirstLoadedSession = 0x02000000,
  kFirstTransient = (int)0x80000000,
};

static status_t run_with_u16(tpm_t *tpm, uint32_t code, uint16_t parameter) {
  tpm_call_t call;
  tpm_call_begin(&call, code);
  tpm_write_u16(&call.writer, parameter);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_startup(tpm_t *tpm) { return run_with_u16(tpm, kCodeStartup, 0); }

status_t tpm_shutdown(tpm_t *tpm) { return run_with_u16(tpm, kCodeShutdown, 0); }

status_t tpm_self_test(tpm_t *tpm) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodeSelfTest);
  // fullTest NO: a chip that tests in the background answers TESTING, and a repeated full test would start anew
  tpm_write_u8(&call.writer, 0);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_get_test_result(tpm_t *tpm) {
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeGetTestResult);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  (void)tpm_read_sized(&answer.parameters);  // the manufacturer's own words
  const uint32_t result = tpm_read_u32(&answer.parameters);
  if (!tpm_reader_at_end(&answer.parameters)) {
    return kStatusTpmTampered;
  }
  return result == kTpmRcSuccess ? kStatusOk : kStatusTpmSelfTest;
}

status_t tpm_get_random(tpm_t *tpm, uint8_t *out, size_t size_bytes) {
  if (size_bytes == 0 || size_bytes > kTpmRandomMaxBytes) {
    return kStatusInternal;
  }
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeGetRandom);
  tpm_write_u16(&call.writer, (uint16_t)size_bytes);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const tpm_span_t octets = tpm_read_sized(&answer.parameters);
  if (!tpm_reader_at_end(&answer.parameters) || octets.size_bytes != size_bytes) {
    return kStatusTpmTampered;
  }
  memcpy(out, octets.data, size_bytes);
  return kStatusOk;
}

static status_t get_capability(tpm_t *tpm, uint32_t capability, const uint32_t first_and_count[2],
                               tpm_answer_t *answer) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodeGetCapability);
  tpm_write_u32(&call.writer, capability);
  tpm_write_u32(&call.writer, first_and_count[0]);
  tpm_write_u32(&call.writer, first_and_count[1]);
  const status_t status = tpm_call_run(tpm, &call, answer);
  if (status != kStatusOk) {
    return status;
  }
  (void)tpm_read_u8(&answer->parameters);  // moreData
  return tpm_read_u32(&answer->parameters) == capability ? kStatusOk : kStatusTpmTampered;
}

status_t tpm_get_property(tpm_t *tpm, uint32_t property, uint32_t *value) {
  tpm_answer_t answer;
  const uint32_t first_and_count[2] = {property, 1};
  const status_t status = get_capability(tpm, kCapabilityTpmProperties, first_and_count, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const uint32_t count = tpm_read_u32(&answer.parameters);
  const uint32_t found = tpm_read_u32(&answer.parameters);
  *value = tpm_read_u32(&answer.parameters);
  if (!tpm_reader_at_end(&answer.parameters) || count != 1) {
    return kStatusTpmTampered;
  }
  return found == property ? kStatusOk : kStatusTpmFailure;
}

static status_t read_pcr_answer(tpm_answer_t *answer, uint32_t pcr, uint8_t out[kTpmDigestBytes]) {
  uint8_t expected[16];
  tpm_writer_t selection = tpm_writer_over(expected, sizeof expected);
  tpm_write_pcr_selection(&selection, UINT32_C(1) << pcr);
  (void)tpm_read_u32(&answer->parameters);  // pcrUpdateCounter
  const tpm_span_t selected = tpm_read_octets(&answer->parameters, selection.used_bytes);
  const uint32_t count = tpm_read_u32(&answer->parameters);
  const tpm_span_t value = tpm_read_sized(&answer->parameters);
  if (!tpm_reader_at_end(&answer->parameters) || count != 1 || value.size_bytes != kTpmDigestBytes ||
      memcmp(selected.data, expected, selection.used_bytes) != 0) {
    return kStatusTpmTampered;
  }
  memcpy(out, value.data, kTpmDigestBytes);
  return kStatusOk;
}

status_t tpm_pcr_read(tpm_t *tpm, tpm_session_t *session, uint32_t pcr, uint8_t out[kTpmDigestBytes]) {
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodePcrRead);
  tpm_call_add_session(&call, session, kTpmSessionContinue | kTpmSessionAudit);
  tpm_write_pcr_selection(&call.writer, UINT32_C(1) << pcr);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  return status == kStatusOk ? read_pcr_answer(&answer, pcr, out) : status;
}

/** Appends a handle whose authValue is empty: a PCR or a hierarchy. */
static void add_open_handle(tpm_call_t *call, uint32_t handle, tpm_session_t *session) {
  const tpm_entity_t entity = {.handle = handle};
  tpm_call_add_authorised(call, &entity, session, kTpmSessionContinue);
}

status_t tpm_pcr_extend(tpm_t *tpm, tpm_session_t *session, uint32_t pcr, const uint8_t digest[kTpmDigestBytes]) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodePcrExtend);
  add_open_handle(&call, pcr, session);
  tpm_write_u32(&call.writer, 1);
  tpm_write_u16(&call.writer, kAlgSha256);
  tpm_write_octets(&call.writer, digest, kTpmDigestBytes);
  return tpm_call_run_silent(tpm, &call);
}

static status_t take_area(tpm_span_t found, tpm_area_t *out) {
  if (found.size_bytes == 0 || found.size_bytes > sizeof out->octets) {
    return kStatusTpmMismatch;
  }
  memcpy(out->octets, found.data, found.size_bytes);
  out->size_bytes = found.size_bytes;
  return kStatusOk;
}

/** ReadPublic; with a session it needs the Name. */
static status_t read_public(tpm_t *tpm, tpm_session_t *session, const tpm_entity_t *entity, tpm_area_t *out) {
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeReadPublic);
  tpm_call_add_entity(&call, entity->handle, entity->name);
  tpm_call_add_session(&call, session, kTpmSessionContinue | kTpmSessionAudit);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const tpm_span_t area = tpm_read_sized(&answer.parameters);
  (void)tpm_read_sized(&answer.parameters);  // name: computed instead
  (void)tpm_read_sized(&answer.parameters);  // qualifiedName
  return tpm_reader_at_end(&answer.parameters) ? take_area(area, out) : kStatusTpmTampered;
}

status_t tpm_read_public(tpm_t *tpm, uint32_t handle, tpm_area_t *out) {
  const tpm_entity_t entity = {.handle = handle};
  return read_public(tpm, NULL, &entity, out);
}

status_t tpm_check_public(tpm_t *tpm, tpm_session_t *session, uint32_t handle, const tpm_name_t *name) {
  tpm_area_t area;
  const tpm_entity_t entity = {.handle = handle, .name = name};
  const status_t status = read_public(tpm, session, &entity, &area);
  if (status != kStatusOk) {
    return status;
  }
  return tpm_objects_require_name(&area, name, kStatusTpmMismatch);
}

static status_t take_created(tpm_answer_t *answer, tpm_key_t *out) {
  const tpm_span_t public_area = tpm_read_sized(&answer->parameters);
  (void)tpm_read_sized(&answer->parameters);      // creationData
  (void)tpm_read_sized(&answer->parameters);      // creationHash
  (void)tpm_read_octets(&answer->parameters, 6);  // creationTicket: tag, hierarchy
  (void)tpm_read_sized(&answer->parameters);      // its digest
  (void)tpm_read_sized(&answer->parameters);      // name: computed instead
  if (!tpm_reader_at_end(&answer->parameters) || public_area.size_bytes == 0) {
    return kStatusTpmTampered;
  }
  tpm_kdf_name(public_area, &out->name);
  return kStatusOk;
}

status_t tpm_create_ek(tpm_t *tpm, tpm_session_t *session, tpm_key_t *out) {
  tpm_area_t template;
  tpm_call_t call;
  tpm_answer_t answer;
  memset(out, 0, sizeof *out);
  tpm_objects_ek_template(&template);
  tpm_call_begin(&call, kCodeCreatePrimary);
  call.returns_handle = true;
  add_open_handle(&call, kTpmHandleEndorsement, session);
  tpm_write_u16(&call.writer, 4);  // inSensitive: empty auth, empty data
  tpm_write_u32(&call.writer, 0);
  tpm_write_sized(&call.writer, template.octets, template.size_bytes);
  tpm_write_u16(&call.writer, 0);  // outsideInfo
  tpm_write_u32(&call.writer, 0);  // creationPCR
  status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  out->handle = answer.handle;
  status = take_created(&answer, out);
  if (status != kStatusOk) {
    tpm_flush(tpm, answer.handle);
  }
  return status;
}

void tpm_flush(tpm_t *tpm, uint32_t handle) {
  const uint32_t response_code = tpm->last_response_code;  // why the caller gave up matters more
  tpm_call_t call;
  tpm_call_begin(&call, kCodeFlushContext);
  tpm_write_u32(&call.writer, handle);
  const status_t status = tpm_call_run_silent(tpm, &call);
  (void)status;  // a handle that is gone already is as good; a dead TPM shows at the next command
  tpm->last_response_code = response_code;
}

status_t tpm_list_handles(tpm_t *tpm, uint32_t first, tpm_handles_t *out) {
  tpm_answer_t answer;
  const uint32_t first_and_count[2] = {first, kTpmHandlesMax};
  out->count = 0;
  const status_t status = get_capability(tpm, kCapabilityHandles, first_and_count, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const uint32_t count = tpm_read_u32(&answer.parameters);
  while (out->count < count && out->count < kTpmHandlesMax && !answer.parameters.failed) {
    out->handles[out->count++] = tpm_read_u32(&answer.parameters);
  }
  return tpm_reader_at_end(&answer.parameters) ? kStatusOk : kStatusTpmTampered;
}

static void flush_handles(tpm_t *tpm, uint32_t first) {
  tpm_handles_t loaded;
  if (tpm_list_handles(tpm, first, &loaded) != kStatusOk) {
    return;
  }
  for (uint32_t i = 0; i < loaded.count; ++i) {
    tpm_flush(tpm, loaded.handles[i]);
  }
}

void tpm_flush_all(tpm_t *tpm) {
  flush_handles(tpm, (uint32_t)kFirstTransient);
  flush_handles(tpm, kFirstLoadedSession);
}

status_t tpm_disable_platform(tpm_t *tpm, tpm_session_t *session) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodeHierarchyControl);
  add_open_handle(&call, kTpmHandlePlatform, session);
  tpm_write_u32(&call.writer, kTpmHandlePlatform);
  tpm_write_u8(&call.writer, 0);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_clear_control(tpm_t *tpm, tpm_session_t *session, bool disable) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodeClearControl);
  add_open_handle(&call, kTpmHandlePlatform, session);
  tpm_write_u8(&call.writer, disable ? 1 : 0);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_clear(tpm_t *tpm, tpm_session_t *session) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodeClear);
  add_open_handle(&call, kTpmHandlePlatform, session);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_set_endorsement_auth(tpm_t *tpm, tpm_session_t *session, const uint8_t auth[32]) {
  if (session == NULL || session->key_bytes == 0) {
    return kStatusInternal;  // the value would cross the bus in clear
  }
  const tpm_entity_t endorsement = {.handle = kTpmHandleEndorsement};
  tpm_call_t call;
  tpm_call_begin(&call, kCodeHierarchyChangeAuth);
  tpm_call_add_authorised(&call, &endorsement, session, kTpmSessionContinue | kTpmSessionDecrypt);
  tpm_write_sized(&call.writer, auth, tpm_kdf_auth_bytes(auth, 32));
  call.response_auth = auth;  // Part 3, 24.8.1: the response is keyed with the new value
  call.response_auth_bytes = 32;
  return tpm_call_run_silent(tpm, &call);
}
