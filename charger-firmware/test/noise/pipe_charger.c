/*
 * The charger's real link and burn code as a program of the host: the line is its standard input and output, its flash
 * is in memory. For campaigns that do things to the line (device-link, NoiseCampaign).
 *
 *   pipe-charger FLASH REQUESTS [HELD]
 *
 * HELD is what slot A holds at the start. Writes a line to REQUESTS for each request that it executes: session id and
 * request id. At the end of its input it writes the octets of slot A to FLASH and ends.
 */
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "drivers/flash_fake.h"
#include "link/receive_ring.h"
#include "link/server.h"
#include "provision/burn_link.h"

enum { kIn = 0, kOut = 1, kWaitMs = 10, kUsage = 2 };

static flash_fake_t fake;
static burn_t burn;
static receive_ring_t ring;
static link_port_t port;
static link_server_t server;
static const char *flash_path;
static FILE *requests;
static bool ended;

static void finish(void) {
  FILE *file = fopen(flash_path, "wb");
  const size_t put = file == NULL ? 0 : fwrite(fake.data + kFlashMapSlotA, 1, kFlashMapSlotBytes, file);
  exit(put == kFlashMapSlotBytes && fclose(file) == 0 && fclose(requests) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
}

static size_t receive(void *context, uint8_t *out, size_t capacity) {
  (void)context;
  struct pollfd in = {kIn, POLLIN, 0};
  if (ended || poll(&in, 1, 0) <= 0) {
    return 0;
  }
  const ssize_t got = read(kIn, out, capacity);
  ended = got <= 0;
  return got > 0 ? (size_t)got : 0;
}

static void send(void *context, const uint8_t *data, size_t bytes) {
  (void)context;
  for (size_t done = 0; done < bytes;) {
    const ssize_t put = write(kOut, data + done, bytes - done);
    if (put <= 0) {
      finish();
    }
    done += (size_t)put;
  }
}

static void drain(void *context) { (void)context; }

static void wait(void *context) {
  (void)context;
  struct pollfd in = {kIn, POLLIN, 0};
  if (ended) {
    finish();
  }
  (void)poll(&in, 1, kWaitMs);
}

static uint64_t now_us(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000U + (uint64_t)now.tv_nsec / 1000U;
}

static void fill_hello(link_response_t *response) {
  link_hello_t *hello = &response->body.hello;
  response->which_body = wire_Response_hello_tag;
  hello->protocol_version = 1;
  hello->program = wire_Program_PROGRAM_BOOT_ROM;
  hello->not_booted_reason = kStatusBlank;
  strcpy(hello->board, "pipe-charger");
  hello->has_limits = true;
  hello->limits.max_payload_bytes = kFramePayloadMaxBytes;
  hello->limits.window_bytes = kBurnWindowBytes;
}

static status_t on_request(void *context, const link_request_t *request, link_response_t *response,
                           link_after_t *after) {
  (void)context;
  (void)after;
  fprintf(requests, "%016" PRIx64 " %" PRIu32 "\n", request->session_id, request->request_id);
  switch (request->which_body) {
    case wire_Request_hello_tag:
      fill_hello(response);
      return kStatusOk;
    case wire_Request_burn_begin_tag:
      return burn_link_begin(&burn, &request->body.burn_begin, response);
    case wire_Request_burn_end_tag:
      return burn_link_end(&burn, request->body.burn_end.burn_id, response);
    default:
      return kStatusWrongState;
  }
}

static link_burn_ack_t on_burn_data(void *context, const uint8_t *payload, size_t bytes) {
  (void)context;
  return burn_data(&burn, payload, bytes);
}

static void hold(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fread(fake.data + kFlashMapSlotA, 1, kFlashMapSlotBytes, file) == 0) {
    exit(kUsage);
  }
  fclose(file);
}

int main(int argc, char **argv) {
  static const link_handler_t handler = {NULL, wire_Lifecycle_LIFECYCLE_BLANK, on_request, on_burn_data, now_us};
  static const link_port_t pipes = {NULL, receive, send, drain, wait, NULL, 0, NULL};
  if (argc < 3 || (requests = fopen(argv[2], "w")) == NULL) {
    fprintf(stderr, "usage: pipe-charger FLASH REQUESTS [HELD]\n");
    return kUsage;
  }
  flash_path = argv[1];
  flash_fake_open(&fake);
  if (argc > 3) {
    hold(argv[3]);
  }
  burn.area.flash = &fake.flash;
  burn.last_id = (uint32_t)getpid();
  receive_ring_open(&ring, &pipes, &port);
  link_server_open(&server, &port, &handler);
  link_server_run(&server);
  return EXIT_SUCCESS;
}
