#include <string.h>

#include "crypto/crypto.h"
#include "provision/document.h"
#include "provision/order_check.h"
#include "test/support/cmocka_all.h"
#include "test/support/signer.h"

enum { kHardwareRevision = 3 };

static signer_t root;
static signer_t station;
static wire_CustomerStatement customer;
static wire_Order order;
static wire_Envelope envelope;
static order_board_t board;
static order_nonce_t nonce;
static order_checked_t checked;

static int open_signers(void **state) {
  (void)state;
  static const uint8_t seed[32] = {3};
  if (crypto_init(seed, sizeof seed) != kStatusOk) {
    return -1;
  }
  signer_open(&root);
  signer_open(&station);
  memcpy(board.vendor_root, root.point, sizeof board.vendor_root);
  board.hardware_revision = kHardwareRevision;
  return 0;
}

static int close_signers(void **state) {
  (void)state;
  signer_close(&root);
  signer_close(&station);
  return 0;
}

/** A wire bytes field of `size` octets, all `value`. */
#define FILL(field, octets, value)                \
  do {                                            \
    (field).size = (octets);                      \
    memset((field).bytes, (value), (field).size); \
  } while (0)

#define FILL_NAME(field, value) \
  do {                          \
    FILL(field, 34, value);     \
    (field).bytes[0] = 0x00;    \
    (field).bytes[1] = 0x0b;    \
  } while (0)

#define FILL_TPM2B(field, octets)  \
  do {                             \
    FILL(field, octets, 0x33);     \
    (field).bytes[0] = 0;          \
    (field).bytes[1] = (octets)-2; \
  } while (0)

static void fill_pairs(wire_FirmwareKeyPair pairs[4]) {
  for (int i = 0; i < 4; ++i) {
    FILL(pairs[i].ecdsa_sha256, 32, 0x10 + i);
    FILL(pairs[i].lms_sha256, 32, 0x20 + i);
  }
}

static void fill_customer(void) {
  memset(&customer, 0, sizeof customer);
  strcpy(customer.name, "TEST");
  strcpy(customer.domain, "charge.example");
  strcpy(customer.device_class, "CB-22/3");
  FILL(customer.vid, 16, 0x51);
  FILL(customer.cid, 16, 0x52);
  customer.key_pairs_count = 3;
  fill_pairs(customer.key_pairs);
}

static void fill_texts(void) {
  strcpy(order.serial, "CP42647100001239");
  strcpy(order.model, "CB-22");
  strcpy(order.gtin, "04012345678901");
  strcpy(order.ssid, "EVC-HLXRTF");
  strcpy(order.host_name, "evc-hlxrtf");
  strcpy(order.firmware_version, "1.2.3+4");
  strcpy(order.manufactured, "2026-11-23");
  strcpy(order.feature_updates_until, "2029-11-30");
  strcpy(order.security_updates_until, "2031-11-30");
  order.has_ocpp = true;
  strcpy(order.ocpp.csms_url, "wss://csms.charge.example/ocpp");
  strcpy(order.ocpp.identity, "CP42647100001239");
  order.ocpp.security_profile = 2;
}

static void fill_order(void) {
  memset(&order, 0, sizeof order);
  fill_texts();
  order.hardware_revision = kHardwareRevision;
  order.security_counter = 40;
  FILL(order.order_id, 16, 0x01);
  FILL(order.nonce, 32, 0x02);
  memcpy(order.nonce.bytes, nonce.value, sizeof nonce.value);
  FILL_NAME(order.ek_name, 0x03);
  FILL_NAME(order.ak_name, 0x04);
  FILL_NAME(order.srk_name, 0x05);
  FILL_NAME(order.puk_index_name, 0x06);
  order.credential_names_count = 4;
  for (int i = 0; i < 4; ++i) {
    FILL_NAME(order.credential_names[i], 0x61 + i);
  }
  FILL(order.vid, 16, 0x51);
  FILL(order.cid, 16, 0x52);
  order.key_pairs_count = 3;
  fill_pairs(order.key_pairs);
  FILL(order.firmware_sha256, 32, 0x07);
  FILL_TPM2B(order.activation_credential_blob, 70);
  FILL_TPM2B(order.activation_encrypted_secret, 70);
  order.attachments_count = 3;
  for (uint32_t i = 0; i < 3; ++i) {
    order.attachments[i].target = 16 + i;
    order.attachments[i].size_bytes = 100 + i;
    FILL(order.attachments[i].sha256, 32, 0x08);
  }
  FILL(order.log_checkpoint_sha256, 32, 0x09);
}

