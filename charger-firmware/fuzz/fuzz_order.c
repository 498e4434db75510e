/*
 * Signed documents and orders. The first octet chooses: an envelope as it came; the payload of an order that this
 * process signs, so that mutations get behind the signatures; a confirm or revert likewise. Statements of station and
 * customer are put in front, signed by the root.
 */
#include "fuzz/fuzz.h"
#include "pb_decode.h"
#include "provision/document.h"
#include "provision/order_check.h"
#include "test/support/signer.h"

enum { kRevision = 3, kRaw, kOrder, kDecision, kKinds };

static signer_t root;
static signer_t station;
static wire_Envelope station_statement;
static wire_CustomerStatement customer;
static order_board_t board;
static order_checked_t checked;
static wire_Envelope envelope;

static void fill_customer(const wire_Order *order) {
  memset(&customer, 0, sizeof customer);
  strcpy(customer.name, "TEST");
  strcpy(customer.domain, "charge.example");
  snprintf(customer.device_class, sizeof customer.device_class, "%.32s/%u", order->model,
           (unsigned)order->hardware_revision);
  memcpy(customer.vid.bytes, order->vid.bytes, sizeof customer.vid.bytes);
  memcpy(customer.cid.bytes, order->cid.bytes, sizeof customer.cid.bytes);
  customer.vid.size = customer.cid.size = 16;
  customer.key_pairs_count = order->key_pairs_count;
  memcpy(customer.key_pairs, order->key_pairs, sizeof customer.key_pairs);
}

static void demand_sane(void) {
  image_unit_t unit;
  order_image_unit(&checked.order, &unit);
  FUZZ_MUST(unit.pair_count >= 2 && unit.pair_count <= kImageMaxPairs);
  FUZZ_MUST(strlen(checked.order.serial) == kOtpSerialChars);
  FUZZ_MUST(checked.order.hardware_revision == kRevision);
  static const uint8_t kOctets[32] = {1};
  const order_trial_t trial = {kOctets, kOctets, 7};
  static otp_record_t record;
  order_otp_record(&checked, &trial, &record);
  FUZZ_MUST(record.pair_count == unit.pair_count);
}

static void check_envelope(const order_nonce_t *issued) {
  static const order_checked_t kNothing;
  order_nonce_t nonce = *issued;
  if (order_check(&envelope, &board, &nonce, &checked) == kStatusOk) {
    demand_sane();
  } else {
    FUZZ_MUST(memcmp(&checked, &kNothing, sizeof checked) == 0);
  }
}

static void try_raw(const uint8_t *data, size_t size) {
  const order_nonce_t nonce = {kHardenedYes, {0}};
  pb_istream_t stream = pb_istream_from_buffer(data, size);
  memset(&envelope, 0, sizeof envelope);
  if (pb_decode(&stream, wire_Envelope_fields, &envelope)) {
    check_envelope(&nonce);
  }
}

/** The order that the input says, made whole with statements that fit it, board and nonce. */
static void try_order(const uint8_t *data, size_t size) {
  static wire_Order order;
  order_nonce_t nonce = {kHardenedYes, {0}};
  pb_istream_t stream = pb_istream_from_buffer(data, size);
  memset(&order, 0, sizeof order);
  if (!pb_decode(&stream, wire_Order_fields, &order)) {
    return;
  }
  fill_customer(&order);
  memcpy(nonce.value, order.nonce.bytes, sizeof nonce.value);
  order.has_station_statement = true;
  order.station_statement = station_statement;
  order.has_customer_statement = true;
  signer_envelope(&root, DOCUMENT_TYPE_CUSTOMER_STATEMENT, wire_CustomerStatement_fields, &customer,
                  &order.customer_statement);
  memset(&envelope, 0, sizeof envelope);
  pb_ostream_t out = pb_ostream_from_buffer(envelope.payload.bytes, sizeof envelope.payload.bytes);
  if (!pb_encode(&out, wire_Order_fields, &order)) {
    return;  // too long with the statements
  }
  envelope.payload.size = (pb_size_t)out.bytes_written;
  signer_sign(&station, DOCUMENT_TYPE_ORDER, &envelope);
  check_envelope(&nonce);
}

static void try_decision(const uint8_t *data, size_t size) {
  static const document_trial_t kTrial = {{1}, {2}};
  const bool confirm = size % 2 == 0;
  const char *type = confirm ? DOCUMENT_TYPE_CONFIRM : DOCUMENT_TYPE_REVERT;
  memset(&envelope, 0, sizeof envelope);
  if (size > sizeof envelope.payload.bytes) {
    return;
  }
  memcpy(envelope.payload.bytes, data, size);
  envelope.payload.size = (pb_size_t)size;
  signer_sign(&station, type, &envelope);
  FUZZ_MUST(document_check_decision(&envelope, type, root.point, &kTrial) != kStatusOk);
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  fuzz_seed();
  signer_open(&root);
  signer_open(&station);
  wire_StationStatement statement = wire_StationStatement_init_zero;
  strcpy(statement.role, "order");
  statement.public_key.size = 91;
  signer_spki(&station, statement.public_key.bytes);
  signer_envelope(&root, DOCUMENT_TYPE_STATION_STATEMENT, wire_StationStatement_fields, &statement, &station_statement);
  memcpy(board.vendor_root, root.point, sizeof board.vendor_root);
  board.hardware_revision = kRevision;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 1) {
    return 0;
  }
  switch (kRaw + data[0] % (kKinds - kRaw)) {
    case kRaw:
      try_raw(data + 1, size - 1);
      break;
    case kOrder:
      try_order(data + 1, size - 1);
      break;
    default:
      try_decision(data + 1, size - 1);
      break;
  }
  return 0;
}
