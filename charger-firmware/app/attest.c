#include <assert.h>
#include <string.h>

#include "app/app.h"
#include "crypto/crypto.h"
#include "pb_encode.h"
#include "provision/document.h"
#include "tpm/tpm_attest.h"

/** Fills a bytes field of a generated message. */
#define SET_BYTES(field, from)                                                      \
  do {                                                                              \
    static_assert(sizeof((field).bytes) >= sizeof(from), "the field is too small"); \
    memcpy((field).bytes, (from), sizeof(from));                                    \
    (field).size = sizeof(from);                                                    \
  } while (0)

/** ORDER.md 5.3; a credential that was not handed over has an empty proof. */
static void prove_credentials(const app_t *app, const uint8_t nonce[32], wire_ReceiptBody *body) {
  body->credential_proofs_count = kHandoverCredentials;
  for (uint8_t number = 1; number <= kHandoverCredentials; ++number) {
    const handover_credential_t *credential = &app->handover.secrets.credentials[number - 1];
    if (credential->bytes == 0) {
      body->credential_proofs[number - 1].size = 0;
      continue;
    }
    const crypto_part_t parts[] = {{nonce, 32}, {&number, sizeof number}, {credential->value, credential->bytes}};
    body->credential_proofs[number - 1].size = kCryptoDigestBytes;
    crypto_hmac_sha256(app->handover.secrets.proof_key, sizeof app->handover.secrets.proof_key, parts, 3,
                       body->credential_proofs[number - 1].bytes);
  }
}

static void fill_body(app_t *app, const uint8_t nonce[32], wire_ReceiptBody *body) {
  const hello_facts_t *facts = &app->handover.facts;
  memcpy(body->serial, facts->serial, sizeof facts->serial);
  SET_BYTES(body->order_digest, facts->order_digest);
  SET_BYTES(body->trial_id, facts->trial_id);
  body->lifecycle = facts->lifecycle;
  SET_BYTES(body->firmware_sha256, app->handover.image.digest);
  strncpy(body->firmware_version, app->handover.image.version, sizeof body->firmware_version - 1);
  body->security_counter = app->handover.image.security_counter;
  memcpy(body->nonce.bytes, nonce, 32);
  body->nonce.size = 32;
  body->has_self_test = true;
  body->self_test = app_self_test(app);
  SET_BYTES(body->puk_index_name, app->handover.puk_index.bytes);
  prove_credentials(app, nonce, body);
}

/** Serialises the body into the receipt and gives what the TPM is to sign over (5.1). */
static status_t seal_body(const wire_ReceiptBody *body, wire_Receipt *receipt, uint8_t qualifying[32]) {
  pb_ostream_t stream = pb_ostream_from_buffer(receipt->body.bytes, sizeof receipt->body.bytes);
  if (!pb_encode(&stream, wire_ReceiptBody_fields, body)) {
    return kStatusInternal;
  }
  receipt->body.size = (pb_size_t)stream.bytes_written;
  document_digest(DOCUMENT_TYPE_RECEIPT, receipt->body.bytes, receipt->body.size, qualifying);
  return kStatusOk;
}

static status_t copy_quote(const tpm_attestation_t *from, wire_Receipt *receipt) {
  if (from->attest_bytes > sizeof receipt->attest.bytes || from->signature_bytes > sizeof receipt->signature.bytes) {
    return kStatusInternal;
  }
  memcpy(receipt->attest.bytes, from->attest, from->attest_bytes);
  receipt->attest.size = (pb_size_t)from->attest_bytes;
  memcpy(receipt->signature.bytes, from->signature, from->signature_bytes);
  receipt->signature.size = (pb_size_t)from->signature_bytes;
  return kStatusOk;
}

static status_t copy_lock(const tpm_attestation_t *from, wire_Receipt *receipt) {
  if (from->attest_bytes > sizeof receipt->lock_attest.bytes ||
      from->signature_bytes > sizeof receipt->lock_signature.bytes) {
    return kStatusInternal;
  }
  memcpy(receipt->lock_attest.bytes, from->attest, from->attest_bytes);
  receipt->lock_attest.size = (pb_size_t)from->attest_bytes;
  memcpy(receipt->lock_signature.bytes, from->signature, from->signature_bytes);
  receipt->lock_signature.size = (pb_size_t)from->signature_bytes;
  return kStatusOk;
}

static status_t sign(tpm_attest_t *attest, bool locked, const uint8_t qualifying[32], wire_Receipt *receipt) {
  static tpm_attestation_t signed_by_tpm;
  status_t status = tpm_attest_quote(attest, qualifying, &signed_by_tpm);
  if (status == kStatusOk) {
    status = copy_quote(&signed_by_tpm, receipt);
  }
  if (status == kStatusOk && locked) {
    status = tpm_attest_lock(attest, qualifying, &signed_by_tpm);
    if (status == kStatusOk) {
      status = copy_lock(&signed_by_tpm, receipt);
    }
  }
  return status;
}

static status_t attest_in(tpm_attest_t *attest, app_t *app, wire_ReceiptBody *body, wire_Receipt *receipt) {
  uint8_t qualifying[32];
  status_t status = tpm_attest_counter(attest, &body->rollback_counter);
  if (status == kStatusOk) {
    status = tpm_attest_puk_index(attest, &app->handover.puk_index);
  }
  if (status == kStatusOk) {
    status = seal_body(body, receipt, qualifying);
  }
  if (status == kStatusOk) {
    status = sign(attest, body->lifecycle == wire_Lifecycle_LIFECYCLE_LOCKED, qualifying, receipt);
  }
  return status;
}

status_t app_attest(app_t *app, const uint8_t nonce[32], wire_Receipt *receipt) {
  static tpm_attest_t attest;
  static wire_ReceiptBody body;
  tpm_attest_identity_t identity = {app->handover.srk, app->handover.ak, {0}};
  memset(&body, 0, sizeof body);
  fill_body(app, nonce, &body);
  memcpy(identity.ak_auth, app->handover.secrets.ak_auth, sizeof identity.ak_auth);
  status_t status = tpm_attest_open(&attest, &app->tpm, &identity);
  if (status == kStatusOk) {
    status = attest_in(&attest, app, &body, receipt);
  }
  tpm_attest_close(&attest);
  crypto_wipe(&identity, sizeof identity);
  return status;
}
