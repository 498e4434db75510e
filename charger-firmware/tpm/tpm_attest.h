/**
 * What the application asks of the TPM to sign a receipt (ORDER.md 5). Normal world; platform hierarchy off.
 *
 * Every response is verified in a session salted to the SRK whose Name the boot ROM handed over, and the AK's auth is
 * never sent. Needs `crypto_init` first. Statuses beyond those named are those of tpm_commands.h. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_ATTEST_H_
#define SEALBENCH_TPM_TPM_ATTEST_H_

#include <stdbool.h>

#include "tpm/tpm.h"
#include "tpm/tpm_bond.h"
#include "tpm/tpm_commands.h"

/** What the boot ROM hands over for attestation. */
typedef struct tpm_attest_identity {
  tpm_name_t srk;
  tpm_name_t ak;
  uint8_t ak_auth[kTpmDigestBytes]; /**< KDF(device secret, "ak", ""). Secret. */
} tpm_attest_identity_t;

/** An attestation under way. Holds secrets: end it with `tpm_attest_close`. */
typedef struct tpm_attest {
  tpm_bond_t bond;
  tpm_key_t ak;
} tpm_attest_t;

/**
 * Opens the bond. `identity` must outlive the attestation. kStatusTpmMismatch: another TPM. Closed unless kStatusOk.
 */
MUST_CHECK status_t tpm_attest_open(tpm_attest_t *attest, tpm_t *tpm, const tpm_attest_identity_t *identity);

/** TPM2_Quote over SHA-256 PCR 0, 4 and 7 (5.1). */
MUST_CHECK status_t tpm_attest_quote(tpm_attest_t *attest, const uint8_t qualifying[kTpmDigestBytes],
                                     tpm_attestation_t *out);

/** TPM2_NV_Certify of the customer-lock index (5.1); kStatusLockMismatch unless it is write-locked (5.2). */
MUST_CHECK status_t tpm_attest_lock(tpm_attest_t *attest, const uint8_t qualifying[kTpmDigestBytes],
                                    tpm_attestation_t *out);

/** The rollback counter's value. */
MUST_CHECK status_t tpm_attest_counter(tpm_attest_t *attest, uint64_t *value);

/** kStatusTpmMismatch unless the PUK index has this Name. */
MUST_CHECK status_t tpm_attest_puk_index(tpm_attest_t *attest, const tpm_name_t *expected);

/** Ends the session and wipes. A closed one may be closed again. */
void tpm_attest_close(tpm_attest_t *attest);

/** The TPM's own self-test, for the receipt: kStatusTpmSelfTest if a test failed. */
MUST_CHECK status_t tpm_attest_self_test(tpm_t *tpm);

#endif
