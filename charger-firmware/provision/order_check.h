#ifndef SEALBENCH_PROVISION_ORDER_CHECK_H_
#define SEALBENCH_PROVISION_ORDER_CHECK_H_

#include <stdint.h>

#include "base/hardened.h"
#include "base/status.h"
#include "documents.pb.h"
#include "image/image.h"
#include "otp/otp.h"

/*
 * Is this order for this board, now, and whole? The pure part of device-link/protocol/ORDER.md 4.6: a, b, c, and the
 * comparisons of e. TPM (d), flash and activation (e) are the executor's. Not thread-safe.
 */

/** The one nonce that is outstanding. Zero-initialised: none is. */
typedef struct order_nonce {
  hardened_t outstanding;
  uint8_t value[32];
} order_nonce_t;

/** What the board knows of itself: factory data. */
typedef struct order_board {
  uint8_t vendor_root[65]; /**< P-256 point. */
  uint32_t hardware_revision;
} order_board_t;

/** An order that passed. About 10 KiB: static memory. */
typedef struct order_checked {
  wire_Order order;
  uint8_t digest[32];
} order_checked_t;

/**
 * Draws a new nonce and voids the one before it.
 *
 * @return kStatusInternal if the generator was not seeded; none is outstanding then.
 */
MUST_CHECK status_t order_nonce_issue(order_nonce_t *nonce);

/** No nonce is outstanding any more. */
void order_nonce_void(order_nonce_t *nonce);

/**
 * ORDER.md 4.6 a to c, in that order. From c on the nonce is void, whatever the answer.
 *
 * @param out zero unless kStatusOk.
 * @return what `document_check_order` returns; kStatusCustomerStatement if the customer's statement is not the vendor's
 * or names other VID, CID, pairs or device class than the order; kStatusOrderField; kStatusOrderNonce;
 * kStatusOrderBoard.
 */
MUST_CHECK status_t order_check(const wire_Envelope *envelope, const order_board_t *board, order_nonce_t *nonce,
                                order_checked_t *out);

/** Whether 16 characters are a serial number: 0-9, A-Z without I and O, ISO 7064 MOD 37,36. `serial` ends with 0. */
MUST_CHECK status_t order_check_serial(const char *serial);

/** The unit that the order makes of this board, for `image_verify` (4.6 e): floor = the order's security counter. */
void order_image_unit(const wire_Order *order, image_unit_t *out);

/** 4.6 e: kStatusOrderImage unless digest, version and security counter are exactly the order's. */
MUST_CHECK status_t order_check_image(const wire_Order *order, const image_info_t *image);

/** What only the executor knows of a trial. */
typedef struct order_trial {
  const uint8_t *trial_id;      /**< 16 octets. */
  const uint8_t *device_secret; /**< 32 octets, from the activation. */
  uint64_t counter_start;       /**< c0. */
} order_trial_t;

/** The OTP record of a checked order; `out` then holds the device secret. */
void order_otp_record(const order_checked_t *checked, const order_trial_t *trial, otp_record_t *out);

#endif