static int fill_all(void **state) {
  (void)state;
  assert_int_equal(order_nonce_issue(&nonce), kStatusOk);
  fill_customer();
  fill_order();
  return 0;
}

/** Signs statements and order as they now are, and checks the order. */
static status_t check(void) {
  wire_StationStatement statement = wire_StationStatement_init_zero;
  strcpy(statement.role, "order");
  statement.public_key.size = 91;
  signer_spki(&station, statement.public_key.bytes);
  order.has_station_statement = true;
  signer_envelope(&root, DOCUMENT_TYPE_STATION_STATEMENT, wire_StationStatement_fields, &statement,
                  &order.station_statement);
  order.has_customer_statement = true;
  signer_envelope(&root, DOCUMENT_TYPE_CUSTOMER_STATEMENT, wire_CustomerStatement_fields, &customer,
                  &order.customer_statement);
  signer_envelope(&station, DOCUMENT_TYPE_ORDER, wire_Order_fields, &order, &envelope);
  return order_check(&envelope, &board, &nonce, &checked);
}

/** Checks the order as it now is, and puts back a good one. */
static void assert_refused(status_t expected, const char *why) {
  static const order_checked_t nothing;
  const status_t status = check();
  if (status != expected) {
    fail_msg("%s: was 0x%04x (%s)", why, status, status_text(status));
  }
  assert_memory_equal(&checked, &nothing, sizeof checked);
  (void)fill_all(NULL);
}

static void a_good_order_passes_with_its_digest(void **state) {
  (void)state;
  assert_int_equal(check(), kStatusOk);
  uint8_t digest[32];
  document_digest(DOCUMENT_TYPE_ORDER, envelope.payload.bytes, envelope.payload.size, digest);
  assert_memory_equal(checked.digest, digest, sizeof digest);
  assert_string_equal(checked.order.ssid, "EVC-HLXRTF");
}

static void a_nonce_serves_once(void **state) {
  (void)state;
  assert_int_equal(check(), kStatusOk);
  assert_int_equal(order_check(&envelope, &board, &nonce, &checked), kStatusOrderNonce);
}

static void a_nonce_that_was_replaced_or_voided_is_gone(void **state) {
  (void)state;
  assert_int_equal(order_nonce_issue(&nonce), kStatusOk);
  assert_refused(kStatusOrderNonce, "an order for the nonce before");
  order_nonce_void(&nonce);
  assert_refused(kStatusOrderNonce, "an order for a void nonce");
  order_nonce_void(&nonce);
  memset(order.nonce.bytes, 0, 32);
  assert_refused(kStatusOrderNonce, "an order that guesses a wiped nonce");
  memset(&nonce, 0, sizeof nonce);
  memset(order.nonce.bytes, 0, 32);
  assert_refused(kStatusOrderNonce, "no nonce was ever given out");
}

static void a_nonce_is_used_up_by_a_wrong_order_but_not_by_a_malformed_one(void **state) {
  (void)state;
  const order_nonce_t issued = nonce;
  order.model[0] = '\0';
  assert_int_equal(check(), kStatusCustomerStatement);
  assert_memory_equal(&nonce, &issued, sizeof nonce);
  fill_order();
  order.nonce.bytes[31] ^= 1;
  assert_int_equal(check(), kStatusOrderNonce);
  fill_order();
  memcpy(order.nonce.bytes, issued.value, sizeof issued.value);
  assert_int_equal(check(), kStatusOrderNonce);
}

