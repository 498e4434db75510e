/*
 * The charger's end of the link over a port that is not there: requests and burn data in frames that are whole. What is
 * behind the server is as much of a charger as is pure: burn into flash, TPM filter, orders. Every request gets exactly
 * one answer that can be decoded.
 */
#include "drivers/flash_fake.h"
#include "fuzz/fuzz.h"
#include "link/server.h"
#include "pb_decode.h"
#include "provision/burn_link.h"
#include "provision/order_check.h"
#include "provision/security_log.h"
#include "provision/tpm_filter.h"

enum { kPayloadsMax = 24, kSentMax = 1 << 16 };

static flash_fake_t fake;
static burn_t burn;
static link_server_t server;
static order_board_t board;
static order_nonce_t nonce;
static uint8_t sent[kSentMax];
static size_t sent_bytes;

static size_t receive(void *context, uint8_t *out, size_t capacity) {
  (void)context;
  (void)out;
  (void)capacity;
  return 0;
}

static void send(void *context, const uint8_t *data, size_t bytes) {
  (void)context;
  FUZZ_MUST(bytes <= sizeof sent - sent_bytes);
  memcpy(sent + sent_bytes, data, bytes);
  sent_bytes += bytes;
}

static void nothing(void *context) { (void)context; }

static uint64_t now_us(void) {
  static uint64_t now;
  return ++now;
}

static status_t on_security_log(const link_request_t *request, link_response_t *response) {
  response->which_body = wire_Response_security_log_tag;
  return security_log_page(&fake.flash, request->body.security_log.first_sequence, &response->body.security_log);
}

static status_t on_request(void *context, const link_request_t *request, link_response_t *response,
                           link_after_t *after) {
  static order_checked_t checked;
  static const image_unit_t kUnit = {.pair_count = 2};
  (void)context;
  *after = request->which_body == wire_Request_reboot_tag ? kLinkAfterReset : kLinkAfterServe;
  switch (request->which_body) {
    case wire_Request_burn_begin_tag:
      return burn_link_begin(&burn, &request->body.burn_begin, response);
    case wire_Request_burn_end_tag:
      return request->session_id % 2 == 0
                 ? burn_link_end(&burn, request->body.burn_end.burn_id, response)
                 : burn_link_end_update(&burn, request->body.burn_end.burn_id, &kUnit, response);
    case wire_Request_tpm_exchange_tag:
      return tpm_filter_check(request->body.tpm_exchange.command.bytes, request->body.tpm_exchange.command.size);
    case wire_Request_apply_order_tag:
      return order_check(&request->body.apply_order.order, &board, &nonce, &checked);
    case wire_Request_security_log_tag:
      return on_security_log(request, response);
    default:
      return kStatusWrongState;
  }
}

static link_burn_ack_t on_burn_data(void *context, const uint8_t *payload, size_t bytes) {
  (void)context;
  uint8_t *block = fuzz_block(payload, bytes);
  const link_burn_ack_t ack = burn_data(&burn, block, bytes);
  free(block);
  return ack;
}

static const link_port_t kPort = {.receive = receive, .send = send, .drain = nothing, .wait = nothing};
static const link_handler_t kHandler = {
    .lifecycle = wire_Lifecycle_LIFECYCLE_BLANK, .request = on_request, .burn_data = on_burn_data, .now_us = now_us};

/** What was sent is whole frames; a response can be decoded. Returns how many responses. */
static unsigned read_answers(void) {
  static frame_receiver_t receiver;
  static link_response_t response;
  unsigned responses = 0;
  memset(&receiver, 0, sizeof receiver);
  for (size_t i = 0; i < sent_bytes; ++i) {
    frame_t frame;
    if (frame_receive(&receiver, sent[i], &frame) && frame.type == kFrameResponse) {
      pb_istream_t stream = pb_istream_from_buffer(frame.payload, frame.payload_bytes);
      FUZZ_MUST(pb_decode(&stream, wire_Response_fields, &response));
      ++responses;
    }
  }
  FUZZ_MUST(receiver.dropped == 0);
  return responses;
}

static void give(frame_type_t type, const uint8_t *payload, size_t bytes) {
  static uint8_t line[kFrameLineMaxBytes];
  const frame_t frame = {type, 1, payload, (uint16_t)bytes};
  sent_bytes = 0;
  (void)link_server_take(&server, line, frame_encode(&frame, line));
  const unsigned responses = read_answers();
  FUZZ_MUST(responses == (type == kFrameRequest ? 1u : 0u));
}

/** A request for a burn whose digests fit what data frames can bring is not found by chance: id and offset are put in.
 */
static void give_burn_data(fuzz_input_t *input) {
  static uint8_t payload[kFramePayloadMaxBytes];
  size_t got;
  const uint8_t *octets = fuzz_take(input, fuzz_u16(input) % (kFramePayloadMaxBytes - kBurnDataHeaderBytes), &got);
  const uint32_t header[] = {burn.last_id, burn.accepted};
  for (unsigned i = 0; i < 8; ++i) {
    payload[i] = (uint8_t)(header[i / 4] >> 8 * (i % 4));
  }
  if (got > 0) {
    memcpy(payload + kBurnDataHeaderBytes, octets, got);
  }
  give(kFrameBurnData, payload, kBurnDataHeaderBytes + got);
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  fuzz_seed();
  flash_fake_open(&fake);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input_t input = {data, size};
  fuzz_seed();
  if (fake.operation_count > 0) {
    flash_fake_open(&fake);  // what one input burned is no news to the next
  }
  memset(&burn, 0, sizeof burn);
  burn.area.flash = &fake.flash;
  burn.last_id = 41;
  link_server_open(&server, &kPort, &kHandler);
  (void)!order_nonce_issue(&nonce);
  for (unsigned i = 0; i < kPayloadsMax && input.size > 0; ++i) {
    const uint8_t kind = fuzz_u8(&input);
    size_t got;
    if (kind == 1) {
      give_burn_data(&input);
    } else {
      const uint8_t *payload = fuzz_take(&input, fuzz_u16(&input) % (kFramePayloadMaxBytes + 1), &got);
      give(kind == 2 ? kFrameBurnData : kFrameRequest, payload, got);
    }
  }
  return 0;
}
