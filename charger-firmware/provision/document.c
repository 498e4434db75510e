#include "provision/document.h"

#include <stdbool.h>
#include <string.h>

#include "base/hardened.h"
#include "crypto/crypto.h"
#include "pb_decode.h"
#include "pb_encode.h"

enum { kDecimalChars = 10 };

/** Adds " <value> " in decimal, as PAE wants its lengths. */
static void add_length(crypto_sha256_t *sha, size_t value) {
  char text[kDecimalChars + 2];
  size_t at = sizeof text;
  text[--at] = ' ';
  do {
    text[--at] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0 && at > 1);
  text[--at] = ' ';
  crypto_sha256_update(sha, text + at, sizeof text - at);
}

void document_digest(const char *type, const void *payload, size_t payload_bytes, uint8_t digest[32]) {
  static const char version[] = "DSSEv1";
  const size_t type_chars = strlen(type);
  crypto_sha256_t sha;
  crypto_sha256_init(&sha);
  crypto_sha256_update(&sha, version, strlen(version));
  add_length(&sha, type_chars);
  crypto_sha256_update(&sha, type, type_chars);
  add_length(&sha, payload_bytes);
  crypto_sha256_update(&sha, payload, payload_bytes);
  crypto_sha256_finish(&sha, digest);
}

/** ORDER.md 1.3: before anything else. */
static status_t check_type(const wire_Envelope *envelope, const char *type) {
  return strcmp(envelope->payload_type, type) == 0 ? kStatusOk : kStatusEnvelope;
}

status_t document_verify(const wire_Envelope *envelope, const char *type, const uint8_t key_point[65],
                         uint8_t digest[32]) {
  memset(digest, 0, kCryptoDigestBytes);
  const status_t refusal = check_type(envelope, type);
  if (refusal != kStatusOk) {
    return refusal;
  }
  uint8_t signed_digest[kCryptoDigestBytes];
  document_digest(type, envelope->payload.bytes, envelope->payload.size, signed_digest);
  const status_t status =
      crypto_ecdsa_verify(key_point, signed_digest, envelope->signature.bytes, envelope->signature.size);
  if (hardened_ok(status) != kHardenedYes) {
    return kStatusSignature;
  }
  memcpy(digest, signed_digest, sizeof signed_digest);
  return hardened_require(hardened_ok(status), kStatusSignature);
}

/** Decodes a payload whose signature was verified. */
static bool decode(const wire_Envelope *envelope, const pb_msgdesc_t *fields, void *message) {
  pb_istream_t stream = pb_istream_from_buffer(envelope->payload.bytes, envelope->payload.size);
  return pb_decode(&stream, fields, message);
}

status_t document_check_station(const wire_Envelope *statement, const uint8_t vendor_root[65],
                                uint8_t station_point[65]) {
  static wire_StationStatement station;
  uint8_t digest[kCryptoDigestBytes];
  memset(station_point, 0, kCryptoPointBytes);
  if (document_verify(statement, DOCUMENT_TYPE_STATION_STATEMENT, vendor_root, digest) != kStatusOk) {
    return kStatusStationStatement;
  }
  if (!decode(statement, wire_StationStatement_fields, &station)) {
    return kStatusStationStatement;
  }
  if (strcmp(station.role, "order") != 0) {
    return kStatusStationStatement;
  }
  const status_t status = crypto_spki_point(station.public_key.bytes, station.public_key.size, station_point);
  return status == kStatusOk ? kStatusOk : kStatusStationStatement;
}

static bool pairs_good(const wire_CustomerStatement *customer) {
  if (customer->key_pairs_count < 2) {
    return false;
  }
  for (pb_size_t i = 0; i < customer->key_pairs_count; ++i) {
    const wire_FirmwareKeyPair *pair = &customer->key_pairs[i];
    if (pair->ecdsa_sha256.size != kCryptoDigestBytes || pair->lms_sha256.size != kCryptoDigestBytes) {
      return false;
    }
  }
  return true;
}

status_t document_check_customer(const wire_Envelope *statement, const uint8_t vendor_root[65],
                                 wire_CustomerStatement *out) {
  uint8_t digest[kCryptoDigestBytes];
  memset(out, 0, sizeof *out);
  if (document_verify(statement, DOCUMENT_TYPE_CUSTOMER_STATEMENT, vendor_root, digest) != kStatusOk) {
    return kStatusCustomerStatement;
  }
  if (decode(statement, wire_CustomerStatement_fields, out) && out->vid.size == sizeof out->vid.bytes &&
      out->cid.size == sizeof out->cid.bytes && pairs_good(out)) {
    return kStatusOk;
  }
  memset(out, 0, sizeof *out);
  return kStatusCustomerStatement;
}

