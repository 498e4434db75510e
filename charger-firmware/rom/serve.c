#include "rom/serve.h"

#include <string.h>

#include "board/virt/board.h"
#include "crypto/crypto.h"
#include "drivers/timer.h"
#include "tpm/tpm_commands.h"

static serve_t serve;
static link_server_t server;

static status_t on_reboot(serve_t *self, link_response_t *response, link_after_t *after) {
  // orderly: a TPM that is cut off counts the next start as a failure of its owner
  const status_t status = tpm_shutdown(&self->rom->tpm);
  response->which_body = wire_Response_reboot_tag;
  *after = kLinkAfterReset;
  return status == kStatusTpmFailure || status == kStatusTpmAbsent ? kStatusOk : status;
}

static status_t on_request(void *context, const link_request_t *request, link_response_t *response,
                           link_after_t *after) {
  serve_t *self = context;
  if (request->which_body == wire_Request_hello_tag) {
    hello_fill(&self->rom->facts, response);
    return kStatusOk;
  }
  if (self->rom->facts.not_booted_reason == kStatusFactoryData) {
    return kStatusFactoryData;  // PROTOCOL.md 5.1: it has no trust anchor
  }
  switch (request->which_body) {
    case wire_Request_reboot_tag:
      return on_reboot(self, response, after);
    case wire_Request_security_log_tag:
      response->which_body = wire_Response_security_log_tag;
      return security_log_page(board_flash1(), request->body.security_log.first_sequence, &response->body.security_log);
    case wire_Request_set_speed_tag:
      return kStatusUnsupported;
    default:
      break;
  }
  if (self->rom->otp.lifecycle != kOtpBlank) {
    return serve_stopped(self, request, response, after);
  }
  // a BLANK charger whose TPM did not start, or is not ours alone, is not provisioned: it says why instead
  return self->rom->facts.not_booted_reason == kStatusBlank ? serve_blank(self, request, response, after)
                                                            : self->rom->facts.not_booted_reason;
}

static link_burn_ack_t on_burn_data(void *context, const uint8_t *payload, size_t bytes) {
  return burn_data(&((serve_t *)context)->burn, payload, bytes);
}

void rom_serve(rom_t *rom) {
  const link_handler_t handler = {&serve, (wire_Lifecycle)rom->facts.lifecycle, on_request, on_burn_data, timer_now_us};
  serve.rom = rom;
  serve.burn.area.flash = board_flash1();
  if (crypto_random((uint8_t *)&serve.burn.last_id, sizeof serve.burn.last_id) != kStatusOk) {
    board_stop();
  }
  const link_port_t *port = board_open_link();
  rom->facts.boot_us = timer_now_us() - rom->reset_us;
  rom->facts.times.tpm = (uint32_t)board_tpm_waited_us();
  link_server_open(&server, port, &handler);
  link_server_run(&server);
}
