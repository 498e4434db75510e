#include "link/server.h"

#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "pb_decode.h"
#include "pb_encode.h"

enum { kAckBytes = 14, kReadBytes = 2048, kLimitsBaudsMax = sizeof((wire_Limits){0}.bauds) / sizeof(uint32_t) };

static void send_frame(link_server_t *server, frame_type_t type, const uint8_t *payload, uint16_t bytes) {
  static const uint8_t kDelimiter = 0;
  const frame_t frame = {type, server->sequence++, payload, bytes};
  if (!server->line_opened) {
    server->port->send(server->port->context, &kDelimiter, sizeof kDelimiter);  // PROTOCOL.md 2.1
    server->line_opened = true;
  }
  const size_t line_bytes = frame_encode(&frame, server->line);
  server->port->send(server->port->context, server->line, line_bytes);
}

static bool same_key(const link_server_t *server, const uint8_t request_sha256[32]) {
  return server->last.valid && server->last.session_id == server->request.session_id &&
         server->last.request_id == server->request.request_id &&
         memcmp(server->last.request_sha256, request_sha256, sizeof server->last.request_sha256) == 0;
}

static void change_speed(link_server_t *server, uint32_t baud) {
  if (server->port->set_baud != NULL) {
    server->port->set_baud(server->port->context, baud);
  }
  server->baud = baud;
  server->heard_us = server->handler->now_us();
  server->line_opened = false;
}

/** PROTOCOL.md 1.3; the rate itself changes when the answer has left. */
static status_t agree_on_speed(link_server_t *server) {
  const uint32_t baud = server->request.body.set_speed.baud;
  bool known = baud == kLinkUsualBaud;
  for (size_t i = 0; i < server->port->baud_count; ++i) {
    known = known || baud == server->port->bauds[i];
  }
  server->response.which_body = wire_Response_set_speed_tag;
  server->response.body.set_speed.baud = baud;
  return known ? kStatusOk : kStatusUnsupported;
}

static void name_speeds(link_server_t *server) {
  wire_Limits *limits = &server->response.body.hello.limits;
  limits->bauds[0] = kLinkUsualBaud;
  limits->bauds_count = 1;
  for (size_t i = 0; i < server->port->baud_count && limits->bauds_count < kLimitsBaudsMax; ++i) {
    limits->bauds[limits->bauds_count++] = server->port->bauds[i];
  }
}

/** PROTOCOL.md 4.4, then the handler. */
static status_t execute(link_server_t *server, bool decoded, link_after_t *after) {
  if (!decoded) {
    return kStatusBadRequest;
  }
  if (server->request.which_body == 0) {
    return kStatusUnknownRequest;
  }
  if (server->request.which_body == wire_Request_set_speed_tag) {
    return agree_on_speed(server);
  }
  const status_t status =
      server->handler->request(server->handler->context, &server->request, &server->response, after);
  if (server->response.which_body == wire_Response_hello_tag) {
    name_speeds(server);
  }
  return status;
}

/** Serialises the response into the retry memory; the body goes only with kStatusOk (4.2). */
static void keep(link_server_t *server, status_t status, uint64_t start_us) {
  link_response_t *response = &server->response;
  response->session_id = server->request.session_id;
  response->request_id = server->request.request_id;
  response->status = (uint32_t)status;
  response->lifecycle = server->handler->lifecycle;
  if (status != kStatusOk) {
    response->which_body = 0;
  }
  server->last.baud = response->which_body == wire_Response_set_speed_tag ? response->body.set_speed.baud : 0;
  response->charger_us = server->handler->now_us() - start_us;
  pb_ostream_t stream = pb_ostream_from_buffer(server->last.payload, sizeof server->last.payload);
  if (!pb_encode(&stream, wire_Response_fields, response)) {
    // every field has a fixed maximum, so only a bug of ours comes here: the bare status always fits
    response->which_body = 0;
    response->status = (uint32_t)kStatusInternal;
    stream = pb_ostream_from_buffer(server->last.payload, sizeof server->last.payload);
    (void)pb_encode(&stream, wire_Response_fields, response);
  }
  server->last.payload_bytes = (uint16_t)stream.bytes_written;
}

static link_after_t answer(link_server_t *server, const frame_t *frame) {
  const uint64_t start_us = server->handler->now_us();
  uint8_t request_sha256[32];
  crypto_sha256(frame->payload, frame->payload_bytes, request_sha256);
  memset(&server->request, 0, sizeof server->request);
  pb_istream_t stream = pb_istream_from_buffer(frame->payload, frame->payload_bytes);
  const bool decoded = pb_decode(&stream, wire_Request_fields, &server->request);
  if (!same_key(server, request_sha256)) {
    memset(&server->response, 0, sizeof server->response);
    link_after_t after = kLinkAfterServe;
    const status_t status = execute(server, decoded, &after);
    keep(server, status, start_us);
    server->last.valid = true;
    server->last.session_id = server->request.session_id;
    server->last.request_id = server->request.request_id;
    memcpy(server->last.request_sha256, request_sha256, sizeof request_sha256);
    server->last.after = after;
  }
  send_frame(server, kFrameResponse, server->last.payload, server->last.payload_bytes);
  if (server->last.baud != 0) {
    change_speed(server, server->last.baud);  // a repeated request, too: its first answer may have been lost
  }
  return server->last.after;
}

static void acknowledge(link_server_t *server, const frame_t *frame) {
  const link_burn_ack_t ack =
      server->handler->burn_data(server->handler->context, frame->payload, frame->payload_bytes);
  if (!ack.send) {
    return;
  }
  uint8_t payload[kAckBytes];
  bytes_put_u32le(payload, ack.burn_id);
  bytes_put_u32le(payload + 4, ack.next_offset);
  bytes_put_u32le(payload + 8, (uint32_t)ack.status);
  bytes_put_u16le(payload + 12, frame->sequence);
  send_frame(server, kFrameBurnAck, payload, sizeof payload);
}

void link_server_open(link_server_t *server, const link_port_t *port, const link_handler_t *handler) {
  memset(server, 0, sizeof *server);
  server->port = port;
  server->handler = handler;
  server->baud = kLinkUsualBaud;
}

link_after_t link_server_take(link_server_t *server, const uint8_t *octets, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) {
    frame_t frame;
    if (!frame_receive(&server->receiver, octets[i], &frame)) {
      continue;
    }
    if (frame.type == kFrameBurnData) {
      acknowledge(server, &frame);
    } else if (frame.type == kFrameRequest && answer(server, &frame) == kLinkAfterReset) {
      return kLinkAfterReset;
    }
    server->heard_us = server->handler->now_us();
  }
  return kLinkAfterServe;
}

void link_server_keep_speed(link_server_t *server) {
  if (server->baud != kLinkUsualBaud && server->handler->now_us() - server->heard_us > kLinkSpeedLeaseUs) {
    change_speed(server, kLinkUsualBaud);
  }
}

void link_server_run(link_server_t *server) {
  static uint8_t octets[kReadBytes];
  send_frame(server, kFrameReady, NULL, 0);  // PROTOCOL.md 3.3
  for (;;) {
    link_server_keep_speed(server);
    const size_t bytes = server->port->receive(server->port->context, octets, sizeof octets);
    if (bytes == 0) {
      server->port->wait(server->port->context);
    } else if (link_server_take(server, octets, bytes) == kLinkAfterReset) {
      server->port->drain(server->port->context);
      return;
    }
  }
}
