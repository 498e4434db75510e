#include "provision/burn_link.h"
#include "rom/serve.h"

/** PROTOCOL.md 6.7: nothing runs, so either slot may be written; an attachment may not. */
static status_t on_burn_begin(serve_t *self, const link_request_t *request, link_response_t *response) {
  const wire_BurnTarget target = request->body.burn_begin.target;
  if (target != wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A && target != wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B) {
    return kStatusBurnTarget;
  }
  return burn_link_begin(&self->burn, &request->body.burn_begin, response);
}

static status_t on_burn(serve_t *self, const link_request_t *request, link_response_t *response) {
  if (self->rom->otp.lifecycle != kOtpLocked) {
    return kStatusWrongState;
  }
  if (request->which_body == wire_Request_burn_begin_tag) {
    return on_burn_begin(self, request, response);
  }
  const status_t status = burn_link_end_update(&self->burn, request->body.burn_end.burn_id, &self->rom->unit, response);
  if (security_log_is_image(status)) {
    rom_log(kSecurityImageRefused, status, self->burn.target);
  }
  return status;
}

static status_t on_revert(serve_t *self, const link_request_t *request, link_response_t *response,
                          link_after_t *after) {
  if (!request->body.revert.has_envelope) {
    return kStatusEnvelope;
  }
  const status_t status = rom_revert(self->rom, &request->body.revert.envelope);
  response->which_body = wire_Response_revert_tag;
  if (status == kStatusOk) {
    *after = kLinkAfterReset;
  } else {
    rom_log(kSecurityDecisionRefused, status, kSecurityNoSlot);
  }
  return status;
}

status_t serve_stopped(serve_t *self, const link_request_t *request, link_response_t *response, link_after_t *after) {
  switch (request->which_body) {
    case wire_Request_burn_begin_tag:
    case wire_Request_burn_end_tag:
      return on_burn(self, request, response);
    case wire_Request_revert_tag:
      return on_revert(self, request, response, after);
    case wire_Request_attest_tag:
    case wire_Request_confirm_tag:
      return kStatusUnsupported;
    default:
      return kStatusWrongState;
  }
}
