/**
 * The charger's end of the link: frames in, requests to a handler, responses out, retries answered from memory.
 * PROTOCOL.md 2 and 4. The same code in ROM and application; pure but for the port it is given.
 *
 * One server per program; not thread-safe. Large buffers are inside `link_server_t`: make it static.
 */
#ifndef SEALBENCH_LINK_SERVER_H
#define SEALBENCH_LINK_SERVER_H

#include "base/status.h"
#include "drivers/link_port.h"
#include "link/frame.h"
#include "link/messages.h"

/** PROTOCOL.md 1.4: so long a raised rate lasts without a good frame. */
enum { kLinkSpeedLeaseUs = 900000 };

/** What the server does after a response has left the charger (PROTOCOL.md 4.5). */
typedef enum link_after {
  kLinkAfterServe = 0x2b1, /**< Goes on. */
  kLinkAfterReset = 0x54e, /**< `link_server_run` returns. */
} link_after_t;

/** PROTOCOL.md 6.4: what is said to burn data. `send` false: nothing (a run of frames that do not fit). */
typedef struct link_burn_ack {
  bool send;
  uint32_t burn_id;
  uint32_t next_offset;
  status_t status;
} link_burn_ack_t;

/** Who does what the station asks for. */
typedef struct link_handler {
  void *context;
  wire_Lifecycle lifecycle;
  /**
   * Fills in the body of `response` and returns its status; the body is left away unless that is kStatusOk. Does not
   * see SetSpeed, nor names the rates of a hello: those are the server's.
   */
  status_t (*request)(void *context, const link_request_t *request, link_response_t *response, link_after_t *after);
  /** Takes the payload of one burn data frame. */
  link_burn_ack_t (*burn_data)(void *context, const uint8_t *payload, size_t bytes);
  /** Microseconds, only forward. */
  uint64_t (*now_us)(void);
} link_handler_t;

/** One line and what is remembered about it. */
typedef struct link_server {
  const link_port_t *port;
  const link_handler_t *handler;
  frame_receiver_t receiver;
  uint16_t sequence;
  bool line_opened;  /**< A delimiter went out before the first frame at this rate. */
  uint32_t baud;     /**< The rate now. */
  uint64_t heard_us; /**< When the last good frame had been dealt with. */
  link_request_t request;
  link_response_t response;
  uint8_t line[kFrameLineMaxBytes];
  struct {
    bool valid;
    uint64_t session_id;
    uint32_t request_id;
    uint8_t request_sha256[32];
    uint8_t payload[wire_Response_size];
    uint16_t payload_bytes;
    link_after_t after;
    uint32_t baud; /**< The rate that the response announces; 0: none. */
  } last;          /**< PROTOCOL.md 4.3. */
} link_server_t;

/** Empties `server` and binds it to its port and handler, which must outlive it. */
void link_server_open(link_server_t *server, const link_port_t *port, const link_handler_t *handler);

/** Takes `bytes` octets of the line and answers what they ask; kLinkAfterReset when a reset is due. */
link_after_t link_server_take(link_server_t *server, const uint8_t *octets, size_t bytes);

/** To be called while nothing arrives, too: a raised rate that has brought nothing good ends (PROTOCOL.md 1.4). */
void link_server_keep_speed(link_server_t *server);

/** Says that it is ready, then serves until a request that ends in a reset was answered and its response has left. */
void link_server_run(link_server_t *server);

#endif
