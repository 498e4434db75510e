#include "tpm/tpm_attest.h"

#include <string.h>

#include "crypto/crypto.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_nv.h"

status_t tpm_attest_open(tpm_attest_t *attest, tpm_t *tpm, const tpm_attest_identity_t *identity) {
  memset(attest, 0, sizeof *attest);
  attest->ak = (tpm_key_t){.handle = (uint32_t)kTpmHandleAk, .name = identity->ak, .auth = identity->ak_auth};
  const status_t status = tpm_bond_open(&attest->bond, tpm, &identity->srk);
  if (status != kStatusOk) {
    tpm_attest_close(attest);
  }
  return status;
}

void tpm_attest_close(tpm_attest_t *attest) {
  tpm_bond_close(&attest->bond);
  crypto_wipe(attest, sizeof *attest);
}

static tpm_signing_t signing_of(const tpm_attest_t *attest, const uint8_t qualifying[kTpmDigestBytes]) {
  tpm_signing_t signing = {.key = &attest->ak};
  memcpy(signing.qualifying, qualifying, sizeof signing.qualifying);
  return signing;
}

status_t tpm_attest_quote(tpm_attest_t *attest, const uint8_t qualifying[kTpmDigestBytes], tpm_attestation_t *out) {
  const tpm_signing_t signing = signing_of(attest, qualifying);
  return tpm_quote(attest->bond.tpm, &attest->bond.session, &signing, out);
}

status_t tpm_attest_lock(tpm_attest_t *attest, const uint8_t qualifying[kTpmDigestBytes], tpm_attestation_t *out) {
  const tpm_signing_t signing = signing_of(attest, qualifying);
  tpm_nv_index_t index;
  tpm_nv_lock_index(kTpmNvWritten | kTpmNvWriteLocked, &index);
  const status_t status = tpm_nv_certify(attest->bond.tpm, &attest->bond.session, &signing, &index, out);
  const bool refused = status == kStatusTpmFailure && tpm_session_was_refused(attest->bond.tpm);
  return refused ? kStatusLockMismatch : status;
}

status_t tpm_attest_counter(tpm_attest_t *attest, uint64_t *value) {
  return tpm_boot_read_counter(&attest->bond, value);
}

status_t tpm_attest_puk_index(tpm_attest_t *attest, const tpm_name_t *expected) {
  const tpm_nv_index_t index = {.handle = kTpmHandlePukIndex, .name = *expected};
  const status_t status = tpm_nv_check_public(attest->bond.tpm, &attest->bond.session, &index);
  return status == kStatusTpmFailure && tpm_session_was_refused(attest->bond.tpm) ? kStatusTpmMismatch : status;
}

status_t tpm_attest_self_test(tpm_t *tpm) {
  const status_t status = tpm_self_test(tpm);
  return status == kStatusOk ? tpm_get_test_result(tpm) : status;
}
