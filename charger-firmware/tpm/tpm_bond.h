/**
 * A proven conversation with the TPM whose storage root key has a known Name.
 *
 * An HMAC session salted to the SRK: only the TPM that holds that key can compute its HMACs, so every response that
 * verifies in it is that TPM's, and fresh. Needs `crypto_init` first. One bond holds one of the TPM's three
 * loaded sessions, two once something was unsealed. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_BOND_H_
#define SEALBENCH_TPM_TPM_BOND_H_

#include "tpm/tpm.h"
#include "tpm/tpm_session.h"

/** An open bond. Holds a secret: end it with `tpm_bond_close`. */
typedef struct tpm_bond {
  tpm_t *tpm; /**< Not owned; NULL when closed. */
  tpm_salt_key_t srk;
  tpm_session_t session;
  tpm_session_t policy; /**< Salted policy session, opened by its first user and used again: salting is slow. */
} tpm_bond_t;

/**
 * Opens the bond with the TPM whose SRK 0x81000001 has Name `srk_name`, and proves it with a first verified response.
 *
 * kStatusTpmMismatch: another SRK, none, or a TPM that does not own it. kStatusTpmTampered: a response did not verify.
 * kStatusTpmFailure or the transport's status otherwise; the bond is then closed.
 */
MUST_CHECK status_t tpm_bond_open(tpm_bond_t *bond, tpm_t *tpm, const tpm_name_t *srk_name);

/**
 * The same with whatever SRK the TPM presents: protects against a listener only. Its Name is in `bond->srk`.
 */
MUST_CHECK status_t tpm_bond_open_any(tpm_bond_t *bond, tpm_t *tpm);

/** Ends the session and wipes the bond. A closed bond may be closed again. */
void tpm_bond_close(tpm_bond_t *bond);

#endif
