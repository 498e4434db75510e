#include "tpm/tpm_provision.h"

#include <string.h>

#include "base/hardened.h"
#include "crypto/crypto.h"
#include "tpm/tpm_nv.h"

/**
 * No other persistent object may be the AK: a primary key's Name does not depend on its authValue, so whoever had the
 * line before the hierarchies were closed could have kept a second one that signs without any.
 */
static status_t check_single_ak(tpm_t *tpm, const tpm_name_t *ak) {
  uint32_t first = (uint32_t)kTpmHandleFirstPersistent;
  for (;;) {
    tpm_handles_t found;
    const status_t status = tpm_list_handles(tpm, first, &found);
    if (status != kStatusOk || found.count == 0) {
      return status;
    }
    for (uint32_t i = 0; i < found.count; ++i) {
      tpm_area_t area;
      const uint32_t handle = found.handles[i];
      if (handle < first) {
        return kStatusTpmTampered;  // the list must go forward, else it never ends
      }
      first = handle + 1;
      if (handle == (uint32_t)kTpmHandleAk) {
        continue;
      }
      const status_t read = tpm_read_public(tpm, handle, &area);
      if (read != kStatusOk) {
        return read;
      }
      if (tpm_objects_require_name(&area, ak, kStatusOrderTpm) == kStatusOk) {
        return kStatusOrderTpm;
      }
    }
  }
}

static status_t check_objects(tpm_bond_t *bond, const tpm_binding_t *binding) {
  tpm_t *tpm = bond->tpm;
  status_t status = tpm_check_public(tpm, &bond->session, (uint32_t)kTpmHandleAk, &binding->ak);
  for (uint32_t i = 0; i < 4 && status == kStatusOk; ++i) {
    status = tpm_check_public(tpm, &bond->session, (uint32_t)kTpmHandleCredential1 + i, &binding->credentials[i]);
  }
  if (status != kStatusOk) {
    return status;
  }
  const tpm_nv_index_t puk = {.handle = kTpmHandlePukIndex, .name = binding->puk_index};
  status = tpm_nv_check_public(tpm, &bond->session, &puk);
  return status == kStatusOk ? check_single_ak(tpm, &binding->ak) : status;
}

static status_t check_ek(tpm_provision_t *provision, const tpm_name_t *expected) {
  const status_t status = tpm_create_ek(provision->bond.tpm, &provision->bond.session, &provision->ek);
  if (status != kStatusOk) {
    return status;
  }
  const hardened_t same = hardened_equal(provision->ek.name.bytes, expected->bytes, sizeof expected->bytes);
  return hardened_require(same, kStatusOrderTpm);
}

static status_t open_bound(tpm_provision_t *provision, tpm_t *tpm, const tpm_binding_t *binding) {
  status_t status = tpm_bond_open(&provision->bond, tpm, &binding->srk);
  if (status == kStatusOk) {
    status = check_objects(&provision->bond, binding);
  }
  return status == kStatusOk ? check_ek(provision, &binding->ek) : status;
}

status_t tpm_provision_open(tpm_provision_t *provision, tpm_t *tpm, const tpm_binding_t *binding) {
  memset(provision, 0, sizeof *provision);
  tpm_flush_all(tpm);
  status_t status = open_bound(provision, tpm, binding);
  status = tpm_told_as(tpm, status, kStatusOrderTpm);
  if (status != kStatusOk) {
    tpm_provision_close(provision);
  }
  return status;
}

void tpm_provision_close(tpm_provision_t *provision) {
  if (provision->bond.tpm != NULL && provision->ek.handle != 0) {
    tpm_flush(provision->bond.tpm, provision->ek.handle);
  }
  tpm_bond_close(&provision->bond);
  crypto_wipe(provision, sizeof *provision);
}

/** ORDER.md 4.4: PolicySecret(endorsement), then the activation for the SRK. */
static status_t activate(tpm_provision_t *provision, tpm_span_t credential_blob, tpm_span_t encrypted_secret,
                         uint8_t secret[32]) {
  tpm_bond_t *bond = &provision->bond;
  const tpm_key_t srk = {.handle = bond->srk.handle, .name = bond->srk.name};
  const tpm_activation_t activation = {
      .object = &srk, .ek = &provision->ek, .credential_blob = credential_blob, .encrypted_secret = encrypted_secret};
  tpm_session_t ek_policy;
  status_t status = tpm_session_start(bond->tpm, NULL, kTpmSessionPolicy, &ek_policy);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_policy_secret_endorsement(bond->tpm, &ek_policy);
  if (status == kStatusOk) {
    tpm_session_t *sessions[2] = {&bond->session, &ek_policy};
    status = tpm_activate_credential(bond->tpm, &activation, sessions, secret);
  }
  tpm_session_end(bond->tpm, &ek_policy);
  return status;
}

