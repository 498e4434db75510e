#include "link/server.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "pb_decode.h"
#include "pb_encode.h"
#include "test/support/cmocka_all.h"

enum { kLineBytes = 1 << 16, kOctetBytes = 8192 };

/** A line whose far end is this test. */
static uint8_t incoming[kFrameLineMaxBytes];
static size_t incoming_bytes;
static uint8_t sent[kLineBytes];
static size_t sent_bytes;
static unsigned executed;
static status_t next_status;
static link_after_t next_after;
static uint64_t clock_us;
static link_server_t server;

static size_t port_receive(void *context, uint8_t *out, size_t capacity) {
  (void)context;
  const size_t bytes = incoming_bytes;
  assert_true(bytes <= capacity);
  memcpy(out, incoming, bytes);
  incoming_bytes = 0;
  return bytes;
}

static void port_send(void *context, const uint8_t *data, size_t bytes) {
  (void)context;
  assert_true(bytes <= sizeof sent - sent_bytes);
  memcpy(sent + sent_bytes, data, bytes);
  sent_bytes += bytes;
}

static void port_nothing(void *context) { (void)context; }

static uint64_t now_us(void) { return clock_us += 10; }

static uint32_t line_baud;
static size_t sent_before_change;

static void port_set_baud(void *context, uint32_t baud) {
  (void)context;
  line_baud = baud;
  sent_before_change = sent_bytes;
}

static status_t on_request(void *context, const link_request_t *request, link_response_t *response,
                           link_after_t *after) {
  (void)context;
  ++executed;
  if (request->which_body == wire_Request_hello_tag) {
    response->which_body = wire_Response_hello_tag;
    response->body.hello.has_limits = true;
    return next_status;
  }
  response->which_body = wire_Response_prepare_order_tag;
  response->body.prepare_order.nonce.size = 32;
  memset(response->body.prepare_order.nonce.bytes, (int)executed, 32);
  *after = next_after;
  return next_status;
}

static link_burn_ack_t on_burn_data(void *context, const uint8_t *payload, size_t bytes) {
  (void)context;
  (void)payload;
  return (link_burn_ack_t){bytes > 8, 7, (uint32_t)bytes, kStatusOk};
}

static const uint32_t kBauds[] = {230400, 921600};
static const link_port_t kPort = {NULL, port_receive, port_send, port_nothing, port_nothing, kBauds, 2, port_set_baud};
static const link_port_t kUsbPort = {NULL, port_receive, port_send, port_nothing, port_nothing, NULL, 0, NULL};
static const link_handler_t kHandler = {NULL, wire_Lifecycle_LIFECYCLE_BLANK, on_request, on_burn_data, now_us};

static int set_up(void **state) {
  static const uint8_t kSeed[32] = {1};
  (void)state;
  assert_int_equal(crypto_init(kSeed, sizeof kSeed), kStatusOk);
  link_server_open(&server, &kPort, &kHandler);
  sent_bytes = 0;
  line_baud = kLinkUsualBaud;
  executed = 0;
  next_status = kStatusOk;
  next_after = kLinkAfterServe;
  return 0;
}

static link_after_t give(frame_type_t type, const uint8_t *payload, size_t bytes) {
  static uint8_t line[kFrameLineMaxBytes];
  const frame_t frame = {type, 1, payload, (uint16_t)bytes};
  const size_t line_bytes = frame_encode(&frame, line);
  sent_bytes = 0;
  return link_server_take(&server, line, line_bytes);
}

static size_t encode(const link_request_t *request, uint8_t *out) {
  pb_ostream_t stream = pb_ostream_from_buffer(out, kOctetBytes);
  assert_true(pb_encode(&stream, wire_Request_fields, request));
  return stream.bytes_written;
}

/** Decodes the only frame that was sent. */
static void receive(link_response_t *response) {
  static frame_receiver_t receiver;
  unsigned frames = 0;
  memset(&receiver, 0, sizeof receiver);
  for (size_t i = 0; i < sent_bytes; ++i) {
    frame_t frame;
    if (frame_receive(&receiver, sent[i], &frame)) {
      ++frames;
      assert_int_equal(frame.type, kFrameResponse);
      pb_istream_t stream = pb_istream_from_buffer(frame.payload, frame.payload_bytes);
      memset(response, 0, sizeof *response);
      assert_true(pb_decode(&stream, wire_Response_fields, response));
    }
  }
  assert_int_equal(frames, 1);
}

static link_request_t request_of(uint64_t session, uint32_t id) {
  link_request_t request = wire_Request_init_zero;
  request.session_id = session;
  request.request_id = id;
  request.which_body = wire_Request_prepare_order_tag;
  return request;
}

