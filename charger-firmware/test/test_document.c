#include <string.h>

#include "crypto/crypto.h"
#include "pb_decode.h"
#include "provision/document.h"
#include "provision/order_check.h"
#include "test/support/cmocka_all.h"
#include "test/support/signer.h"
#include "test/support/vectors.h"

static signer_t root;
static signer_t station;
static signer_t stranger;

static int open_signers(void **state) {
  (void)state;
  static const uint8_t seed[32] = {2};
  if (crypto_init(seed, sizeof seed) != kStatusOk) {
    return -1;
  }
  signer_open(&root);
  signer_open(&station);
  signer_open(&stranger);
  return 0;
}

static int close_signers(void **state) {
  (void)state;
  signer_close(&root);
  signer_close(&station);
  signer_close(&stranger);
  return 0;
}

static wire_StationStatement station_statement(void) {
  wire_StationStatement statement = wire_StationStatement_init_zero;
  strcpy(statement.station_id, "TEST");
  strcpy(statement.role, "order");
  statement.public_key.size = 91;
  signer_spki(&station, statement.public_key.bytes);
  return statement;
}

static void sign_station(signer_t *by, const wire_StationStatement *statement, wire_Envelope *envelope) {
  signer_envelope(by, DOCUMENT_TYPE_STATION_STATEMENT, wire_StationStatement_fields, statement, envelope);
}

/** What the vector file says of board and trial. */
typedef struct setting {
  order_board_t board;
  order_nonce_t nonce;
  document_trial_t trial;
  vectors_buffer_t first_order;
} setting_t;

static setting_t setting;

static void check_order_row(const wire_Envelope *envelope, status_t expected, char *rest) {
  static order_checked_t checked;
  order_nonce_t nonce = setting.nonce;
  const status_t status = order_check(envelope, &setting.board, &nonce, &checked);
  if (status != expected) {
    fail_msg("%s: was 0x%04x (%s)", rest, status, status_text(status));
  }
  if (expected == kStatusOk) {
    vectors_hex_exact(vectors_word(&rest), setting.trial.order_digest, 32);
    assert_memory_equal(checked.digest, setting.trial.order_digest, 32);
    assert_string_equal(checked.order.serial, "CP42647100001239");
  }
}

static void check_decision_row(const wire_Envelope *envelope, const char *type, status_t expected, const char *why) {
  const status_t status = document_check_decision(envelope, type, setting.board.vendor_root, &setting.trial);
  if (status != expected) {
    fail_msg("%s: was 0x%04x (%s)", why, status, status_text(status));
  }
}

static void check_row(const char *kind, char *rest) {
  static vectors_buffer_t octets;
  static wire_Envelope envelope;
  const char *hex = vectors_word(&rest);
  octets = setting.first_order;
  if (strcmp(hex, "=") != 0) {
    octets.bytes = vectors_hex(hex, octets.data, sizeof octets.data);
  }
  if (setting.first_order.bytes == 0) {
    setting.first_order = octets;
  }
  vectors_edit(&octets, vectors_word(&rest));
  pb_istream_t stream = pb_istream_from_buffer(octets.data, octets.bytes);
  assert_true(pb_decode(&stream, wire_Envelope_fields, &envelope));
  const status_t expected = vectors_status(vectors_word(&rest));
  if (strcmp(kind, "order") == 0) {
    check_order_row(&envelope, expected, rest);
  } else if (strcmp(kind, "confirm") == 0) {
    check_decision_row(&envelope, DOCUMENT_TYPE_CONFIRM, expected, rest);
  } else {
    check_decision_row(&envelope, DOCUMENT_TYPE_REVERT, expected, rest);
  }
}

static void envelopes_of_the_vectors_get_their_verdicts(void **state) {
  (void)state;
  static char line[kVectorsLineMax];
  FILE *file = vectors_open("envelopes.txt");
  size_t count = 0;
  setting.nonce.outstanding = kHardenedYes;
  while (vectors_line(file, line)) {
    char *rest = line;
    const char *kind = vectors_word(&rest);
    if (strcmp(kind, "root") == 0) {
      vectors_hex_exact(vectors_word(&rest), setting.board.vendor_root, 65);
    } else if (strcmp(kind, "nonce") == 0) {
      vectors_hex_exact(vectors_word(&rest), setting.nonce.value, 32);
    } else if (strcmp(kind, "revision") == 0) {
      setting.board.hardware_revision = (uint32_t)strtoul(vectors_word(&rest), NULL, 10);
    } else if (strcmp(kind, "trial") == 0) {
      vectors_hex_exact(vectors_word(&rest), setting.trial.trial_id, 16);
    } else {
      check_row(kind, rest);
      ++count;
    }
  }
  assert_true(count >= 15);
}

