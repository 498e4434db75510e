#include <string.h>

#include "app/app.h"
#include "board/virt/board.h"
#include "crypto/crypto.h"
#include "drivers/timer.h"
#include "link/server.h"
#include "monitor/mailbox.h"
#include "monitor/monitor_call.h"
#include "pb_encode.h"
#include "provision/burn_link.h"
#include "provision/slot_state.h"

static link_server_t server;

static bool locked(const app_t *app) { return app->handover.facts.lifecycle == wire_Lifecycle_LIFECYCLE_LOCKED; }

/** Whether this image may still be given up: then the one in the other slot is all that there is to come back to. */
static bool on_trial(const app_t *app) { return app->handover.facts.slots[app->handover.slot].mark == kSlotPending; }

/** PROTOCOL.md 6.7: in LOCKED, the slot that does not run. */
static status_t on_burn(app_t *app, const link_request_t *request, link_response_t *response) {
  if (!locked(app)) {
    return kStatusWrongState;
  }
  if (on_trial(app)) {
    return kStatusBurnTarget;
  }
  if (request->which_body == wire_Request_burn_end_tag) {
    const status_t status =
        burn_link_end_update(&app->burn, request->body.burn_end.burn_id, &app->handover.unit, response);
    if (security_log_is_image(status)) {
      app_log(kSecurityImageRefused, status, app->burn.target);
    }
    return status;
  }
  const wire_BurnTarget idle =
      app->handover.slot == 0 ? wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B : wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A;
  if (request->body.burn_begin.target != idle) {
    return kStatusBurnTarget;
  }
  return burn_link_begin(&app->burn, &request->body.burn_begin, response);
}

/** Hands a Confirm or Revert to the ROM, which decides after the reset. */
static status_t hand_over(const app_t *app, uint32_t kind, const wire_MailboxRequest *request, link_after_t *after) {
  static uint8_t letter[kMailboxMaxBytes];
  if (locked(app)) {
    return kStatusAlreadyLocked;
  }
  if (!request->has_envelope) {
    return kStatusEnvelope;
  }
  pb_ostream_t stream = pb_ostream_from_buffer(letter, sizeof letter);
  if (!pb_encode(&stream, wire_Envelope_fields, &request->envelope)) {
    return kStatusTooLong;
  }
  const status_t status =
      monitor_call(kMonitorPutLetter, kind, (uint32_t)(uintptr_t)letter, (uint32_t)stream.bytes_written);
  if (status == kStatusOk) {
    *after = kLinkAfterReset;
  }
  return status;
}

static status_t on_decision(const app_t *app, uint32_t kind, const wire_MailboxRequest *request, link_after_t *after) {
  const status_t status = hand_over(app, kind, request, after);
  if (status != kStatusOk) {
    app_log(kSecurityDecisionRefused, status, kSecurityNoSlot);
  }
  return status;
}

static status_t on_order(void) {
  app_log(kSecurityOrderRefused, kStatusWrongState, kSecurityNoSlot);
  return kStatusWrongState;
}

static status_t on_security_log(const link_request_t *request, link_response_t *response) {
  response->which_body = wire_Response_security_log_tag;
  return security_log_page(board_flash1(), request->body.security_log.first_sequence, &response->body.security_log);
}

static status_t on_attest(app_t *app, const link_request_t *request, link_response_t *response) {
  if (request->body.attest.nonce.size != sizeof request->body.attest.nonce.bytes) {
    return kStatusBadRequest;
  }
  response->which_body = wire_Response_attest_tag;
  response->body.attest.has_receipt = true;
  return app_attest(app, request->body.attest.nonce.bytes, &response->body.attest.receipt);
}

static status_t on_reboot(link_response_t *response, link_after_t *after) {
  response->which_body = wire_Response_reboot_tag;
  *after = kLinkAfterReset;
  return kStatusOk;
}

static status_t on_request(void *context, const link_request_t *request, link_response_t *response,
                           link_after_t *after) {
  app_t *app = context;
  app_watch_tamper();
  switch (request->which_body) {
    case wire_Request_hello_tag:
      hello_fill(&app->handover.facts, response);
      return kStatusOk;
    case wire_Request_attest_tag:
      return on_attest(app, request, response);
    case wire_Request_confirm_tag:
      response->which_body = wire_Response_confirm_tag;
      return on_decision(app, kMailboxConfirm, &request->body.confirm, after);
    case wire_Request_revert_tag:
      response->which_body = wire_Response_revert_tag;
      return on_decision(app, kMailboxRevert, &request->body.revert, after);
    case wire_Request_burn_begin_tag:
    case wire_Request_burn_end_tag:
      return on_burn(app, request, response);
    case wire_Request_reboot_tag:
      return on_reboot(response, after);
    case wire_Request_security_log_tag:
      return on_security_log(request, response);
    case wire_Request_apply_order_tag:
      return on_order();
    case wire_Request_set_speed_tag:
      return kStatusUnsupported;
    default:
      return kStatusWrongState;
  }
}

static link_burn_ack_t on_burn_data(void *context, const uint8_t *payload, size_t bytes) {
  return burn_data(&((app_t *)context)->burn, payload, bytes);
}

/** What the ROM did not count is the application's. */
static void count_boot(app_t *app) {
  hello_facts_t *facts = &app->handover.facts;
  hello_boot_times_t *times = &facts->times;
  facts->boot_us = timer_now_us() - app->handover.reset_us;
  const uint64_t before =
      (uint64_t)times->identify + times->prepare + times->prove + times->copy + times->verify + times->launch;
  times->application = (uint32_t)(facts->boot_us - before);
  times->tpm += (uint32_t)board_tpm_waited_us();
}

void app_serve(app_t *app) {
  const link_handler_t handler = {app, (wire_Lifecycle)app->handover.facts.lifecycle, on_request, on_burn_data,
                                  timer_now_us};
  app->burn.area.flash = board_flash1();
  app_watch_tamper();
  if (crypto_random((uint8_t *)&app->burn.last_id, sizeof app->burn.last_id) != kStatusOk) {
    board_stop();
  }
  const link_port_t *port = board_open_link();
  count_boot(app);
  link_server_open(&server, port, &handler);
  link_server_run(&server);
}