static void an_order_for_another_board_is_refused(void **state) {
  (void)state;
  order.hardware_revision = kHardwareRevision + 1;
  strcpy(customer.device_class, "CB-22/4");
  assert_refused(kStatusOrderBoard, "hardware revision");
  assert_int_equal(check(), kStatusOk);
}

static void a_customer_statement_must_fit_the_order(void **state) {
  (void)state;
  customer.vid.bytes[0] ^= 1;
  assert_refused(kStatusCustomerStatement, "VID");
  customer.cid.bytes[15] ^= 1;
  assert_refused(kStatusCustomerStatement, "CID");
  order.vid.size = 15;
  assert_refused(kStatusCustomerStatement, "short VID in the order");
  order.cid.size = 0;
  assert_refused(kStatusCustomerStatement, "no CID in the order");
  customer.key_pairs_count = 2;
  assert_refused(kStatusCustomerStatement, "fewer pairs in the statement");
  customer.key_pairs_count = 4;
  assert_refused(kStatusCustomerStatement, "more pairs in the statement");
  customer.key_pairs[2].lms_sha256.bytes[31] ^= 1;
  assert_refused(kStatusCustomerStatement, "LMS key of the last pair");
  customer.key_pairs[0].ecdsa_sha256.bytes[0] ^= 1;
  assert_refused(kStatusCustomerStatement, "ECDSA key of the first pair");
  const wire_FirmwareKeyPair first = customer.key_pairs[0];
  customer.key_pairs[0] = customer.key_pairs[1];
  customer.key_pairs[1] = first;
  assert_refused(kStatusCustomerStatement, "pairs in another order");
  order.key_pairs[1].lms_sha256.size = 31;
  assert_refused(kStatusCustomerStatement, "short digest in the order");
}

static void a_customer_statement_is_for_one_device_class(void **state) {
  (void)state;
  static const char *const classes[] = {"CB-22/4", "CB-22/33", "CB-22/", "CB-22/3 ", "CB-2/3", "", "cb-22/3"};
  for (size_t i = 0; i < sizeof classes / sizeof classes[0]; ++i) {
    strcpy(customer.device_class, classes[i]);
    assert_refused(kStatusCustomerStatement, classes[i]);
  }
  order.hardware_revision = 4294967295;
  board.hardware_revision = 4294967295;
  strcpy(order.model, "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345");
  strcpy(customer.device_class, "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345/4294967295");
  assert_int_equal(check(), kStatusOk);
  board.hardware_revision = kHardwareRevision;
}

static void pairs_are_two_to_four_and_no_two_the_same(void **state) {
  (void)state;
  for (pb_size_t count = 2; count <= 4; ++count) {
    (void)fill_all(NULL);
    order.key_pairs_count = count;
    customer.key_pairs_count = count;
    assert_int_equal(check(), kStatusOk);
  }
  (void)fill_all(NULL);
  order.key_pairs[2] = order.key_pairs[0];
  customer.key_pairs[2] = customer.key_pairs[0];
  assert_refused(kStatusOrderField, "the same pair twice");
  order.key_pairs_count = 1;
  customer.key_pairs_count = 1;
  assert_refused(kStatusCustomerStatement, "one pair");
}

