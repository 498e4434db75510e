#include <string.h>

#include "base/hardened.h"
#include "provision/document.h"
#include "rom/rom.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_nv.h"

static document_trial_t trial_of(const rom_t *rom) {
  document_trial_t trial;
  memcpy(trial.order_digest, rom->otp.record.order_digest, sizeof trial.order_digest);
  memcpy(trial.trial_id, rom->otp.record.trial_id, sizeof trial.trial_id);
  return trial;
}

status_t rom_confirm(rom_t *rom, const wire_Envelope *envelope) {
  if (rom->otp.lifecycle != kOtpTrial) {
    return rom->otp.lifecycle == kOtpLocked ? kStatusAlreadyLocked : kStatusWrongState;
  }
  const document_trial_t trial = trial_of(rom);
  status_t status = document_check_decision(envelope, DOCUMENT_TYPE_CONFIRM, rom->factory.vendor_root, &trial);
  if (status != kStatusOk) {
    return status;
  }
  status = hardened_require(hardened_ok(status), kStatusSignature);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_boot_confirm(&rom->bond, rom->lock_content);
  if (status != kStatusOk) {
    return status;
  }
  rom->index_locked = kHardenedYes;
  status = otp_lock(&rom->otp_flash);
  if (status == kStatusOk) {
    rom->otp.lifecycle = kOtpLocked;
  }
  return status;
}

/** Whether the lock index is write-locked, as far as this TPM tells it when it is not (any more) the bound one. */
static status_t index_locked(rom_t *rom, hardened_t *locked) {
  *locked = rom->index_locked;
  if (rom->bond.tpm != NULL) {
    return kStatusOk;
  }
  tpm_area_t area;
  tpm_area_t locked_area;
  const status_t status = tpm_nv_read_public(&rom->tpm, kTpmHandleLockIndex, &area);
  if (status == kStatusTpmFailure && rom->tpm.last_response_code == kTpmRcHandle1) {
    *locked = kHardenedNo;  // a chip that never saw an order: the board was reworked during its trial
    return kStatusOk;
  }
  if (status != kStatusOk) {
    return status;
  }
  tpm_objects_lock_index(kTpmNvWritten | kTpmNvWriteLocked, &locked_area);
  *locked = area.size_bytes == locked_area.size_bytes && memcmp(area.octets, locked_area.octets, area.size_bytes) == 0
                ? kHardenedYes
                : kHardenedNo;
  return kStatusOk;
}

status_t rom_revert(rom_t *rom, const wire_Envelope *envelope) {
  if (rom->otp.lifecycle != kOtpTrial) {
    return rom->otp.lifecycle == kOtpLocked ? kStatusAlreadyLocked : kStatusWrongState;
  }
  const document_trial_t trial = trial_of(rom);
  status_t status = document_check_decision(envelope, DOCUMENT_TYPE_REVERT, rom->factory.vendor_root, &trial);
  if (status != kStatusOk) {
    return status;
  }
  status = hardened_require(hardened_ok(status), kStatusSignature);
  if (status != kStatusOk) {
    return status;
  }
  hardened_t locked = kHardenedYes;
  status = index_locked(rom, &locked);
  if (status != kStatusOk) {
    return status;
  }
  if (locked != kHardenedNo) {
    return kStatusAlreadyLocked;
  }
  // the credentials go first: a cut after this leaves a trial that does not boot and can be reverted again
  status = tpm_boot_reset(&rom->tpm, rom->bond.tpm != NULL ? &rom->bond : NULL);
  tpm_bond_close(&rom->bond);
  return status == kStatusOk ? otp_mark_dead(&rom->otp_flash) : status;
}
