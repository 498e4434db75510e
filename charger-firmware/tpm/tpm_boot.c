#include "tpm/tpm_boot.h"

#include <string.h>

#include "crypto/crypto.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_nv.h"

static const uint32_t kMeasuredPcrs[] = {kTpmPcrRom, kTpmPcrImage, kTpmPcrAuthority};

/** kStatusTpmDirty unless all PCRs that the boot extends are zero. */
static status_t require_zero_pcrs(tpm_t *tpm, tpm_session_t *session) {
  static const uint8_t kZero[kTpmDigestBytes] = {0};
  for (size_t i = 0; i < sizeof kMeasuredPcrs / sizeof kMeasuredPcrs[0]; ++i) {
    uint8_t value[kTpmDigestBytes];
    status_t status = tpm_pcr_read(tpm, session, kMeasuredPcrs[i], value);
    if (status == kStatusOk) {
      status = hardened_require(hardened_equal(value, kZero, sizeof value), kStatusTpmDirty);
    }
    if (status != kStatusOk) {
      return status;
    }
  }
  return kStatusOk;
}

status_t tpm_boot_start(tpm_t *tpm) {
  status_t status = tpm_startup(tpm);
  if (status != kStatusOk) {
    const bool started = status == kStatusTpmFailure && tpm->last_response_code == kTpmRcInitialize;
    return started ? kStatusTpmDirty : status;
  }
  status = tpm_self_test(tpm);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_get_test_result(tpm);
  return status == kStatusOk ? require_zero_pcrs(tpm, NULL) : status;
}

status_t tpm_boot_extend_blank(tpm_t *tpm, uint32_t pcr, const uint8_t digest[kTpmDigestBytes]) {
  return tpm_pcr_extend(tpm, NULL, pcr, digest);
}

status_t tpm_boot_open(tpm_bond_t *bond, tpm_t *tpm, const tpm_name_t *srk_name) {
  status_t status = tpm_bond_open(bond, tpm, srk_name);
  if (status != kStatusOk) {
    return status;
  }
  status = require_zero_pcrs(tpm, &bond->session);
  if (status != kStatusOk) {
    tpm_bond_close(bond);
  }
  return status;
}

status_t tpm_boot_extend(tpm_bond_t *bond, uint32_t pcr, const uint8_t digest[kTpmDigestBytes]) {
  return tpm_pcr_extend(bond->tpm, &bond->session, pcr, digest);
}

/** The state bits as the index's public area claims them; the Name in the next HMAC proves them or not. */
static status_t claimed_state(tpm_bond_t *bond, uint32_t *state) {
  static const uint32_t kStates[] = {kTpmNvWritten, kTpmNvWritten | kTpmNvWriteLocked};
  tpm_area_t found;
  const status_t status = tpm_nv_read_public(bond->tpm, kTpmHandleLockIndex, &found);
  if (status != kStatusOk) {
    return status;
  }
  for (size_t i = 0; i < sizeof kStates / sizeof kStates[0]; ++i) {
    tpm_area_t allowed;
    tpm_objects_lock_index(kStates[i], &allowed);
    if (allowed.size_bytes == found.size_bytes && memcmp(allowed.octets, found.octets, found.size_bytes) == 0) {
      *state = kStates[i];
      return kStatusOk;
    }
  }
  return kStatusTpmMismatch;
}

status_t tpm_boot_read_lock(tpm_bond_t *bond, const uint8_t expected[kTpmDigestBytes], hardened_t *locked) {
  *locked = kHardenedNo;
  uint32_t state = 0;
  status_t status = claimed_state(bond, &state);
  if (status != kStatusOk) {
    return tpm_told_as(bond->tpm, status, kStatusLockMismatch);
  }
  tpm_nv_index_t index;
  uint8_t content[kTpmObjectsLockBytes];
  tpm_nv_lock_index(state, &index);
  status = tpm_nv_read(bond->tpm, &bond->session, &index, content);
  if (status != kStatusOk) {
    return tpm_told_as(bond->tpm, status, kStatusLockMismatch);
  }
  status = hardened_require(hardened_equal(content, expected, sizeof content), kStatusLockMismatch);
  if (status == kStatusOk) {
    *locked = hardened_same_word(state, kTpmNvWritten | kTpmNvWriteLocked);
  }
  return status;
}