static void a_request_is_answered_with_its_ids_and_the_time_it_took(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  link_response_t response;
  const link_request_t request = request_of(0x1122334455667788, 9);
  assert_int_equal(give(kFrameRequest, octets, encode(&request, octets)), kLinkAfterServe);
  receive(&response);
  assert_true(response.session_id == 0x1122334455667788);
  assert_int_equal(response.request_id, 9);
  assert_int_equal(response.status, kStatusOk);
  assert_int_equal(response.lifecycle, wire_Lifecycle_LIFECYCLE_BLANK);
  assert_int_equal(response.charger_us, 10);
  assert_int_equal(response.which_body, wire_Response_prepare_order_tag);
}

static void a_refusal_carries_no_body(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  link_response_t response;
  const link_request_t request = request_of(1, 1);
  next_status = kStatusWrongState;
  give(kFrameRequest, octets, encode(&request, octets));
  receive(&response);
  assert_int_equal(response.status, kStatusWrongState);
  assert_int_equal(response.which_body, 0);
}

static void the_same_request_again_is_answered_from_memory(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  uint8_t first[kOctetBytes];
  link_response_t response;
  link_request_t request = request_of(1, 1);
  const size_t bytes = encode(&request, octets);
  next_after = kLinkAfterReset;
  assert_int_equal(give(kFrameRequest, octets, bytes), kLinkAfterReset);
  receive(&response);
  memcpy(first, response.body.prepare_order.nonce.bytes, 32);
  next_after = kLinkAfterServe;
  assert_int_equal(give(kFrameRequest, octets, bytes), kLinkAfterReset);  // the reset is due still
  receive(&response);
  assert_int_equal(executed, 1);
  assert_memory_equal(response.body.prepare_order.nonce.bytes, first, 32);
}

static void any_part_of_the_key_that_differs_executes(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  link_request_t request = request_of(1, 1);
  give(kFrameRequest, octets, encode(&request, octets));
  request.session_id = 2;  // a restarted station
  give(kFrameRequest, octets, encode(&request, octets));
  assert_int_equal(executed, 2);
  request.request_id = 2;
  give(kFrameRequest, octets, encode(&request, octets));
  assert_int_equal(executed, 3);
  request.which_body = wire_Request_hello_tag;  // the same ids, another request
  give(kFrameRequest, octets, encode(&request, octets));
  assert_int_equal(executed, 4);
  request = request_of(1, 1);  // only the last response is kept
  give(kFrameRequest, octets, encode(&request, octets));
  assert_int_equal(executed, 5);
}

static void what_cannot_be_decoded_is_a_bad_request_with_the_ids_as_far_as_read(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  link_response_t response;
  link_request_t request = request_of(77, 5);
  const size_t bytes = encode(&request, octets);
  octets[bytes] = 0x62;  // field 12, length-delimited, longer than the frame
  octets[bytes + 1] = 0x7f;
  give(kFrameRequest, octets, bytes + 2);
  receive(&response);
  assert_int_equal(response.status, kStatusBadRequest);
  assert_int_equal(response.session_id, 77);
  assert_int_equal(response.request_id, 5);
  give(kFrameRequest, (const uint8_t *)"\xff\xff\xff", 3);
  receive(&response);
  assert_int_equal(response.status, kStatusBadRequest);
  assert_int_equal(response.session_id, 0);
  assert_int_equal(executed, 0);
}

static void a_body_of_a_later_protocol_is_unknown(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  link_response_t response;
  link_request_t request = request_of(1, 1);
  request.which_body = 0;
  size_t bytes = encode(&request, octets);
  octets[bytes++] = 0xca;  // field 89, length-delimited, empty
  octets[bytes++] = 0x05;
  octets[bytes++] = 0x00;
  give(kFrameRequest, octets, bytes);
  receive(&response);
  assert_int_equal(response.status, kStatusUnknownRequest);
  assert_int_equal(response.request_id, 1);
  assert_int_equal(executed, 0);
}

static void fields_above_their_maximum_are_refused(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes] = {0};
  link_response_t response;
  link_request_t request = request_of(1, 1);
  request.which_body = wire_Request_tpm_exchange_tag;
  request.body.tpm_exchange.command.size = 1024;
  const size_t bytes = encode(&request, octets);
  give(kFrameRequest, octets, bytes);
  assert_int_equal(executed, 1);
  // one octet more in the command, in its message and in the frame: tag, length (2), tag, length (2), octets
  uint8_t *inner = octets + bytes - 1024 - 6;
  assert_int_equal(inner[0], 0x62);
  assert_int_equal(inner[3], 0x0a);
  ++inner[1];
  ++inner[4];
  give(kFrameRequest, octets, bytes + 1);
  receive(&response);
  assert_int_equal(response.status, kStatusBadRequest);
  assert_int_equal(executed, 1);
}