/** DSSE 1.0, the example of its protocol: type "http://example.com/HelloWorld", payload "hello world". */
static void pae_is_that_of_dsse(void **state) {
  (void)state;
  static const char pae[] = "DSSEv1 29 http://example.com/HelloWorld 11 hello world";
  uint8_t expected[32];
  uint8_t digest[32];
  crypto_sha256(pae, strlen(pae), expected);
  document_digest("http://example.com/HelloWorld", "hello world", 11, digest);
  assert_memory_equal(digest, expected, sizeof digest);
  crypto_sha256("DSSEv1 1 t 0 ", 13, expected);
  document_digest("t", NULL, 0, digest);
  assert_memory_equal(digest, expected, sizeof digest);
  static char long_payload[3584];
  static char long_pae[4096];
  memset(long_payload, 'x', sizeof long_payload);
  const int head = snprintf(long_pae, sizeof long_pae, "DSSEv1 1 t 3584 ");
  memcpy(long_pae + head, long_payload, sizeof long_payload);
  crypto_sha256(long_pae, (size_t)head + sizeof long_payload, expected);
  document_digest("t", long_payload, sizeof long_payload, digest);
  assert_memory_equal(digest, expected, sizeof digest);
}

static void a_station_of_the_vendor_is_believed_and_its_key_found(void **state) {
  (void)state;
  static wire_Envelope envelope;
  uint8_t point[65];
  const wire_StationStatement statement = station_statement();
  sign_station(&root, &statement, &envelope);
  assert_int_equal(document_check_station(&envelope, root.point, point), kStatusOk);
  assert_memory_equal(point, station.point, sizeof point);
}

static void a_station_of_another_root_is_not_believed(void **state) {
  (void)state;
  static wire_Envelope envelope;
  uint8_t point[65];
  const wire_StationStatement statement = station_statement();
  sign_station(&stranger, &statement, &envelope);
  assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
  sign_station(&root, &statement, &envelope);
  strcpy(envelope.payload_type, DOCUMENT_TYPE_CUSTOMER_STATEMENT);
  assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
  memset(&envelope, 0, sizeof envelope);
  assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
}

static void a_statement_under_another_type_does_not_verify(void **state) {
  (void)state;
  static wire_Envelope envelope;
  uint8_t digest[32];
  const wire_StationStatement statement = station_statement();
  sign_station(&root, &statement, &envelope);
  assert_int_equal(document_verify(&envelope, DOCUMENT_TYPE_ORDER, root.point, digest), kStatusEnvelope);
  // the sender may write any type outside; the signature covers the one that was meant
  strcpy(envelope.payload_type, DOCUMENT_TYPE_ORDER);
  assert_int_equal(document_verify(&envelope, DOCUMENT_TYPE_ORDER, root.point, digest), kStatusSignature);
}

static void each_damaged_octet_of_payload_and_signature_is_noticed(void **state) {
  (void)state;
  static wire_Envelope envelope;
  uint8_t digest[32];
  const wire_StationStatement statement = station_statement();
  sign_station(&root, &statement, &envelope);
  for (size_t i = 0; i < envelope.payload.size; ++i) {
    envelope.payload.bytes[i] ^= 0x04;
    assert_int_equal(document_verify(&envelope, DOCUMENT_TYPE_STATION_STATEMENT, root.point, digest), kStatusSignature);
    envelope.payload.bytes[i] ^= 0x04;
  }
  for (size_t i = 0; i < envelope.signature.size; ++i) {
    envelope.signature.bytes[i] ^= 0x04;
    assert_int_equal(document_verify(&envelope, DOCUMENT_TYPE_STATION_STATEMENT, root.point, digest), kStatusSignature);
    envelope.signature.bytes[i] ^= 0x04;
  }
  assert_int_equal(document_verify(&envelope, DOCUMENT_TYPE_STATION_STATEMENT, root.point, digest), kStatusOk);
}

static void a_statement_must_have_the_role_and_a_p256_key(void **state) {
  (void)state;
  static wire_Envelope envelope;
  uint8_t point[65];
  static const char *const roles[] = {"", "Order", "orders", "label"};
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; ++i) {
    wire_StationStatement statement = station_statement();
    strcpy(statement.role, roles[i]);
    sign_station(&root, &statement, &envelope);
    assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
  }
  wire_StationStatement statement = station_statement();
  statement.public_key.size = 90;
  sign_station(&root, &statement, &envelope);
  assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
  statement.public_key.size = 0;
  sign_station(&root, &statement, &envelope);
  assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
}