status_t tpm_boot_confirm(tpm_bond_t *bond, const uint8_t expected[kTpmDigestBytes]) {
  hardened_t locked = kHardenedNo;
  status_t status = tpm_boot_read_lock(bond, expected, &locked);
  if (status != kStatusOk || locked == kHardenedYes) {
    return status;
  }
  tpm_nv_index_t index;
  tpm_nv_lock_index(kTpmNvWritten, &index);
  status = tpm_nv_write_lock(bond->tpm, &bond->session, &index);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_boot_read_lock(bond, expected, &locked);
  return status == kStatusOk ? hardened_require(locked, kStatusLockMismatch) : status;
}

status_t tpm_boot_read_counter(tpm_bond_t *bond, uint64_t *value) {
  const status_t status = tpm_nv_read_counter(bond->tpm, &bond->session, value);
  return tpm_told_as(bond->tpm, status, kStatusTpmMismatch);
}

status_t tpm_boot_raise_counter(tpm_bond_t *bond, uint64_t target) {
  uint64_t value = 0;
  status_t status = tpm_boot_read_counter(bond, &value);
  if (status != kStatusOk || value >= target) {
    return status;
  }
  if (target - value > kTpmBootRaiseMax) {
    return kStatusImageJump;
  }
  tpm_nv_index_t index;
  tpm_nv_counter_index(kTpmNvWritten, &index);
  for (uint64_t step = target - value; step != 0; --step) {
    status = tpm_nv_increment(bond->tpm, &bond->session, &index);
    if (status != kStatusOk) {
      return status;
    }
  }
  status = tpm_boot_read_counter(bond, &value);
  return status == kStatusOk && value != target ? kStatusTpmMismatch : status;
}

/** Fulfils ORDER.md 4.1 and unseals. The policy session is as new again afterwards, unless it failed. */
static status_t unseal_by_policy(tpm_bond_t *bond, const tpm_key_t *item, tpm_writer_t *value) {
  status_t status = kStatusOk;
  if (bond->policy.handle == 0) {
    status = tpm_session_start(bond->tpm, &bond->srk, kTpmSessionPolicy, &bond->policy);
  }
  if (status == kStatusOk) {
    status = tpm_policy_pcr(bond->tpm, &bond->policy, kTpmPcrMaskCredential);
  }
  if (status == kStatusOk) {
    status = tpm_policy_auth_value(bond->tpm, &bond->policy);
  }
  return status == kStatusOk ? tpm_unseal(bond->tpm, &bond->policy, item, value) : status;
}

status_t tpm_boot_unseal(tpm_bond_t *bond, const tpm_boot_credential_t *credential, tpm_writer_t *value) {
  if (credential->number < 1 || credential->number > 4) {
    return kStatusInternal;
  }
  const tpm_key_t item = {
      .handle = (uint32_t)kTpmHandleCredential1 + credential->number - 1,
      .name = credential->name,
      .auth = credential->auth,
  };
  const status_t status = unseal_by_policy(bond, &item, value);
  if (status != kStatusOk) {
    tpm_session_end(bond->tpm, &bond->policy);  // it holds a half-made policy
  }
  return tpm_told_as(bond->tpm, status, kStatusNoCredentials);
}

status_t tpm_boot_close_platform(tpm_bond_t *bond) { return tpm_disable_platform(bond->tpm, &bond->session); }

status_t tpm_boot_reset(tpm_t *tpm, tpm_bond_t *bond) {
  tpm_session_t *session = bond != NULL ? &bond->session : NULL;
  const status_t status = tpm_clear_control(tpm, session, false);
  return status == kStatusOk ? tpm_clear(tpm, session) : status;
}
