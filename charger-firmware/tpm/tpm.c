#include "tpm/tpm.h"

#include <stdbool.h>
#include <string.h>

#include "tpm/tpm_codec.h"

enum { kHeaderBytes = 10, kTagNoSessions = 0x8001 };

void tpm_init(tpm_t *tpm, const tpm_transport_t *transport) {
  memset(tpm, 0, sizeof *tpm);
  tpm->transport = transport;
}

status_t tpm_told_as(const tpm_t *tpm, status_t status, status_t refusal) {
  const bool refused = status == kStatusTpmFailure && tpm->last_response_code != kTpmRcFailure;
  return refused || status == kStatusTpmMismatch ? refusal : status;
}

static bool asks_for_patience(uint32_t response_code) {
  return response_code == kTpmRcRetry || response_code == kTpmRcYielded || response_code == kTpmRcTesting ||
         response_code == kTpmRcNvRate;
}

static status_t exchange_once(tpm_t *tpm, size_t command_bytes) {
  const tpm_transport_t *transport = tpm->transport;
  tpm->response_bytes = 0;
  const status_t status = transport->exchange(transport->context, tpm->command, command_bytes, tpm->response,
                                              sizeof tpm->response, &tpm->response_bytes);
  if (status != kStatusOk) {
    return status;
  }
  if (tpm->response_bytes < kHeaderBytes || tpm->response_bytes > sizeof tpm->response) {
    return kStatusTpmTampered;
  }
  tpm_reader_t reader = tpm_reader_over(tpm->response, tpm->response_bytes);
  const uint16_t tag = tpm_read_u16(&reader);
  const uint32_t size_bytes = tpm_read_u32(&reader);
  const uint32_t response_code = tpm_read_u32(&reader);
  if (size_bytes != tpm->response_bytes) {
    return kStatusTpmTampered;
  }
  tpm->last_response_code = response_code;
  if (response_code != kTpmRcSuccess) {
    // Part 1, 18.4: an error response has no session area and nothing after the code
    return tag == kTagNoSessions && size_bytes == kHeaderBytes ? kStatusTpmFailure : kStatusTpmTampered;
  }
  return tag == (tpm->command[0] << 8 | tpm->command[1]) ? kStatusOk : kStatusTpmTampered;
}

status_t tpm_exchange(tpm_t *tpm, size_t command_bytes) {
  if (command_bytes < kHeaderBytes || command_bytes > sizeof tpm->command) {
    return kStatusInternal;
  }
  for (unsigned attempt = 1;; ++attempt) {
    const status_t status = exchange_once(tpm, command_bytes);
    const bool patience = status == kStatusTpmFailure && asks_for_patience(tpm->last_response_code);
    if (!patience || attempt >= kTpmTriesMax) {
      return status;
    }
    if (tpm->transport->pause != NULL) {
      tpm->transport->pause(tpm->transport->context, kTpmPauseMs);
    }
  }
}
