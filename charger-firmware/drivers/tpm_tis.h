/**
 * TPM 2.0 behind the TIS registers of locality 0 (TCG PC Client Platform TPM Profile 1.05, 6).
 *
 * Polling, in bursts as large as the TPM takes them. Not thread-safe.
 */
#ifndef SEALBENCH_DRIVERS_TPM_TIS_H
#define SEALBENCH_DRIVERS_TPM_TIS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** One TPM. */
typedef struct tpm_tis {
  uintptr_t base;
  uint64_t waited_us; /**< In exchanges so far. */
} tpm_tis_t;

/**
 * Sends one command and reads its response; `context` is a `tpm_tis_t`. Fits tpm_transport_t.
 *
 * kStatusTpmAbsent when nothing answers or an answer takes longer than the slowest command of a chip (90 s);
 * kStatusTpmFailure when the response does not fit into `response_capacity` or its size field is wrong.
 */
__attribute__((warn_unused_result)) status_t tpm_tis_exchange(void *context, const uint8_t *command,
                                                              size_t command_bytes, uint8_t *response,
                                                              size_t response_capacity, size_t *response_bytes);

#endif