static void fixed_lengths_are_exact(void **state) {
  (void)state;
#define SHORTER(field)                               \
  do {                                               \
    --order.field.size;                              \
    assert_refused(kStatusOrderField, #field);       \
    order.field.size = 0;                            \
    assert_refused(kStatusOrderField, "no " #field); \
  } while (0)
  SHORTER(order_id);
  SHORTER(nonce);
  SHORTER(ek_name);
  SHORTER(ak_name);
  SHORTER(srk_name);
  SHORTER(puk_index_name);
  SHORTER(credential_names[0]);
  SHORTER(credential_names[3]);
  SHORTER(firmware_sha256);
  SHORTER(log_checkpoint_sha256);
  SHORTER(attachments[1].sha256);
  SHORTER(activation_credential_blob);
  SHORTER(activation_encrypted_secret);
#undef SHORTER
}

static void names_are_of_sha256_objects(void **state) {
  (void)state;
  order.ek_name.bytes[1] = 0x0c;
  assert_refused(kStatusOrderField, "EK");
  order.ak_name.bytes[0] = 0x40;
  assert_refused(kStatusOrderField, "AK");
  order.srk_name.bytes[1] = 0x04;
  assert_refused(kStatusOrderField, "SRK");
  order.puk_index_name.bytes[1] = 0x00;
  assert_refused(kStatusOrderField, "PUK index");
  order.credential_names[2].bytes[1] = 0x0c;
  assert_refused(kStatusOrderField, "a credential");
  order.credential_names_count = 3;
  assert_refused(kStatusOrderField, "three credentials");
}

static void texts_are_printable_and_there(void **state) {
  (void)state;
  static char *const texts[] = {order.serial,
                                order.model,
                                order.gtin,
                                order.ssid,
                                order.host_name,
                                order.firmware_version,
                                order.manufactured,
                                order.ocpp.csms_url,
                                order.ocpp.identity,
                                order.feature_updates_until,
                                order.security_updates_until};
  static const char bad[] = {'\0', '\n', '\x1f', '\x7f', (char)0xc3};
  for (size_t i = 0; i < sizeof texts / sizeof texts[0]; ++i) {
    for (size_t j = 0; j < sizeof bad; ++j) {
      texts[i][0] = bad[j];
      if (texts[i] == order.model) {
        customer.device_class[0] = bad[j];
        assert_int_not_equal(check(), kStatusOk);
        (void)fill_all(NULL);
      } else {
        assert_refused(kStatusOrderField, "text");
      }
    }
  }
}

static void a_model_must_be_printable(void **state) {
  (void)state;
  order.model[1] = '\t';
  customer.device_class[1] = '\t';
  assert_refused(kStatusOrderField, "model");
}

static void gtin_and_dates_have_their_shape(void **state) {
  (void)state;
  static const char *const gtins[] = {"1234567", "123456789", "12345678901", "0401234567890A", "0401234567 901"};
  for (size_t i = 0; i < sizeof gtins / sizeof gtins[0]; ++i) {
    strcpy(order.gtin, gtins[i]);
    assert_refused(kStatusOrderField, gtins[i]);
  }
  strcpy(order.gtin, "12345678");
  assert_int_equal(check(), kStatusOk);
  (void)fill_all(NULL);
  static const char *const dates[] = {"2026-13-01", "2026-00-01", "2026-01-32", "2026-01-00",
                                      "2026/01/01", "26-01-01",   "2026-1-1",   "2026-01-0x"};
  for (size_t i = 0; i < sizeof dates / sizeof dates[0]; ++i) {
    strcpy(order.manufactured, dates[i]);
    assert_refused(kStatusOrderField, dates[i]);
  }
}

static void attachments_have_a_target_of_their_own_and_a_size(void **state) {
  (void)state;
  order.attachments[0].target = 15;
  assert_refused(kStatusOrderField, "target below");
  order.attachments[0].target = 19;
  assert_refused(kStatusOrderField, "target above");
  order.attachments[0].target = 16 + 32;
  assert_refused(kStatusOrderField, "target that wraps");
  order.attachments[0].target = 1;
  assert_refused(kStatusOrderField, "an image slot");
  order.attachments[0].target = 18;
  assert_refused(kStatusOrderField, "the same target twice");
  order.attachments[2].size_bytes = 0;
  assert_refused(kStatusOrderField, "empty");
  order.attachments[2].size_bytes = 32 * 1024 + 1;
  assert_refused(kStatusOrderField, "too long");
  order.attachments[2].size_bytes = 32 * 1024;
  assert_int_equal(check(), kStatusOk);
  (void)fill_all(NULL);
  order.attachments_count = 0;
  assert_int_equal(check(), kStatusOk);
}

static void ocpp_is_profile_2_or_3(void **state) {
  (void)state;
  order.ocpp.security_profile = 1;
  assert_refused(kStatusOrderField, "profile 1");
  order.ocpp.security_profile = 4;
  assert_refused(kStatusOrderField, "profile 4");
  order.has_ocpp = false;
  assert_refused(kStatusOrderField, "none");
  order.ocpp.security_profile = 3;
  assert_int_equal(check(), kStatusOk);
}

static void activation_blobs_say_their_own_size(void **state) {
  (void)state;
  order.activation_credential_blob.bytes[1] += 1;
  assert_refused(kStatusOrderField, "credential blob");
  order.activation_encrypted_secret.bytes[0] = 1;
  assert_refused(kStatusOrderField, "encrypted secret");
}

/** ISO 7064 MOD 37,36; the first is the example of the design, checked by hand. */
static void serials_have_their_check_character(void **state) {
  (void)state;
  assert_int_equal(order_check_serial("CP42647100001239"), kStatusOk);
  static const char *const bad[] = {"",
                                    "CP4264710000123",
                                    "CP426471000012399",
                                    "CP42647100001238",
                                    "CP42647100001329",
                                    "PC42647100001239",
                                    "cP42647100001239",
                                    "CP4264710000089I",
                                    "CPI2647100001230",
                                    "CPO264710000123N",
                                    "CP4264710000123 ",
                                    "CP4-647100001239"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    assert_int_equal(order_check_serial(bad[i]), kStatusOrderField);
  }
}

static void of_36_check_characters_one_at_most_fits(void **state) {
  (void)state;
  static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  char serial[] = "CP42647100001239";
  size_t accepted = 0;
  for (size_t i = 0; i < sizeof characters - 1; ++i) {
    serial[15] = characters[i];
    accepted += order_check_serial(serial) == kStatusOk;
  }
  assert_int_equal(accepted, 1);
}

static void an_order_larger_than_its_flash_place_is_refused(void **state) {
  (void)state;
  assert_int_equal(check(), kStatusOk);
  envelope.payload.size = kDocumentOrderMaxBytes - 100;
  assert_int_equal(order_check(&envelope, &board, &nonce, &checked), kStatusEnvelope);
}

static void without_a_customer_statement_nothing_is_ordered(void **state) {
  (void)state;
  assert_int_equal(check(), kStatusOk);
  order.has_customer_statement = false;
  signer_envelope(&station, DOCUMENT_TYPE_ORDER, wire_Order_fields, &order, &envelope);
  assert_int_equal(order_check(&envelope, &board, &nonce, &checked), kStatusCustomerStatement);
}

static void the_image_must_be_exactly_the_ordered_one(void **state) {
  (void)state;
  image_info_t image = {.version = "1.2.3+4", .security_counter = 40};
  memset(image.digest, 0x07, sizeof image.digest);
  assert_int_equal(order_check_image(&order, &image), kStatusOk);
  image.digest[31] ^= 1;
  assert_int_equal(order_check_image(&order, &image), kStatusOrderImage);
  image.digest[31] ^= 1;
  image.security_counter = 41;
  assert_int_equal(order_check_image(&order, &image), kStatusOrderImage);
  image.security_counter = 40;
  strcpy(image.version, "1.2.3+40");
  assert_int_equal(order_check_image(&order, &image), kStatusOrderImage);
  strcpy(image.version, "1.2.3+");
  assert_int_equal(order_check_image(&order, &image), kStatusOrderImage);
}

static void unit_and_record_say_what_the_order_says(void **state) {
  (void)state;
  assert_int_equal(check(), kStatusOk);
  image_unit_t unit;
  order_image_unit(&checked.order, &unit);
  assert_memory_equal(unit.vid, order.vid.bytes, 16);
  assert_memory_equal(unit.cid, order.cid.bytes, 16);
  assert_int_equal(unit.pair_count, 3);
  assert_int_equal(unit.floor, 40);
  assert_int_equal(unit.revoked_mask, 0);
  const uint8_t trial_id[16] = {1};
  const uint8_t secret[32] = {2};
  const order_trial_t trial = {trial_id, secret, 77};
  otp_record_t record;
  order_otp_record(&checked, &trial, &record);
  assert_int_equal(record.counter_start, 77);
  assert_int_equal(record.security_counter_start, 40);
  assert_int_equal(record.pair_count, 3);
  assert_memory_equal(record.pairs, unit.pairs, sizeof unit.pairs);
  for (uint32_t i = 0; i < 3; ++i) {
    assert_memory_equal(record.pairs[i].ecdsa_sha256, order.key_pairs[i].ecdsa_sha256.bytes, 32);
    assert_memory_equal(record.pairs[i].lms_sha256, order.key_pairs[i].lms_sha256.bytes, 32);
  }
  assert_string_equal(record.serial, order.serial);
  assert_memory_equal(record.trial_id, trial_id, sizeof trial_id);
  assert_memory_equal(record.device_secret, secret, sizeof secret);
  assert_memory_equal(record.order_digest, checked.digest, 32);
  assert_memory_equal(record.ek_name, order.ek_name.bytes, 34);
  assert_memory_equal(record.srk_name, order.srk_name.bytes, 34);
  assert_memory_equal(record.ak_name, order.ak_name.bytes, 34);
  assert_memory_equal(record.credential_names[3], order.credential_names[3].bytes, 34);
  assert_memory_equal(record.puk_index_name, order.puk_index_name.bytes, 34);
}

int main(void) {
#define ON_A_GOOD_ORDER(test) cmocka_unit_test_setup(test, fill_all)
  const struct CMUnitTest tests[] = {
      ON_A_GOOD_ORDER(a_good_order_passes_with_its_digest),
      ON_A_GOOD_ORDER(a_nonce_serves_once),
      ON_A_GOOD_ORDER(a_nonce_that_was_replaced_or_voided_is_gone),
      ON_A_GOOD_ORDER(a_nonce_is_used_up_by_a_wrong_order_but_not_by_a_malformed_one),
      ON_A_GOOD_ORDER(an_order_for_another_board_is_refused),
      ON_A_GOOD_ORDER(a_customer_statement_must_fit_the_order),
      ON_A_GOOD_ORDER(a_customer_statement_is_for_one_device_class),
      ON_A_GOOD_ORDER(pairs_are_two_to_four_and_no_two_the_same),
      ON_A_GOOD_ORDER(fixed_lengths_are_exact),
      ON_A_GOOD_ORDER(names_are_of_sha256_objects),
      ON_A_GOOD_ORDER(texts_are_printable_and_there),
      ON_A_GOOD_ORDER(a_model_must_be_printable),
      ON_A_GOOD_ORDER(gtin_and_dates_have_their_shape),
      ON_A_GOOD_ORDER(attachments_have_a_target_of_their_own_and_a_size),
      ON_A_GOOD_ORDER(ocpp_is_profile_2_or_3),
      ON_A_GOOD_ORDER(activation_blobs_say_their_own_size),
      ON_A_GOOD_ORDER(serials_have_their_check_character),
      ON_A_GOOD_ORDER(of_36_check_characters_one_at_most_fits),
      ON_A_GOOD_ORDER(an_order_larger_than_its_flash_place_is_refused),
      ON_A_GOOD_ORDER(without_a_customer_statement_nothing_is_ordered),
      ON_A_GOOD_ORDER(the_image_must_be_exactly_the_ordered_one),
      ON_A_GOOD_ORDER(unit_and_record_say_what_the_order_says),
  };
#undef ON_A_GOOD_ORDER
  return cmocka_run_group_tests(tests, open_signers, close_signers);
}
