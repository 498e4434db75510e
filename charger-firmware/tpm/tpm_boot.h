/**
 * What the boot ROM asks of the TPM between reset and the application (design: boot ROM, ORDER.md 4.7).
 *
 * Order of use. All states: `tpm_boot_start`. BLANK: `tpm_boot_extend_blank`. TRIAL and LOCKED: `tpm_boot_open`, then
 * all else inside that bond, `tpm_boot_close_platform` last, then `tpm_bond_close`. Between start and open the caller
 * seeds the generator (`tpm_get_random` helps, `crypto_init`). Statuses beyond those named are those of
 * tpm_commands.h: kStatusTpmFailure, kStatusTpmTampered, the transport's. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_BOOT_H_
#define SEALBENCH_TPM_TPM_BOOT_H_

#include <stdbool.h>

#include "base/hardened.h"
#include "tpm/tpm.h"
#include "tpm/tpm_bond.h"
#include "tpm/tpm_codec.h"

enum { kTpmBootRaiseMax = 64 /**< Furthest that one boot raises the counter, as IMAGE.md bounds a jump. */ };

/** What opens one credential. */
typedef struct tpm_boot_credential {
  unsigned number;               /**< 1 to 4, as in ORDER.md 3.3. */
  tpm_name_t name;               /**< From OTP. */
  uint8_t auth[kTpmDigestBytes]; /**< KDF(device secret, "cred", number). The caller wipes it. */
} tpm_boot_credential_t;

/**
 * Startup(CLEAR), self-test, PCR 0, 4 and 7 must be zero.
 *
 * kStatusTpmDirty: someone started the TPM, or extended a PCR, before us. kStatusTpmSelfTest: a test failed.
 * kStatusTpmFailure: failure mode, or any other refusal. Not authentic: `tpm_boot_open` looks again.
 */
MUST_CHECK status_t tpm_boot_start(tpm_t *tpm);

/** Extends a PCR outside any session: BLANK only, where no SRK is known yet. */
MUST_CHECK status_t tpm_boot_extend_blank(tpm_t *tpm, uint32_t pcr, const uint8_t digest[kTpmDigestBytes]);

/**
 * Opens the bond and looks, authentically, whether PCR 0, 4 and 7 are zero still. Nothing may be extended before it.
 * kStatusTpmDirty if not; kStatusTpmMismatch: not the TPM of `srk_name`. The bond is closed unless kStatusOk.
 */
MUST_CHECK status_t tpm_boot_open(tpm_bond_t *bond, tpm_t *tpm, const tpm_name_t *srk_name);

/** Extends a PCR; kStatusOk only if that TPM did it. */
MUST_CHECK status_t tpm_boot_extend(tpm_bond_t *bond, uint32_t pcr, const uint8_t digest[kTpmDigestBytes]);

/**
 * Compares the customer-lock index with `expected` (IMAGE.md 4.4) and says in `locked` whether it is write-locked.
 * kStatusLockMismatch: absent, other attributes or other content; `locked` is then kHardenedNo.
 */
MUST_CHECK status_t tpm_boot_read_lock(tpm_bond_t *bond, const uint8_t expected[kTpmDigestBytes], hardened_t *locked);

/**
 * Locks the index for good, if it holds `expected`, and reads back that it is locked. An index found locked with
 * `expected` is success. kStatusLockMismatch as `tpm_boot_read_lock`. Needs the platform hierarchy.
 */
MUST_CHECK status_t tpm_boot_confirm(tpm_bond_t *bond, const uint8_t expected[kTpmDigestBytes]);

/** Reads the rollback counter. kStatusTpmMismatch: absent, never written, or other attributes. */
MUST_CHECK status_t tpm_boot_read_counter(tpm_bond_t *bond, uint64_t *value);

/**
 * Raises the rollback counter to `target` and reads back that it is there; nothing to do if it is there already.
 * kStatusImageJump: more than kTpmBootRaiseMax steps; nothing changed. A cut leaves it in between: do it again.
 */
MUST_CHECK status_t tpm_boot_raise_counter(tpm_bond_t *bond, uint64_t target);

/**
 * Appends the value of one credential to `value`, through a salted and encrypted policy session. Works in the loader
 * phase of PCR 0 and 7 only (ORDER.md 4.1). kStatusNoCredentials: the TPM does not open it: another object, other PCR
 * values or another auth.
 */
MUST_CHECK status_t tpm_boot_unseal(tpm_bond_t *bond, const tpm_boot_credential_t *credential, tpm_writer_t *value);

/** Switches the platform hierarchy off until the next reset. */
MUST_CHECK status_t tpm_boot_close_platform(tpm_bond_t *bond);

/**
 * ORDER.md 4.5, for ResetTpm and Revert: TPM2_Clear by platform, whatever ClearControl says. In `bond`, authentically;
 * where no bond can be opened (`bond` NULL), without. Safe to run again. Afterwards the SRK is gone: close the bond.
 */
MUST_CHECK status_t tpm_boot_reset(tpm_t *tpm, tpm_bond_t *bond);

#endif
