/**
 * BurnBegin and BurnEnd between link messages and the burn itself, the same in ROM and application. PROTOCOL.md 6.
 */
#ifndef SEALBENCH_PROVISION_BURN_LINK_H
#define SEALBENCH_PROVISION_BURN_LINK_H

#include "base/status.h"
#include "image/image.h"
#include "link/messages.h"
#include "provision/burn.h"

/**
 * Opens the burn that `request` announces. That its target may be written now is the caller's to see to.
 *
 * kStatusBadRequest: a digest is missing or of another length. Else as `burn_begin`.
 */
MUST_CHECK status_t burn_link_begin(burn_t *burn, const link_burn_begin_t *request, link_response_t *response);

/** Ends the burn. As `burn_end`. */
MUST_CHECK status_t burn_link_end(burn_t *burn, uint32_t burn_id, link_response_t *response);

/**
 * The same in LOCKED (6.7): the image must also be this unit's, else its slot is made unbootable and the image's status
 * is the answer. An image that is becomes the next to boot, and has to confirm itself (IMAGE.md 8).
 */
MUST_CHECK status_t burn_link_end_update(burn_t *burn, uint32_t burn_id, const image_unit_t *unit,
                                         link_response_t *response);

#endif
