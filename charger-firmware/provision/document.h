#ifndef SEALBENCH_PROVISION_DOCUMENT_H_
#define SEALBENCH_PROVISION_DOCUMENT_H_

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "documents.pb.h"

/*
 * Signed documents: is this the type we expect, and did the one who may sign it sign it? device-link/protocol/ORDER.md
 * 1 and 2. Pure. Whether an order fits this board is order_check.h's matter. Not thread-safe: statements are decoded
 * into static memory.
 */

/** Payload types, ORDER.md 1.2. */
#define DOCUMENT_TYPE_STATION_STATEMENT "application/vnd.sealbench.station-statement.v1"
#define DOCUMENT_TYPE_CUSTOMER_STATEMENT "application/vnd.sealbench.customer-statement.v1"
#define DOCUMENT_TYPE_ORDER "application/vnd.sealbench.order.v1"
#define DOCUMENT_TYPE_CONFIRM "application/vnd.sealbench.confirm.v1"
#define DOCUMENT_TYPE_REVERT "application/vnd.sealbench.revert.v1"
#define DOCUMENT_TYPE_RECEIPT "application/vnd.sealbench.receipt.v1"

/** ORDER.md 1.3: most octets of a serialised order envelope. */
enum { kDocumentOrderMaxBytes = 3584 };

/** ORDER.md 1.1: SHA-256(PAE(type, payload)), the digest of a document and what is signed. */
void document_digest(const char *type, const void *payload, size_t payload_bytes, uint8_t digest[32]);

/**
 * Compares the type, then verifies the signature with the given key.
 *
 * @param digest receives the document's digest; zero unless kStatusOk.
 * @return kStatusEnvelope if the type is another; kStatusSignature.
 */
MUST_CHECK status_t document_verify(const wire_Envelope *envelope, const char *type, const uint8_t key_point[65],
                                    uint8_t digest[32]);

/**
 * Is this a station that may sign orders and decisions (ORDER.md 2.1)?
 *
 * @param station_point receives the station's key.
 * @return kStatusStationStatement whatever is wrong with it.
 */
MUST_CHECK status_t document_check_station(const wire_Envelope *statement, const uint8_t vendor_root[65],
                                           uint8_t station_point[65]);

/**
 * Is this a customer whom the vendor root knows (ORDER.md 2.2)? Checks lengths and text, not the derivation of VID and
 * CID: the vendor root vouches for that.
 *
 * @param out the decoded statement; zero unless kStatusOk.
 * @return kStatusCustomerStatement whatever is wrong with it.
 */
MUST_CHECK status_t document_check_customer(const wire_Envelope *statement, const uint8_t vendor_root[65],
                                            wire_CustomerStatement *out);

/**
 * An order signed by a station that the vendor root vouches for (ORDER.md 4.6 a). Of the payload only the station's
 * statement is looked for before the signature verified. What the fields say is not looked at here.
 *
 * @param order the decoded order, about 10 KiB: static memory. Zero unless kStatusOk.
 * @param digest the order's digest.
 * @return kStatusEnvelope, kStatusStationStatement, kStatusSignature, or kStatusOrderField if the payload is not an
 * order within the bounds of documents.options.
 */
MUST_CHECK status_t document_check_order(const wire_Envelope *envelope, const uint8_t vendor_root[65],
                                         wire_Order *order, uint8_t digest[32]);

/** The trial that a decision must name: what the OTP record holds. */
typedef struct document_trial {
  uint8_t order_digest[32];
  uint8_t trial_id[16];
} document_trial_t;

/**
 * A Confirm or Revert for this very trial, signed by any station that the vendor root vouches for (ORDER.md 4.8).
 *
 * @param type DOCUMENT_TYPE_CONFIRM or DOCUMENT_TYPE_REVERT.
 * @return kStatusEnvelope, kStatusStationStatement, kStatusSignature, or kStatusDecisionTrial.
 */
MUST_CHECK status_t document_check_decision(const wire_Envelope *envelope, const char *type,
                                            const uint8_t vendor_root[65], const document_trial_t *trial);

#endif
