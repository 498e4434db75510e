#include <string.h>

#include "board/virt/board.h"
#include "provision/burn_link.h"
#include "provision/tpm_filter.h"
#include "rom/serve.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_provision.h"

static status_t on_tpm_exchange(const link_request_t *request, link_response_t *response) {
  const wire_TpmExchangeRequest *exchange = &request->body.tpm_exchange;
  wire_TpmExchangeResponse *out = &response->body.tpm_exchange;
  const tpm_transport_t *tpm = board_tpm();
  size_t response_bytes = 0;
  status_t status = tpm_filter_check(exchange->command.bytes, exchange->command.size);
  if (status == kStatusOk) {
    status = tpm->exchange(tpm->context, exchange->command.bytes, exchange->command.size, out->response.bytes,
                           sizeof out->response.bytes, &response_bytes);
  }
  out->response.size = (pb_size_t)response_bytes;
  response->which_body = wire_Response_tpm_exchange_tag;
  return status;
}

static status_t on_activate(serve_t *self, const link_request_t *request, link_response_t *response) {
  const wire_ActivateRequest *activate = &request->body.activate;
  const tpm_span_t blob = {activate->credential_blob.bytes, activate->credential_blob.size};
  const tpm_span_t secret = {activate->encrypted_secret.bytes, activate->encrypted_secret.size};
  response->which_body = wire_Response_activate_tag;
  response->body.activate.proof.size = sizeof response->body.activate.proof.bytes;
  return tpm_provision_challenge(&self->rom->tpm, blob, secret, response->body.activate.proof.bytes);
}

static status_t on_prepare_order(serve_t *self, link_response_t *response) {
  const status_t status = order_nonce_issue(&self->nonce);
  response->which_body = wire_Response_prepare_order_tag;
  response->body.prepare_order.nonce.size = sizeof self->nonce.value;
  memcpy(response->body.prepare_order.nonce.bytes, self->nonce.value, sizeof self->nonce.value);
  return status;
}

static status_t on_reset_tpm(serve_t *self, link_response_t *response) {
  tpm_flush_all(&self->rom->tpm);
  response->which_body = wire_Response_reset_tpm_tag;
  return tpm_boot_reset(&self->rom->tpm, NULL);
}

static status_t on_apply_order(serve_t *self, const link_request_t *request, link_response_t *response,
                               link_after_t *after) {
  if (!request->body.apply_order.has_order) {
    return kStatusEnvelope;
  }
  const status_t status =
      order_execute(self->rom, &request->body.apply_order.order, &self->nonce, &response->body.apply_order);
  response->which_body = wire_Response_apply_order_tag;
  if (status == kStatusOk) {
    *after = kLinkAfterReset;
  } else {
    rom_log(kSecurityOrderRefused, status, kSecurityNoSlot);
  }
  return status;
}

static status_t on_burn_begin(serve_t *self, const link_request_t *request, link_response_t *response) {
  if (request->body.burn_begin.target == wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B) {
    return kStatusBurnTarget;
  }
  return burn_link_begin(&self->burn, &request->body.burn_begin, response);
}

status_t serve_blank(serve_t *self, const link_request_t *request, link_response_t *response, link_after_t *after) {
  switch (request->which_body) {
    case wire_Request_tpm_exchange_tag:
      return on_tpm_exchange(request, response);
    case wire_Request_activate_tag:
      return on_activate(self, request, response);
    case wire_Request_prepare_order_tag:
      return on_prepare_order(self, response);
    case wire_Request_reset_tpm_tag:
      return on_reset_tpm(self, response);
    case wire_Request_apply_order_tag:
      return on_apply_order(self, request, response, after);
    case wire_Request_burn_begin_tag:
      return on_burn_begin(self, request, response);
    case wire_Request_burn_end_tag:
      return burn_link_end(&self->burn, request->body.burn_end.burn_id, response);
    default:
      return kStatusWrongState;
  }
}