status_t tpm_provision_activate(tpm_provision_t *provision, tpm_span_t credential_blob, tpm_span_t encrypted_secret,
                                uint8_t secret[32]) {
  const status_t status = activate(provision, credential_blob, encrypted_secret, secret);
  return status == kStatusBadRequest ? kStatusOrderActivation
                                     : tpm_told_as(provision->bond.tpm, status, kStatusOrderActivation);
}

status_t tpm_provision_challenge(tpm_t *tpm, tpm_span_t credential_blob, tpm_span_t encrypted_secret,
                                 uint8_t proof[32]) {
  static const char kLabel[] = {'c', 'h', 'a', 'l', 'l', 'e', 'n', 'g', 'e'};
  tpm_provision_t provision = {0};
  uint8_t labelled[sizeof kLabel + 32];
  status_t status = tpm_bond_open_any(&provision.bond, tpm);
  if (status == kStatusOk) {
    status = tpm_create_ek(tpm, &provision.bond.session, &provision.ek);
  }
  if (status == kStatusOk) {
    memcpy(labelled, kLabel, sizeof kLabel);
    status = activate(&provision, credential_blob, encrypted_secret, labelled + sizeof kLabel);
  }
  if (status == kStatusOk) {
    crypto_sha256(labelled, sizeof labelled, proof);
  }
  crypto_wipe(labelled, sizeof labelled);
  tpm_provision_close(&provision);
  return status;
}

/** An index of ORDER.md 4 as it may be found: which states its public area may show. */
typedef struct index_kind {
  uint32_t handle;
  void (*area)(uint32_t state, tpm_area_t *out);
} index_kind_t;

static const index_kind_t kLockIndex = {kTpmHandleLockIndex, tpm_objects_lock_index};
static const index_kind_t kCounterIndex = {kTpmHandleCounterIndex, tpm_objects_counter_index};

/**
 * Makes the index if it is absent, and says in which state it is. The state is only claimed: the Name in the next
 * command's HMAC proves it.
 */
static status_t ensure_index(tpm_bond_t *bond, const index_kind_t *kind, uint32_t *state) {
  static const uint32_t kStates[] = {0, kTpmNvWritten, kTpmNvWritten | kTpmNvWriteLocked};
  tpm_area_t area;
  tpm_area_t found;
  const status_t status = tpm_nv_read_public(bond->tpm, kind->handle, &found);
  if (status == kStatusTpmFailure && bond->tpm->last_response_code == kTpmRcHandle1) {
    kind->area(0, &area);
    *state = 0;
    return tpm_nv_define(bond->tpm, &bond->session, &area);
  }
  if (status != kStatusOk) {
    return status == kStatusTpmMismatch ? kStatusLockMismatch : status;
  }
  for (size_t i = 0; i < sizeof kStates / sizeof kStates[0]; ++i) {
    kind->area(kStates[i], &area);
    if (area.size_bytes == found.size_bytes && memcmp(area.octets, found.octets, found.size_bytes) == 0) {
      *state = kStates[i];
      return kStatusOk;
    }
  }
  return kStatusLockMismatch;
}

static status_t apply_counter(tpm_bond_t *bond, uint64_t *counter) {
  uint32_t state = 0;
  tpm_nv_index_t index;
  status_t status = ensure_index(bond, &kCounterIndex, &state);
  if (status != kStatusOk) {
    return status;
  }
  tpm_nv_counter_index(state, &index);
  if ((state & kTpmNvWritten) == 0) {
    status = tpm_nv_increment(bond->tpm, &bond->session, &index);
    if (status != kStatusOk) {
      return status;
    }
  }
  return tpm_nv_read_counter(bond->tpm, &bond->session, counter);
}

static status_t apply_lock(tpm_bond_t *bond, const uint8_t content[kTpmDigestBytes]) {
  uint32_t state = 0;
  tpm_nv_index_t index;
  status_t status = ensure_index(bond, &kLockIndex, &state);
  if (status != kStatusOk) {
    return status;
  }
  if ((state & kTpmNvWriteLocked) != 0) {
    return kStatusAlreadyLocked;
  }
  tpm_nv_lock_index(state, &index);
  status = tpm_nv_write(bond->tpm, &bond->session, &index, content);
  if (status != kStatusOk) {
    return status;
  }
  uint8_t written[kTpmObjectsLockBytes];
  tpm_nv_lock_index(kTpmNvWritten, &index);
  status = tpm_nv_read(bond->tpm, &bond->session, &index, written);
  if (status != kStatusOk) {
    return status;
  }
  return hardened_require(hardened_equal(written, content, sizeof written), kStatusLockMismatch);
}

status_t tpm_provision_apply(tpm_provision_t *provision, const tpm_provision_order_t *order, uint64_t *counter) {
  tpm_bond_t *bond = &provision->bond;
  status_t status = apply_counter(bond, counter);
  if (status != kStatusOk) {
    return status;
  }
  status = apply_lock(bond, order->lock_content);
  if (status != kStatusOk) {
    return status;
  }
  return tpm_set_endorsement_auth(bond->tpm, &bond->session, order->endorsement_auth);
}
