/*
 * The commands of tpm_commands.h that work on policy sessions, sealed values, activation and attestation.
 */
#include <string.h>

#include "tpm/tpm_commands.h"

/* Command codes of TPM 2.0 Part 2, 6.5.2, and algorithms of 6.3. */
enum {
  kCodeActivateCredential = 0x147,
  kCodePolicySecret = 0x151,
  kCodeQuote = 0x158,
  kCodeUnseal = 0x15e,
  kCodePolicyAuthValue = 0x16b,
  kCodePolicyPcr = 0x17f,
  kAlgNull = 0x0010,
};

status_t tpm_policy_pcr(tpm_t *tpm, const tpm_session_t *policy, uint32_t pcr_mask) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodePolicyPcr);
  tpm_call_add_entity(&call, policy->handle, NULL);
  tpm_write_u16(&call.writer, 0);  // pcrDigest empty: the TPM's current values
  tpm_write_pcr_selection(&call.writer, pcr_mask);
  return tpm_call_run_silent(tpm, &call);
}

status_t tpm_policy_auth_value(tpm_t *tpm, tpm_session_t *policy) {
  tpm_call_t call;
  tpm_call_begin(&call, kCodePolicyAuthValue);
  tpm_call_add_entity(&call, policy->handle, NULL);
  const status_t status = tpm_call_run_silent(tpm, &call);
  if (status == kStatusOk) {
    policy->needs_auth_value = true;
  }
  return status;
}

status_t tpm_policy_secret_endorsement(tpm_t *tpm, const tpm_session_t *policy) {
  const tpm_entity_t endorsement = {.handle = kTpmHandleEndorsement};
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodePolicySecret);
  tpm_call_add_authorised(&call, &endorsement, NULL, kTpmSessionContinue);
  tpm_call_add_entity(&call, policy->handle, NULL);
  tpm_write_u16(&call.writer, 0);  // nonceTPM
  tpm_write_u16(&call.writer, 0);  // cpHashA
  tpm_write_u16(&call.writer, 0);  // policyRef
  tpm_write_u32(&call.writer, 0);  // expiration
  // timeout and ticket, both of no use here, are not looked at
  return tpm_call_run(tpm, &call, &answer);
}

status_t tpm_unseal(tpm_t *tpm, tpm_session_t *policy, const tpm_key_t *item, tpm_writer_t *value) {
  if (policy->key_bytes == 0) {
    return kStatusInternal;  // the value would cross the bus in clear
  }
  const tpm_entity_t entity = {
      .handle = item->handle, .name = &item->name, .auth = item->auth, .auth_bytes = kTpmDigestBytes};
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeUnseal);
  tpm_call_add_authorised(&call, &entity, policy, kTpmSessionContinue | kTpmSessionEncrypt);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  if (status != kStatusOk) {
    return status;
  }
  const tpm_span_t found = tpm_read_sized(&answer.parameters);
  if (tpm_reader_at_end(&answer.parameters) && found.size_bytes != 0) {
    tpm_write_octets(value, found.data, found.size_bytes);
  } else {
    value->overflow = true;
  }
  tpm_wipe_response(tpm);
  return value->overflow ? kStatusTpmTampered : kStatusOk;
}

/** Whether a span is one TPM2B and nothing else. */
static bool is_sized(tpm_span_t span) {
  return span.size_bytes >= 2 && (size_t)(span.data[0] << 8 | span.data[1]) == span.size_bytes - 2;
}

static status_t take_secret(tpm_t *tpm, tpm_answer_t *answer, uint8_t out[32]) {
  const tpm_span_t secret = tpm_read_sized(&answer->parameters);
  status_t status = kStatusTpmTampered;
  if (tpm_reader_at_end(&answer->parameters)) {
    status = secret.size_bytes == 32 ? kStatusOk : kStatusOrderActivation;
  }
  if (status == kStatusOk) {
    memcpy(out, secret.data, 32);
  }
  tpm_wipe_response(tpm);
  return status;
}

status_t tpm_activate_credential(tpm_t *tpm, const tpm_activation_t *activation, tpm_session_t *sessions[2],
                                 uint8_t out[32]) {
  if (!is_sized(activation->credential_blob) || !is_sized(activation->encrypted_secret) ||
      activation->credential_blob.size_bytes + activation->encrypted_secret.size_bytes > kTpmCallParameterBytes) {
    return kStatusBadRequest;
  }
  const tpm_entity_t object = {.handle = activation->object->handle, .name = &activation->object->name};
  const tpm_entity_t ek = {.handle = activation->ek->handle, .name = &activation->ek->name};
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeActivateCredential);
  tpm_call_add_authorised(&call, &object, sessions[0], kTpmSessionContinue | kTpmSessionEncrypt);
  tpm_call_add_authorised(&call, &ek, sessions[1], 0);
  tpm_write_octets(&call.writer, activation->credential_blob.data, activation->credential_blob.size_bytes);
  tpm_write_octets(&call.writer, activation->encrypted_secret.data, activation->encrypted_secret.size_bytes);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  return status == kStatusOk ? take_secret(tpm, &answer, out) : status;
}

status_t tpm_take_attestation(tpm_answer_t *answer, tpm_attestation_t *out) {
  const tpm_span_t attest = tpm_read_sized(&answer->parameters);
  const size_t left_bytes = answer->parameters.size_bytes - answer->parameters.offset_bytes;
  const tpm_span_t signature = tpm_read_octets(&answer->parameters, left_bytes);
  if (answer->parameters.failed || attest.size_bytes == 0 || attest.size_bytes > sizeof out->attest ||
      signature.size_bytes == 0 || signature.size_bytes > sizeof out->signature) {
    return kStatusTpmTampered;
  }
  memcpy(out->attest, attest.data, attest.size_bytes);
  out->attest_bytes = attest.size_bytes;
  memcpy(out->signature, signature.data, signature.size_bytes);
  out->signature_bytes = signature.size_bytes;
  return kStatusOk;
}

status_t tpm_quote(tpm_t *tpm, tpm_session_t *session, const tpm_signing_t *signing, tpm_attestation_t *out) {
  const tpm_key_t *key = signing->key;
  const tpm_entity_t entity = {
      .handle = key->handle, .name = &key->name, .auth = key->auth, .auth_bytes = kTpmDigestBytes};
  tpm_call_t call;
  tpm_answer_t answer;
  tpm_call_begin(&call, kCodeQuote);
  tpm_call_add_authorised(&call, &entity, session, kTpmSessionContinue);
  tpm_write_sized(&call.writer, signing->qualifying, sizeof signing->qualifying);
  tpm_write_u16(&call.writer, kAlgNull);  // the key's own scheme
  tpm_write_pcr_selection(&call.writer, kTpmPcrMaskQuote);
  const status_t status = tpm_call_run(tpm, &call, &answer);
  return status == kStatusOk ? tpm_take_attestation(&answer, out) : status;
}