static void burn_data_is_acknowledged_or_not_as_the_handler_says(void **state) {
  (void)state;
  static const uint8_t kData[9] = {0};
  give(kFrameBurnData, kData, 8);
  assert_int_equal(sent_bytes, 0);
  give(kFrameBurnData, kData, 9);
  frame_receiver_t receiver = {0};
  frame_t frame = {0};
  for (size_t i = 0; i < sent_bytes; ++i) {
    (void)frame_receive(&receiver, sent[i], &frame);
  }
  assert_int_equal(frame.type, kFrameBurnAck);
  assert_int_equal(frame.payload_bytes, 14);
  assert_int_equal(bytes_get_u32le(frame.payload), 7);
  assert_int_equal(bytes_get_u32le(frame.payload + 4), 9);
  assert_int_equal(bytes_get_u32le(frame.payload + 8), kStatusOk);
  assert_int_equal(bytes_get_u16le(frame.payload + 12), 1);  // the sequence of what it answers
}

static void a_program_that_begins_to_serve_says_so_before_anything_else(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  const link_request_t request = request_of(1, 1);
  const frame_t ask = {kFrameRequest, 1, octets, (uint16_t)encode(&request, octets)};
  incoming_bytes = frame_encode(&ask, incoming);
  next_after = kLinkAfterReset;
  link_server_run(&server);
  frame_receiver_t receiver = {0};
  frame_t frame;
  size_t i = 0;
  assert_int_equal(sent[0], 0);  // half a frame of the program before harms nothing
  while (!frame_receive(&receiver, sent[i++], &frame)) {
  }
  assert_int_equal(frame.type, kFrameReady);
  assert_int_equal(frame.payload_bytes, 0);
  while (!frame_receive(&receiver, sent[i++], &frame)) {
  }
  assert_int_equal(frame.type, kFrameResponse);
  assert_int_equal(i, sent_bytes);
  assert_int_equal(receiver.dropped, 0);
}

static void what_only_a_charger_says_is_ignored_from_the_line(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  const link_request_t request = request_of(1, 1);
  const size_t bytes = encode(&request, octets);
  give(kFrameResponse, octets, bytes);
  assert_int_equal(sent_bytes, 0);
  give(kFrameBurnAck, octets, bytes);
  assert_int_equal(sent_bytes, 0);
  give(kFrameReady, octets, bytes);
  assert_int_equal(sent_bytes, 0);
  assert_int_equal(executed, 0);
}

/** Asks for a rate; returns the status. */
static status_t ask_speed(uint32_t request_id, uint32_t baud) {
  uint8_t octets[kOctetBytes];
  link_response_t response;
  link_request_t request = request_of(1, request_id);
  request.which_body = wire_Request_set_speed_tag;
  request.body.set_speed.baud = baud;
  assert_int_equal(give(kFrameRequest, octets, encode(&request, octets)), kLinkAfterServe);
  receive(&response);
  if (response.status == kStatusOk) {
    assert_int_equal(response.body.set_speed.baud, baud);
  }
  return (status_t)response.status;
}

static void a_hello_names_the_rates_of_the_port(void **state) {
  (void)state;
  uint8_t octets[kOctetBytes];
  link_response_t response;
  link_request_t request = request_of(1, 1);
  request.which_body = wire_Request_hello_tag;
  give(kFrameRequest, octets, encode(&request, octets));
  receive(&response);
  assert_int_equal(response.body.hello.limits.bauds_count, 3);
  assert_int_equal(response.body.hello.limits.bauds[0], 115200);
  assert_int_equal(response.body.hello.limits.bauds[2], 921600);
  link_server_open(&server, &kUsbPort, &kHandler);
  give(kFrameRequest, octets, encode(&request, octets));
  receive(&response);
  assert_int_equal(response.body.hello.limits.bauds_count, 1);
}

static void a_rate_changes_after_its_answer_has_left(void **state) {
  (void)state;
  assert_int_equal(ask_speed(1, 921600), kStatusOk);
  assert_int_equal(line_baud, 921600);
  assert_int_equal(sent_before_change, sent_bytes);
  assert_int_equal(executed, 0);
  assert_int_equal(ask_speed(2, 115200), kStatusOk);
  assert_int_equal(line_baud, 115200);
}