static void a_signed_payload_that_is_no_statement_is_refused(void **state) {
  (void)state;
  static wire_Envelope envelope;
  static const char *const payloads[] = {"ff", "0a05", "0aff", "1a5c", "00", "0b", "1affffffffffffffffff01"};
  for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; ++i) {
    uint8_t point[65];
    memset(&envelope, 0, sizeof envelope);
    envelope.payload.size = (pb_size_t)vectors_hex(payloads[i], envelope.payload.bytes, 64);
    signer_sign(&root, DOCUMENT_TYPE_STATION_STATEMENT, &envelope);
    assert_int_equal(document_check_station(&envelope, root.point, point), kStatusStationStatement);
  }
}

static wire_CustomerStatement customer_statement(void) {
  wire_CustomerStatement customer = wire_CustomerStatement_init_zero;
  strcpy(customer.name, "TEST");
  customer.vid.size = 16;
  customer.cid.size = 16;
  customer.key_pairs_count = 2;
  for (pb_size_t i = 0; i < 4; ++i) {
    customer.key_pairs[i].ecdsa_sha256.size = 32;
    customer.key_pairs[i].lms_sha256.size = 32;
    customer.key_pairs[i].lms_sha256.bytes[0] = (uint8_t)i;
  }
  return customer;
}

static status_t check_customer(signer_t *by, const wire_CustomerStatement *customer) {
  static wire_Envelope envelope;
  wire_CustomerStatement out;
  signer_envelope(by, DOCUMENT_TYPE_CUSTOMER_STATEMENT, wire_CustomerStatement_fields, customer, &envelope);
  return document_check_customer(&envelope, root.point, &out);
}

static void a_customer_is_the_vendors_and_whole(void **state) {
  (void)state;
  wire_CustomerStatement customer = customer_statement();
  assert_int_equal(check_customer(&root, &customer), kStatusOk);
  assert_int_equal(check_customer(&stranger, &customer), kStatusCustomerStatement);
  customer.key_pairs_count = 4;
  assert_int_equal(check_customer(&root, &customer), kStatusOk);
  customer.key_pairs_count = 1;
  assert_int_equal(check_customer(&root, &customer), kStatusCustomerStatement);
  customer = customer_statement();
  customer.vid.size = 15;
  assert_int_equal(check_customer(&root, &customer), kStatusCustomerStatement);
  customer = customer_statement();
  customer.cid.size = 0;
  assert_int_equal(check_customer(&root, &customer), kStatusCustomerStatement);
  customer = customer_statement();
  customer.key_pairs[1].ecdsa_sha256.size = 31;
  assert_int_equal(check_customer(&root, &customer), kStatusCustomerStatement);
  customer = customer_statement();
  customer.key_pairs[0].lms_sha256.size = 0;
  assert_int_equal(check_customer(&root, &customer), kStatusCustomerStatement);
}

/** Puts octets behind the payload of a good decision and signs the whole as the station. */
static status_t check_with_tail(const uint8_t *tail, size_t tail_bytes) {
  static wire_Envelope envelope;
  static wire_TrialDecision decision;
  const document_trial_t trial = {{1}, {2}};
  memset(&decision, 0, sizeof decision);
  decision.order_digest.size = 32;
  memcpy(decision.order_digest.bytes, trial.order_digest, 32);
  decision.trial_id.size = 16;
  memcpy(decision.trial_id.bytes, trial.trial_id, 16);
  decision.has_station_statement = true;
  const wire_StationStatement statement = station_statement();
  sign_station(&root, &statement, &decision.station_statement);
  signer_envelope(&station, DOCUMENT_TYPE_CONFIRM, wire_TrialDecision_fields, &decision, &envelope);
  if (tail_bytes != 0) {
    memcpy(envelope.payload.bytes + envelope.payload.size, tail, tail_bytes);
  }
  envelope.payload.size = (pb_size_t)(envelope.payload.size + tail_bytes);
  signer_sign(&station, DOCUMENT_TYPE_CONFIRM, &envelope);
  return document_check_decision(&envelope, DOCUMENT_TYPE_CONFIRM, root.point, &trial);
}

