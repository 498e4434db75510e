/**
 * Which raw TPM commands the station may send through the charger. PROTOCOL.md 7.1 to 7.3. Pure.
 */
#ifndef SEALBENCH_PROVISION_TPM_FILTER_H
#define SEALBENCH_PROVISION_TPM_FILTER_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** PROTOCOL.md 7.1: most octets of a command and of a response. */
enum { kTpmFilterMaxBytes = 1024 };

/** kStatusOk when `command` may go to the TPM; kStatusTpmCommandRefused for all that is not on the list. */
MUST_CHECK status_t tpm_filter_check(const uint8_t *command, size_t bytes);

#endif
