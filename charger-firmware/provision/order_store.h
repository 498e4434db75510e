/**
 * What an executed order leaves in flash bank 1: first part of ORDER.md 4.6 f. Pure over flash_t; not thread-safe.
 */
#ifndef SEALBENCH_PROVISION_ORDER_STORE_H
#define SEALBENCH_PROVISION_ORDER_STORE_H

#include "base/status.h"
#include "drivers/flash.h"
#include "link/messages.h"

/**
 * Stores the envelope (IMAGE.md 6), and that the image in slot A, which the order names, counts as confirmed. Means
 * nothing until the order is committed in OTP; safe to run again.
 */
MUST_CHECK status_t order_store(const flash_t *flash, const link_envelope_t *envelope, const uint8_t image_digest[32]);

#endif
