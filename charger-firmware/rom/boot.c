#include <assert.h>
#include <string.h>

#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "pb_decode.h"
#include "provision/flash_map.h"
#include "provision/measurement.h"
#include "rom/monitor.h"
#include "rom/rom.h"
#include "tpm/tpm_boot.h"

static tpm_name_t name_of(const uint8_t octets[kTpmNameBytes]) {
  tpm_name_t name;
  memcpy(name.bytes, octets, sizeof name.bytes);
  return name;
}

/** Design, boot ROM 4: proves the TPM, measures inside that proof, compares the lock index with OTP. */
static status_t prove_tpm(rom_t *rom) {
  const tpm_name_t srk = name_of(rom->otp.record.srk_name);
  status_t status = tpm_boot_open(&rom->bond, &rom->tpm, &srk);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_boot_extend(&rom->bond, kTpmPcrRom, rom->facts.rom_sha256);
  if (status == kStatusOk) {
    status = tpm_boot_extend(&rom->bond, kTpmPcrRom, rom->facts.factory_data_sha256);
  }
  if (status == kStatusOk) {
    status = tpm_boot_read_lock(&rom->bond, rom->lock_content, &rom->index_locked);
  }
  if (status == kStatusOk) {
    status = tpm_boot_read_counter(&rom->bond, &rom->counter);
  }
  return status;
}

/** ORDER.md 4.8: the lock index is the commit point of a Confirm; OTP follows it. */
static status_t agree_on_lock(rom_t *rom) {
  if (rom->index_locked == kHardenedYes && rom->otp.lifecycle == kOtpTrial) {
    const status_t status = otp_lock(&rom->otp_flash);
    if (status == kStatusOk) {
      rom->otp.lifecycle = kOtpLocked;
    }
    return status;
  }
  if (rom->index_locked != kHardenedYes && rom->otp.lifecycle != kOtpTrial) {
    return kStatusLockMismatch;
  }
  return kStatusOk;
}

/** Executes what the application left in the mailbox; a Revert that succeeds ends in a reset. */
static void serve_mailbox(rom_t *rom) {
  static uint8_t letter[kMailboxMaxBytes];
  static wire_Envelope envelope;
  uint32_t kind;
  uint32_t bytes;
  mailbox_t *mailbox = monitor_mailbox();
  if (mailbox_take(mailbox, &kind, letter, &bytes) != kStatusOk) {
    return;
  }
  pb_istream_t stream = pb_istream_from_buffer(letter, bytes);
  memset(&envelope, 0, sizeof envelope);
  status_t status = kStatusEnvelope;
  if (pb_decode(&stream, wire_Envelope_fields, &envelope)) {
    status = kind == kMailboxConfirm ? rom_confirm(rom, &envelope) : rom_revert(rom, &envelope);
  }
  mailbox_set_status(mailbox, status);
  if (status != kStatusOk) {
    rom_log(kSecurityDecisionRefused, status, kSecurityNoSlot);
  }
  if (kind == kMailboxRevert && status == kStatusOk) {
    board_reset();
  }
}

static_assert(MAP_APP_IMAGE_BYTES >= kFlashMapSlotBytes, "an image of any length has room where it runs");

/** Copies a slot's image to where it runs and verifies it there. */
static status_t load(void *context, uint32_t slot, image_info_t *image) {
  rom_t *rom = context;
  uint8_t *place = (uint8_t *)MAP_APP_IMAGE;
  uint32_t bytes = 0;
  status_t status = slot_copy(board_flash1(), slot, place, &bytes);
  rom_end_phase(rom, &rom->facts.times.copy);
  if (status == kStatusOk) {
    status = slot_verify_copy(place, bytes, &rom->unit, image);
    rom_end_phase(rom, &rom->facts.times.verify);
  }
  return status;
}

static status_t start_application(rom_t *rom) {
  static slot_choice_t choice;
  rom_end_phase(rom, &rom->facts.times.prove);
  const status_t status = slot_choice_make(board_flash1(), load, rom, &choice);
  memcpy(rom->facts.slots, choice.found, sizeof rom->facts.slots);
  rom_log_choice(&choice);
  return hardened_ok(status) == kHardenedYes ? rom_launch(rom, &choice) : status;
}

static status_t try_boot(rom_t *rom) {
  uint32_t floor = 0;
  otp_image_unit(&rom->otp, rom->otp.record.security_counter_start, &rom->unit);
  measurement_lock_content(&rom->unit, rom->lock_content);
  rom->index_locked = kHardenedNo;
  status_t status = prove_tpm(rom);
  if (status == kStatusOk) {
    status = otp_floor(&rom->otp.record, rom->counter, &floor);
  }
  if (status == kStatusOk) {
    otp_image_unit(&rom->otp, floor, &rom->unit);
    status = agree_on_lock(rom);
  }
  if (status != kStatusOk) {
    return status;
  }
  serve_mailbox(rom);
  if (rom->bond.tpm == NULL) {
    return kStatusTpmMismatch;  // a Revert that failed half-way has closed the session
  }
  rom_report_state(rom);
  return start_application(rom);
}

status_t rom_boot(rom_t *rom) {
  const status_t reason = try_boot(rom);
  if (rom->bond.tpm != NULL) {
    // nothing boots: from here on PCR 7 must not be one that unseals (what it answers changes nothing any more)
    uint8_t separator[kTpmDigestBytes];
    measurement_application(separator);
    (void)!tpm_boot_extend(&rom->bond, kTpmPcrAuthority, separator);
  }
  return reason;
}