static void a_rate_that_the_port_does_not_have_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(ask_speed(1, 921601), kStatusUnsupported);
  assert_int_equal(ask_speed(2, 0), kStatusUnsupported);
  assert_int_equal(line_baud, 115200);
  link_server_open(&server, &kUsbPort, &kHandler);
  assert_int_equal(ask_speed(3, 921600), kStatusUnsupported);
  assert_int_equal(ask_speed(4, 115200), kStatusOk);
}

static void a_raised_rate_lasts_while_good_frames_come(void **state) {
  (void)state;
  static const uint8_t kData[9] = {0};
  assert_int_equal(ask_speed(1, 921600), kStatusOk);
  for (int i = 0; i < 5; ++i) {
    clock_us += kLinkSpeedLeaseUs - 1000;
    link_server_keep_speed(&server);
    assert_int_equal(line_baud, 921600);
    give(kFrameBurnData, kData, 9);
  }
  for (int i = 0; i < 2; ++i) {
    clock_us += kLinkSpeedLeaseUs / 2 + 1000;
    (void)link_server_take(&server, (const uint8_t *)"garbage\0", 8);  // is no good frame
    link_server_keep_speed(&server);
  }
  assert_int_equal(line_baud, 115200);
}

/** The answer was lost: the station asks again at the usual rate, to which the charger has come back by then. */
static void the_same_request_for_a_rate_changes_it_again(void **state) {
  (void)state;
  assert_int_equal(ask_speed(1, 921600), kStatusOk);
  clock_us += kLinkSpeedLeaseUs + 1000;
  link_server_keep_speed(&server);
  assert_int_equal(line_baud, 115200);
  assert_int_equal(ask_speed(1, 921600), kStatusOk);
  assert_int_equal(line_baud, 921600);
}

/** Octets that are good frames around anything at all: whatever comes is answered, nothing is touched out of bounds. */
static void hostile_payloads_are_always_answered(void **state) {
  (void)state;
  uint8_t octets[600];
  uint8_t base[kOctetBytes];
  link_request_t request = request_of(3, 4);
  request.which_body = wire_Request_apply_order_tag;
  request.body.apply_order.has_order = true;
  request.body.apply_order.order.payload.size = 300;
  const size_t base_bytes = encode(&request, base);
  assert_true(base_bytes <= sizeof octets);
  uint32_t random = 5;
  for (int i = 0; i < 20000; ++i) {
    memcpy(octets, base, base_bytes);
    size_t bytes = base_bytes;
    for (int k = 0; k < 4; ++k) {
      random = random * 1664525u + 1013904223u;
      octets[(random >> 8) % (k < 2 ? 24 : base_bytes)] = (uint8_t)(random >> 24);
    }
    random = random * 1664525u + 1013904223u;
    bytes = random >> 31 ? bytes : (random >> 8) % base_bytes;
    link_response_t response;
    give(kFrameRequest, octets, bytes);
    receive(&response);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_request_is_answered_with_its_ids_and_the_time_it_took, set_up),
      cmocka_unit_test_setup(a_refusal_carries_no_body, set_up),
      cmocka_unit_test_setup(the_same_request_again_is_answered_from_memory, set_up),
      cmocka_unit_test_setup(any_part_of_the_key_that_differs_executes, set_up),
      cmocka_unit_test_setup(what_cannot_be_decoded_is_a_bad_request_with_the_ids_as_far_as_read, set_up),
      cmocka_unit_test_setup(a_body_of_a_later_protocol_is_unknown, set_up),
      cmocka_unit_test_setup(fields_above_their_maximum_are_refused, set_up),
      cmocka_unit_test_setup(burn_data_is_acknowledged_or_not_as_the_handler_says, set_up),
      cmocka_unit_test_setup(a_program_that_begins_to_serve_says_so_before_anything_else, set_up),
      cmocka_unit_test_setup(what_only_a_charger_says_is_ignored_from_the_line, set_up),
      cmocka_unit_test_setup(a_hello_names_the_rates_of_the_port, set_up),
      cmocka_unit_test_setup(a_rate_changes_after_its_answer_has_left, set_up),
      cmocka_unit_test_setup(a_rate_that_the_port_does_not_have_changes_nothing, set_up),
      cmocka_unit_test_setup(a_raised_rate_lasts_while_good_frames_come, set_up),
      cmocka_unit_test_setup(the_same_request_for_a_rate_changes_it_again, set_up),
      cmocka_unit_test_setup(hostile_payloads_are_always_answered, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
