#include "tpm/tpm_bond.h"

#include <string.h>

#include "crypto/crypto.h"
#include "tpm/tpm_commands.h"

/** Reads the SRK and pins it to `srk_name`, or, where that is NULL, to what it is. */
static status_t find_srk(tpm_bond_t *bond, const tpm_name_t *srk_name) {
  tpm_area_t area;
  status_t status = tpm_read_public(bond->tpm, kTpmHandleSrk, &area);
  if (status == kStatusTpmFailure && bond->tpm->last_response_code != kTpmRcFailure) {
    return kStatusTpmMismatch;
  }
  if (status != kStatusOk) {
    return status;
  }
  bond->srk.handle = (uint32_t)kTpmHandleSrk;
  tpm_objects_name(&area, &bond->srk.name);
  if (srk_name != NULL) {
    status = tpm_objects_require_name(&area, srk_name, kStatusTpmMismatch);
  }
  return status == kStatusOk ? tpm_objects_storage_point(&area, bond->srk.point) : status;
}

static status_t open_to(tpm_bond_t *bond, const tpm_name_t *srk_name) {
  status_t status = find_srk(bond, srk_name);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_session_start(bond->tpm, &bond->srk, kTpmSessionHmac, &bond->session);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_check_public(bond->tpm, &bond->session, bond->srk.handle, &bond->srk.name);
  // a chip without the SRK's private half cannot have the session's key, so it finds our HMAC wrong
  return status == kStatusTpmFailure && tpm_session_was_refused(bond->tpm) ? kStatusTpmMismatch : status;
}

static status_t open_bond(tpm_bond_t *bond, tpm_t *tpm, const tpm_name_t *srk_name) {
  memset(bond, 0, sizeof *bond);
  bond->tpm = tpm;
  const status_t status = open_to(bond, srk_name);
  if (status != kStatusOk) {
    tpm_bond_close(bond);
  }
  return status;
}

status_t tpm_bond_open(tpm_bond_t *bond, tpm_t *tpm, const tpm_name_t *srk_name) {
  return srk_name != NULL ? open_bond(bond, tpm, srk_name) : kStatusInternal;
}

status_t tpm_bond_open_any(tpm_bond_t *bond, tpm_t *tpm) { return open_bond(bond, tpm, NULL); }

void tpm_bond_close(tpm_bond_t *bond) {
  if (bond->tpm != NULL) {
    tpm_session_end(bond->tpm, &bond->policy);
    tpm_session_end(bond->tpm, &bond->session);
  }
  crypto_wipe(bond, sizeof *bond);
}
