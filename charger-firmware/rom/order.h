/**
 * Executes an order: all of it or nothing. ORDER.md 4.6. BLANK only.
 */
#ifndef SEALBENCH_ROM_ORDER_H
#define SEALBENCH_ROM_ORDER_H

#include "provision/order_check.h"
#include "rom/rom.h"

/**
 * Runs ORDER.md 4.6 a to g. After kStatusOk the charger is in TRIAL and a reset is due; `done` then names order and
 * trial.
 *
 * `nonce` is used up as 4.6 c says. Any other status: OTP is as it was; from step f on the TPM may hold counter, lock
 * index and endorsement auth already, which a further order finds or ResetTpm removes.
 */
MUST_CHECK status_t order_execute(rom_t *rom, const wire_Envelope *envelope, order_nonce_t *nonce,
                                  wire_ApplyOrderResponse *done);

#endif
