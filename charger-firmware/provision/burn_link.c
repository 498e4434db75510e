#include "provision/burn_link.h"

#include <assert.h>
#include <string.h>

#include "provision/slot_state.h"

static_assert(sizeof((link_burn_begin_t){0}.piece_sha256.bytes) == kBurnPiecesMax * kBurnPieceDigestBytes,
              "charger_link.options has room for the digests of a slot");
static_assert(sizeof((link_burn_begun_t){0}.wanted.bytes) == kBurnPiecesMax / 8, "and for a bit for each piece");

status_t burn_link_begin(burn_t *burn, const link_burn_begin_t *request, link_response_t *response) {
  static burn_plan_t plan;
  if (request->sha256.size != sizeof plan.sha256 || request->piece_sha256.size % kBurnPieceDigestBytes != 0) {
    return kStatusBadRequest;
  }
  plan.target = (uint32_t)request->target;
  plan.total_bytes = request->total_bytes;
  plan.piece_count = request->piece_sha256.size / kBurnPieceDigestBytes;
  memcpy(plan.sha256, request->sha256.bytes, sizeof plan.sha256);
  memcpy(plan.piece_digests, request->piece_sha256.bytes, request->piece_sha256.size);
  const status_t status = burn_begin(burn, &plan);
  link_burn_begun_t *begun = &response->body.burn_begin;
  response->which_body = wire_Response_burn_begin_tag;
  begun->burn_id = burn->last_id;
  begun->window_bytes = kBurnWindowBytes;
  if (status == kStatusOk) {
    begun->wanted.size = (pb_size_t)((plan.piece_count + 7) / 8);
    for (uint32_t piece = 0; piece < plan.piece_count; ++piece) {
      begun->wanted.bytes[piece / 8] |= (uint8_t)(!burn->area.holds[piece] << (piece % 8));
    }
  }
  return status;
}

status_t burn_link_end(burn_t *burn, uint32_t burn_id, link_response_t *response) {
  response->which_body = wire_Response_burn_end_tag;
  response->body.burn_end.sha256.size = sizeof burn->sha256;
  return burn_end(burn, burn_id, response->body.burn_end.sha256.bytes);
}

status_t burn_link_end_update(burn_t *burn, uint32_t burn_id, const image_unit_t *unit, link_response_t *response) {
  status_t status = burn_link_end(burn, burn_id, response);
  if (status != kStatusOk) {
    return status;
  }
  const uint32_t slot = burn->target == wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A ? kSlotA : kSlotB;
  image_info_t image;
  status = slot_verify(burn->area.flash, slot, unit, &image);
  if (status != kStatusOk) {
    const status_t discarded = slot_discard(burn->area.flash, slot);
    return discarded == kStatusOk ? status : discarded;
  }
  return slot_state_set_pending(burn->area.flash, slot, image.digest);
}
