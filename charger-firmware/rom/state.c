#include <string.h>

#include "board/virt/board.h"
#include "drivers/timer.h"
#include "provision/flash_map.h"
#include "provision/measurement.h"
#include "rom/rom.h"
#include "tpm/tpm_boot.h"

enum { kWordBytes = 4 };

static status_t otp_area_read(void *context, uint32_t offset, void *out, uint32_t bytes) {
  const flash_t *flash = context;
  return flash->read(flash->context, kFlashMapOtp + offset, out, bytes);
}

/** Word by word, so that a power cut tears one word at most. */
static status_t otp_area_program(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  const flash_t *flash = context;
  for (uint32_t done = 0; done < bytes; done += kWordBytes) {
    const status_t status =
        flash->program(flash->context, kFlashMapOtp + offset + done, (const uint8_t *)data + done, kWordBytes);
    if (status != kStatusOk) {
      return status;
    }
  }
  return kStatusOk;
}

void rom_open_otp(otp_flash_t *otp) {
  *otp = (otp_flash_t){(void *)(uintptr_t)board_flash0(), otp_area_read, otp_area_program};
}

void rom_end_phase(rom_t *rom, uint32_t *phase) {
  const uint64_t now_us = timer_now_us();
  *phase += (uint32_t)(now_us - rom->phase_us);
  rom->phase_us = now_us;
}

void rom_report_state(rom_t *rom) {
  hello_facts_t *facts = &rom->facts;
  const otp_record_t *record = &rom->otp.record;
  facts->bound = rom->otp.lifecycle == kOtpTrial || rom->otp.lifecycle == kOtpLocked;
  if (!facts->bound) {
    // an OTP that cannot be read is in no state, least of all BLANK
    facts->lifecycle =
        rom->otp.lifecycle == kOtpBlank ? wire_Lifecycle_LIFECYCLE_BLANK : wire_Lifecycle_LIFECYCLE_UNKNOWN;
    return;
  }
  facts->lifecycle =
      rom->otp.lifecycle == kOtpLocked ? wire_Lifecycle_LIFECYCLE_LOCKED : wire_Lifecycle_LIFECYCLE_TRIAL;
  memcpy(facts->ek_name, record->ek_name, sizeof facts->ek_name);
  memcpy(facts->serial, record->serial, sizeof facts->serial);
  memcpy(facts->order_digest, record->order_digest, sizeof facts->order_digest);
  memcpy(facts->trial_id, record->trial_id, sizeof facts->trial_id);
}

status_t rom_measure_blank(rom_t *rom) {
  uint8_t blank[kTpmDigestBytes];
  status_t status = tpm_boot_extend_blank(&rom->tpm, kTpmPcrRom, rom->facts.rom_sha256);
  if (status == kStatusOk) {
    status = tpm_boot_extend_blank(&rom->tpm, kTpmPcrRom, rom->facts.factory_data_sha256);
  }
  if (status == kStatusOk) {
    measurement_blank(blank);
    status = tpm_boot_extend_blank(&rom->tpm, kTpmPcrAuthority, blank);
  }
  return status;
}
