/**
 * What executing an order and Activate ask of the TPM (ORDER.md 4.4, 4.6 d to f). BLANK only, platform hierarchy on.
 *
 * An order runs as: `tpm_provision_open` (step d), `tpm_provision_activate` (end of step e), `tpm_provision_apply`
 * (step f after the envelope is in flash), `tpm_provision_close`. Only `apply` changes anything that outlives a reset,
 * and it may be run again after a cut anywhere in it, with one limit: once the endorsement auth is set, the EK no
 * longer opens, `open` answers kStatusOrderTpm, and the way on is ResetTpm. Not thread-safe.
 */
#ifndef SEALBENCH_TPM_TPM_PROVISION_H_
#define SEALBENCH_TPM_TPM_PROVISION_H_

#include "tpm/tpm.h"
#include "tpm/tpm_bond.h"
#include "tpm/tpm_codec.h"
#include "tpm/tpm_commands.h"

/** The Names that the order binds. */
typedef struct tpm_binding {
  tpm_name_t ek;
  tpm_name_t srk;
  tpm_name_t ak;
  tpm_name_t credentials[4]; /**< 0x81008001 to 04, in this order. */
  tpm_name_t puk_index;
} tpm_binding_t;

/** An order under way on the TPM. Holds a session's secret: end it with `tpm_provision_close`. */
typedef struct tpm_provision {
  tpm_bond_t bond;
  tpm_key_t ek;
} tpm_provision_t;

/**
 * Flushes whatever the station left loaded, opens the bond with the order's SRK, recreates the EK inside it, and
 * proves that EK, SRK, AK, credentials and PUK index have the order's Names.
 *
 * kStatusOrderTpm: one is absent or another, or the endorsement auth is not empty. Else as tpm_commands.h. `provision`
 * is closed unless kStatusOk.
 */
MUST_CHECK status_t tpm_provision_open(tpm_provision_t *provision, tpm_t *tpm, const tpm_binding_t *binding);

/**
 * Opens the order's activation with EK and SRK, the result encrypted on the bus. `credential_blob` and
 * `encrypted_secret` with their two-octet sizes. `secret` (32 octets, the device secret) is the caller's to wipe.
 * kStatusOrderActivation: they do not open on this TPM, or hold no 32 octets.
 */
MUST_CHECK status_t tpm_provision_activate(tpm_provision_t *provision, tpm_span_t credential_blob,
                                           tpm_span_t encrypted_secret, uint8_t secret[32]);

/** What an order leaves in the TPM. */
typedef struct tpm_provision_order {
  uint8_t lock_content[kTpmDigestBytes];     /**< IMAGE.md 4.4. */
  uint8_t endorsement_auth[kTpmDigestBytes]; /**< ORDER.md 3.3. The caller wipes it. */
} tpm_provision_order_t;

/**
 * Step f: counter defined if absent and incremented if never written; lock index defined if absent, and written;
 * endorsement auth set, last. Every response verified. `counter` receives c0.
 *
 * kStatusAlreadyLocked: the lock index is write-locked. kStatusLockMismatch: an index is there with another public
 * area than ORDER.md 4.
 */
MUST_CHECK status_t tpm_provision_apply(tpm_provision_t *provision, const tpm_provision_order_t *order,
                                        uint64_t *counter);

/** Flushes EK and session, wipes. A closed one may be closed again. */
void tpm_provision_close(tpm_provision_t *provision);

/**
 * ORDER.md 4.4, `Activate`: proof = SHA-256("challenge" || secret) of a 32-octet secret, for whatever SRK is there.
 * kStatusTpmMismatch: no SRK. kStatusTpmFailure: the blob does not open, kStatusBadRequest: its sizes do not fit.
 * Needs one free transient slot and two free session slots; leaves the station's objects alone.
 */
MUST_CHECK status_t tpm_provision_challenge(tpm_t *tpm, tpm_span_t credential_blob, tpm_span_t encrypted_secret,
                                            uint8_t proof[32]);

#endif
