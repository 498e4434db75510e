/**
 * What the application may ask of the secure monitor, and nothing else: reset, put a Confirm or Revert into the
 * mailbox, say that the running update is good, read the public identity.
 */
#ifndef SEALBENCH_MONITOR_MONITOR_CALL_H
#define SEALBENCH_MONITOR_MONITOR_CALL_H

#include <stdint.h>

#include "base/status.h"

/** Function numbers, in r0 of `smc`. */
typedef enum monitor_function {
  kMonitorReset = 0x5b01,         /**< Does not return. */
  kMonitorConfirmUpdate = 0x5b02, /**< The running image passed its self-test (IMAGE.md 8.3). */
  kMonitorPutLetter = 0x5b03,     /**< r1 mailbox_kind_t, r2 address, r3 octets of a serialised Envelope. */
  kMonitorReadIdentity = 0x5b04,  /**< r1 address of a monitor_identity_t. */
} monitor_function_t;

/** What the ROM found on this boot; public. */
typedef struct monitor_identity {
  uint8_t board_id[16];
  char serial[17];
  uint8_t order_digest[32];
  uint8_t image_sha256[32];
  uint32_t lifecycle; /**< Lifecycle of charger_link.proto. */
} monitor_identity_t;

/** One `smc`. The monitor answers kStatusUnknownRequest to other numbers, kStatusBadRequest to addresses outside RAM.
 */
MUST_CHECK status_t monitor_call(monitor_function_t function, uint32_t a, uint32_t b, uint32_t c);

#endif
