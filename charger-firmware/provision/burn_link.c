#include "provision/burn_link.h"

#include <string.h>

#include "provision/slot_state.h"

status_t burn_link_begin(burn_t *burn, const link_burn_begin_t *request, link_response_t *response) {
  burn_plan_t plan = {(uint32_t)request->target, request->total_bytes, {0}};
  if (request->encoding != wire_BurnEncoding_BURN_ENCODING_STORED || request->sector_sha256_count != 0) {
    return kStatusUnsupported;
  }
  if (request->sha256.size != sizeof plan.sha256) {
    return kStatusBadRequest;
  }
  memcpy(plan.sha256, request->sha256.bytes, sizeof plan.sha256);
  bool unchanged = false;
  const status_t status = burn_begin(burn, &plan, &unchanged);
  response->which_body = wire_Response_burn_begin_tag;
  response->body.burn_begin.burn_id = burn->last_id;
  response->body.burn_begin.window_bytes = kBurnWindowBytes;
  response->body.burn_begin.unchanged = unchanged;
  return status;
}

status_t burn_link_end(burn_t *burn, uint32_t burn_id, link_response_t *response) {
  response->which_body = wire_Response_burn_end_tag;
  response->body.burn_end.sha256.size = sizeof burn->plan.sha256;
  return burn_end(burn, burn_id, response->body.burn_end.sha256.bytes);
}

status_t burn_link_end_update(burn_t *burn, uint32_t burn_id, const image_unit_t *unit, link_response_t *response) {
  status_t status = burn_link_end(burn, burn_id, response);
  if (status != kStatusOk) {
    return status;
  }
  const uint32_t slot = burn->plan.target == wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A ? kSlotA : kSlotB;
  image_info_t image;
  status = slot_verify(burn->flash, slot, unit, &image);
  if (status != kStatusOk) {
    const status_t discarded = slot_discard(burn->flash, slot);
    return discarded == kStatusOk ? status : discarded;
  }
  return slot_state_set_pending(burn->flash, slot, image.digest);
}