/** Decodes the field at which `stream` stands as an envelope. */
static bool take_envelope(pb_istream_t *stream, wire_Envelope *out) {
  pb_istream_t field;
  if (!pb_make_string_substream(stream, &field)) {
    return false;
  }
  const bool decoded = pb_decode(&field, wire_Envelope_fields, out);
  return pb_close_string_substream(stream, &field) && decoded;
}

/**
 * Finds the station's statement in a payload that nobody has vouched for yet: the statement names the key that the
 * payload is verified with. Walks the top-level fields and decodes that one alone; it must stand there exactly once.
 */
static status_t find_statement(const wire_Envelope *envelope, uint32_t field_number, wire_Envelope *statement) {
  pb_istream_t stream = pb_istream_from_buffer(envelope->payload.bytes, envelope->payload.size);
  uint32_t found_count = 0;
  pb_wire_type_t wire_type = PB_WT_VARINT;
  uint32_t tag = 0;
  bool at_end = false;
  while (pb_decode_tag(&stream, &wire_type, &tag, &at_end)) {
    if (tag != field_number) {
      if (tag == 0 || !pb_skip_field(&stream, wire_type)) {
        return kStatusEnvelope;
      }
      continue;
    }
    if (wire_type != PB_WT_STRING || !take_envelope(&stream, statement)) {
      return kStatusStationStatement;
    }
    ++found_count;
  }
  if (!at_end) {
    return kStatusEnvelope;
  }
  return found_count == 1 ? kStatusOk : kStatusStationStatement;
}

/** ORDER.md 4.6 a: type, then the station's statement under the vendor root, then the signature by that station. */
static status_t verify_by_station(const wire_Envelope *envelope, const char *type, uint32_t statement_field,
                                  const uint8_t vendor_root[65], uint8_t digest[32]) {
  static wire_Envelope statement;
  uint8_t station_point[kCryptoPointBytes];
  status_t status = check_type(envelope, type);
  if (status == kStatusOk) {
    status = find_statement(envelope, statement_field, &statement);
  }
  if (status == kStatusOk) {
    status = document_check_station(&statement, vendor_root, station_point);
  }
  if (status == kStatusOk) {
    status = document_verify(envelope, type, station_point, digest);
  }
  return status;
}

status_t document_check_order(const wire_Envelope *envelope, const uint8_t vendor_root[65], wire_Order *order,
                              uint8_t digest[32]) {
  memset(order, 0, sizeof *order);
  memset(digest, 0, kCryptoDigestBytes);
  size_t envelope_bytes = 0;
  if (!pb_get_encoded_size(&envelope_bytes, wire_Envelope_fields, envelope) ||
      envelope_bytes > kDocumentOrderMaxBytes) {
    return kStatusEnvelope;
  }
  const status_t status =
      verify_by_station(envelope, DOCUMENT_TYPE_ORDER, wire_Order_station_statement_tag, vendor_root, digest);
  if (status != kStatusOk) {
    return status;
  }
  if (decode(envelope, wire_Order_fields, order)) {
    return kStatusOk;
  }
  memset(order, 0, sizeof *order);
  memset(digest, 0, kCryptoDigestBytes);
  return kStatusOrderField;
}

status_t document_check_decision(const wire_Envelope *envelope, const char *type, const uint8_t vendor_root[65],
                                 const document_trial_t *trial) {
  static wire_TrialDecision decision;
  uint8_t digest[kCryptoDigestBytes];
  const status_t status =
      verify_by_station(envelope, type, wire_TrialDecision_station_statement_tag, vendor_root, digest);
  if (status != kStatusOk) {
    return status;
  }
  if (!decode(envelope, wire_TrialDecision_fields, &decision) ||
      decision.order_digest.size != sizeof trial->order_digest || decision.trial_id.size != sizeof trial->trial_id) {
    return kStatusDecisionTrial;
  }
  const hardened_t order_same =
      hardened_equal(decision.order_digest.bytes, trial->order_digest, sizeof trial->order_digest);
  const hardened_t trial_same = hardened_equal(decision.trial_id.bytes, trial->trial_id, sizeof trial->trial_id);
  return hardened_require(hardened_both(order_same, trial_same), kStatusDecisionTrial);
}
