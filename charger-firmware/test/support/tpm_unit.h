/**
 * One charger's TPM for tests: provisioned by test/support/tpm-station (tpm2-tools) as the station would, with the
 * values that boot ROM and order need, and a transport between our code and the chip that can misbehave.
 *
 * The state is made once per program; each test works on a copy. Not thread-safe.
 */
#ifndef SEALBENCH_TEST_SUPPORT_TPM_UNIT_H_
#define SEALBENCH_TEST_SUPPORT_TPM_UNIT_H_

#include <stdbool.h>

#include "test/support/swtpm.h"
#include "tpm/tpm.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_provision.h"

/** What the transport does to command number `at` (0 is the first after `tpm_unit_power_on`). */
typedef enum tpm_unit_fault {
  kTpmUnitNoFault,
  kTpmUnitCutBefore, /**< Power is lost before the command reaches the chip, and stays away. */
  kTpmUnitCutAfter,  /**< The chip executes it, its response and all after it are lost. */
  kTpmUnitFlipBit,   /**< Bit `bit` of the response is inverted; beyond the response's end: of its last octet. */
  kTpmUnitTruncate,  /**< The response ends after `bit` octets, its size field telling so. */
  kTpmUnitAppend,    /**< The response has one more octet, its size field telling so. */
  kTpmUnitReplay,    /**< The previous response is given instead; the command does not reach the chip. */
  kTpmUnitPretend,   /**< A success without content is given; the command does not reach the chip. */
} tpm_unit_fault_t;

/** What one provisioning made, the same for every copy. */
typedef struct tpm_unit_made {
  char kept[kSwtpmPathBytes];
  tpm_binding_t binding;
  uint8_t device_secret[32];
  uint8_t credential_auth[4][32];
  uint8_t ak_auth[32];
  uint8_t value[4][24];
  size_t value_bytes[4];
  uint8_t id_object[256];
  size_t id_object_bytes;
  uint8_t encrypted_secret[256];
  size_t encrypted_secret_bytes;
  uint8_t rom_digest[32], factory_digest[32], image_digest[32], authority_digest[32];
  uint8_t pcr_0[32], pcr_4[32], pcr_7[32]; /**< Loader phase. */
} tpm_unit_made_t;

/** A copy, powered on, and its transport. */
typedef struct tpm_unit {
  swtpm_t chip;
  tpm_t tpm;
  tpm_transport_t relay;
  tpm_transport_t wire;
  tpm_unit_fault_t fault;
  unsigned at;
  unsigned bit;
  unsigned commands; /**< Sent since `tpm_unit_power_on`. */
  bool lost;         /**< After a cut. */
  bool hit_sessions; /**< The response that was changed had sessions. */
  uint8_t previous[kTpmBufferBytes];
  size_t previous_bytes;
  uint8_t traffic[65536]; /**< What a probe on the bus saw since `tpm_unit_power_on`, both ways. */
  size_t traffic_bytes;
} tpm_unit_t;

/** Provisions a new chip; `made->kept` is removed by `tpm_unit_unmake`. Seeds the generator. */
void tpm_unit_make(tpm_unit_made_t *made);
void tpm_unit_unmake(const tpm_unit_made_t *made);

/** Starts a copy; no fault. TPM2_Startup has to follow. */
void tpm_unit_start(tpm_unit_t *unit, const tpm_unit_made_t *made);

/** Runs the station's part again on a running chip that `tpm_boot_reset` emptied; `made` receives what is new. */
void tpm_unit_rekey(tpm_unit_t *unit, tpm_unit_made_t *made);

/** Power cycle; the fault is cleared. */
void tpm_unit_power_on(tpm_unit_t *unit);

/** The next commands go through `fault`. */
void tpm_unit_inject(tpm_unit_t *unit, tpm_unit_fault_t fault, unsigned at, unsigned bit);

/** Whether a probe on the bus saw these octets since `tpm_unit_power_on`. */
bool tpm_unit_was_seen(const tpm_unit_t *unit, const uint8_t *octets, size_t size_bytes);

/** Stops and removes the copy. */
void tpm_unit_stop(tpm_unit_t *unit);

/** The boot's extends up to the loader phase, inside the bond. */
MUST_CHECK status_t tpm_unit_measure(tpm_bond_t *bond, const tpm_unit_made_t *made);

/** What opens credential `number` (1 to 4) of the unit. */
tpm_boot_credential_t tpm_unit_credential(const tpm_unit_made_t *made, unsigned number);

/** `tpm_boot_start`, `tpm_provision_open`, `_activate`, `_apply`, `_close`, with `lock_content` all of one octet. */
MUST_CHECK status_t tpm_unit_order(tpm_unit_t *unit, const tpm_unit_made_t *made, uint8_t lock_octet,
                                   uint64_t *counter);

#endif
