/**
 * The charger application: what its parts share. Runs in the normal world, started by the boot ROM only.
 */
#ifndef SEALBENCH_APP_APP_H
#define SEALBENCH_APP_APP_H

#include <stdbool.h>

#include "app/handover.h"
#include "link/messages.h"
#include "provision/burn.h"
#include "provision/security_log.h"
#include "tpm/tpm.h"

/** State of the application. One, in main.c; holds the unit's secrets. */
typedef struct app {
  handover_t handover;
  tpm_t tpm;
  burn_t burn;
} app_t;

/**
 * Tests RAM, the running slot, the TPM and the clock; each answer is a code of status.list. The clock must have been
 * seen to tick since the reset: within the first second this waits for it.
 */
wire_SelfTest app_self_test(app_t *app);

/**
 * IMAGE.md 8.3: an image that is not confirmed tests itself and has the monitor confirm it. kStatusSelfTestFailed when
 * it does not run well.
 */
MUST_CHECK status_t app_confirm(app_t *app);

/** Writes an entry of the security log. */
void app_log(security_event_t event, status_t reason, uint32_t slot);

/** Writes down that the tamper input was seen, if it was since the last call. */
void app_watch_tamper(void);

/** ORDER.md 5: the receipt for `nonce` (32 octets). */
MUST_CHECK status_t app_attest(app_t *app, const uint8_t nonce[32], wire_Receipt *receipt);

/** Answers the link until a reset is due. */
void app_serve(app_t *app);

#endif