static void the_statement_stands_in_its_document_exactly_once(void **state) {
  (void)state;
  static const uint8_t second_statement[] = {0x1a, 0x00};
  static const uint8_t statement_as_number[] = {0x18, 0x01};
  static const uint8_t unknown_field[] = {0xf8, 0x06, 0x01};
  static const uint8_t zero_tag[] = {0x00, 0x01};
  static const uint8_t half_a_tag[] = {0x80};
  static const uint8_t unfinished[] = {0x0a, 0x05};
  assert_int_equal(check_with_tail(NULL, 0), kStatusOk);
  assert_int_equal(check_with_tail(second_statement, sizeof second_statement), kStatusStationStatement);
  assert_int_equal(check_with_tail(statement_as_number, sizeof statement_as_number), kStatusStationStatement);
  assert_int_equal(check_with_tail(unknown_field, sizeof unknown_field), kStatusOk);
  assert_int_equal(check_with_tail(zero_tag, sizeof zero_tag), kStatusEnvelope);
  assert_int_equal(check_with_tail(half_a_tag, sizeof half_a_tag), kStatusEnvelope);
  assert_int_equal(check_with_tail(unfinished, sizeof unfinished), kStatusEnvelope);
}

static void the_same_statement_twice_is_refused(void **state) {
  (void)state;
  static wire_TrialDecision statement_only;
  static wire_Envelope twice;
  const wire_StationStatement statement = station_statement();
  statement_only.has_station_statement = true;
  sign_station(&root, &statement, &statement_only.station_statement);
  signer_envelope(&station, DOCUMENT_TYPE_CONFIRM, wire_TrialDecision_fields, &statement_only, &twice);
  memcpy(twice.payload.bytes + twice.payload.size, twice.payload.bytes, twice.payload.size);
  twice.payload.size = (pb_size_t)(2 * twice.payload.size);
  signer_sign(&station, DOCUMENT_TYPE_CONFIRM, &twice);
  const document_trial_t trial = {{1}, {2}};
  assert_int_equal(document_check_decision(&twice, DOCUMENT_TYPE_CONFIRM, root.point, &trial), kStatusStationStatement);
}

/** A Revert by the station, with these two lengths and one bit of the order digest flipped or not. */
static status_t check_revert(pb_size_t order_bytes, pb_size_t trial_bytes, uint8_t flip) {
  static wire_Envelope envelope;
  static wire_TrialDecision decision;
  const document_trial_t trial = {{1}, {2}};
  memset(&decision, 0, sizeof decision);
  decision.has_station_statement = true;
  const wire_StationStatement statement = station_statement();
  sign_station(&root, &statement, &decision.station_statement);
  decision.order_digest.size = order_bytes;
  memcpy(decision.order_digest.bytes, trial.order_digest, 32);
  decision.order_digest.bytes[31] ^= flip;
  decision.trial_id.size = trial_bytes;
  memcpy(decision.trial_id.bytes, trial.trial_id, 16);
  signer_envelope(&station, DOCUMENT_TYPE_REVERT, wire_TrialDecision_fields, &decision, &envelope);
  return document_check_decision(&envelope, DOCUMENT_TYPE_REVERT, root.point, &trial);
}

static void a_decision_names_order_and_trial_in_full(void **state) {
  (void)state;
  assert_int_equal(check_revert(32, 16, 0), kStatusOk);
  assert_int_equal(check_revert(32, 16, 1), kStatusDecisionTrial);
  assert_int_equal(check_revert(31, 16, 0), kStatusDecisionTrial);
  assert_int_equal(check_revert(32, 0, 0), kStatusDecisionTrial);
  assert_int_equal(check_revert(0, 16, 0), kStatusDecisionTrial);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(envelopes_of_the_vectors_get_their_verdicts),
      cmocka_unit_test(pae_is_that_of_dsse),
      cmocka_unit_test(a_station_of_the_vendor_is_believed_and_its_key_found),
      cmocka_unit_test(a_station_of_another_root_is_not_believed),
      cmocka_unit_test(a_statement_under_another_type_does_not_verify),
      cmocka_unit_test(each_damaged_octet_of_payload_and_signature_is_noticed),
      cmocka_unit_test(a_statement_must_have_the_role_and_a_p256_key),
      cmocka_unit_test(a_signed_payload_that_is_no_statement_is_refused),
      cmocka_unit_test(a_customer_is_the_vendors_and_whole),
      cmocka_unit_test(the_statement_stands_in_its_document_exactly_once),
      cmocka_unit_test(the_same_statement_twice_is_refused),
      cmocka_unit_test(a_decision_names_order_and_trial_in_full),
  };
  return cmocka_run_group_tests(tests, open_signers, close_signers);
}
