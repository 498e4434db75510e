/**
 * What the boot ROM hands to the application: identity, credentials, derived keys, a seed. Lies at MAP_HANDOVER in RAM;
 * the application copies it and wipes the original before it does anything else.
 *
 * Everything secret is in `secrets`. Built together with the application's headers: `version` and `size_bytes` must be
 * equal on both sides, else the application does not start.
 */
#ifndef SEALBENCH_APP_HANDOVER_H
#define SEALBENCH_APP_HANDOVER_H

#include <stdint.h>

#include "image/image.h"
#include "provision/hello.h"
#include "tpm/tpm.h"

static const uint32_t kHandoverMagic = 0x48424c53;  // "SLBH"
enum { kHandoverVersion = 4, kHandoverCredentials = 4, kHandoverValueBytes = 64, kHandoverSeedBytes = 64 };

/** One credential's value; empty when it is not handed over (the PUK in LOCKED). */
typedef struct handover_credential {
  uint32_t bytes;
  uint8_t value[kHandoverValueBytes];
} handover_credential_t;

/** What the application must keep to itself. */
typedef struct handover_secrets {
  handover_credential_t credentials[kHandoverCredentials]; /**< Web, PUK (TRIAL only), access point, OCPP. */
  uint8_t proof_key[32];                                   /**< ORDER.md 3.3 and 5.3. */
  uint8_t ak_auth[32];
  uint8_t device_key_auth[32];
  uint8_t seed[kHandoverSeedBytes]; /**< For the application's own generator. */
} handover_secrets_t;

typedef struct handover {
  uint32_t magic;
  uint32_t version;
  uint32_t size_bytes; /**< Of this struct. */
  uint32_t slot;       /**< Which image runs: 0 A, 1 B. */
  uint64_t reset_us;   /**< The core's timer and the real-time clock as the ROM found them. */
  uint32_t reset_rtc_s;
  hello_facts_t facts;
  image_unit_t unit;  /**< What an update is held against. */
  image_info_t image; /**< The running image. */
  uint64_t rollback_counter;
  tpm_name_t srk;
  tpm_name_t ak;
  tpm_name_t credentials[kHandoverCredentials];
  tpm_name_t puk_index;
  handover_secrets_t secrets;
} handover_t;

#endif
