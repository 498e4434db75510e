#include <string.h>

#include "app/handover.h"
#include "base/hardened.h"
#include "board/virt/board.h"
#include "board/virt/cpu.h"
#include "board/virt/memory_map.h"
#include "crypto/crypto.h"
#include "provision/measurement.h"
#include "provision/slot.h"
#include "rom/monitor.h"
#include "rom/rom.h"
#include "tpm/tpm_boot.h"

enum { kPukNumber = 2, kTrialMilliseconds = 20000 };

static status_t measure(rom_t *rom, const image_info_t *image) {
  uint8_t authority[kTpmDigestBytes];
  const status_t status = tpm_boot_extend(&rom->bond, kTpmPcrImage, image->digest);
  if (status != kStatusOk) {
    return status;
  }
  measurement_authority(&rom->unit, authority);
  // an image that got here around its verification is measured as nobody's, and nothing unseals for it
  const uint32_t missing = hardened_hide(image->trail) ^ hardened_hide(kImageTrailEnd);
  for (uint32_t i = 0; i < sizeof authority; ++i) {
    authority[i] ^= (uint8_t)(missing >> (8 * (i % 4)));
  }
  return tpm_boot_extend(&rom->bond, kTpmPcrAuthority, authority);
}

static status_t unseal_one(rom_t *rom, uint8_t number, handover_credential_t *out) {
  tpm_boot_credential_t credential = {.number = number};
  memcpy(credential.name.bytes, rom->otp.record.credential_names[number - 1], sizeof credential.name.bytes);
  crypto_kdf(rom->otp.record.device_secret, "cred", &number, sizeof number, credential.auth);
  tpm_writer_t value = tpm_writer_over(out->value, sizeof out->value);
  const status_t status = tpm_boot_unseal(&rom->bond, &credential, &value);
  crypto_wipe(&credential, sizeof credential);
  out->bytes = (uint32_t)value.used_bytes;
  return status;
}

/** All four must open; the PUK is handed over in TRIAL only, for its proof. */
static status_t unseal(rom_t *rom, handover_secrets_t *out) {
  for (uint8_t number = 1; number <= kHandoverCredentials; ++number) {
    handover_credential_t *credential = &out->credentials[number - 1];
    const status_t status = unseal_one(rom, number, credential);
    if (status != kStatusOk) {
      return status;
    }
    if (number == kPukNumber && rom->otp.lifecycle != kOtpTrial) {
      crypto_wipe(credential, sizeof *credential);
    }
  }
  return kStatusOk;
}

static void derive(const rom_t *rom, handover_secrets_t *out) {
  crypto_kdf(rom->otp.record.device_secret, "proof", NULL, 0, out->proof_key);
  crypto_kdf(rom->otp.record.device_secret, "ak", NULL, 0, out->ak_auth);
  crypto_kdf(rom->otp.record.device_secret, "tls", NULL, 0, out->device_key_auth);
}

/**
 * Anti-rollback: an image that said of itself that it runs well takes the older ones with it. In LOCKED only. Whoever
 * forges that mark ends images that are older than one the customer signed, and no more.
 */
static status_t raise_counter(rom_t *rom, const slot_choice_t *choice) {
  const image_info_t *image = &choice->image;
  if (rom->otp.lifecycle != kOtpLocked || image->security_counter <= rom->unit.floor ||
      choice->mark != kSlotConfirmed) {
    return kStatusOk;
  }
  const uint64_t target = rom->counter + (image->security_counter - rom->unit.floor);
  const status_t status = tpm_boot_raise_counter(&rom->bond, target);
  if (status == kStatusOk) {
    rom->counter = target;
    rom->unit.floor = image->security_counter;
  }
  return status;
}

/** Ends what only the ROM may do with the TPM. */
static status_t close_tpm(rom_t *rom, const slot_choice_t *choice) {
  uint8_t separator[kTpmDigestBytes];
  measurement_application(separator);
  status_t status = tpm_boot_extend(&rom->bond, kTpmPcrAuthority, separator);
  if (status == kStatusOk) {
    status = raise_counter(rom, choice);
  }
  if (status == kStatusOk) {
    status = tpm_boot_close_platform(&rom->bond);
  }
  return status;
}

static void fill_public(const rom_t *rom, const slot_choice_t *choice, handover_t *out) {
  const image_info_t *image = &choice->image;
  out->magic = kHandoverMagic;
  out->version = kHandoverVersion;
  out->size_bytes = sizeof *out;
  out->slot = choice->slot;
  out->reset_us = rom->reset_us;
  out->reset_rtc_s = rom->reset_rtc_s;
  out->facts = rom->facts;
  out->facts.program = wire_Program_PROGRAM_APPLICATION;
  out->facts.not_booted_reason = kStatusOk;
  out->facts.running = true;
  memcpy(out->facts.firmware_sha256, image->digest, sizeof image->digest);
  memcpy(out->facts.firmware_version, image->version, sizeof image->version);
  out->facts.last_mailbox_status = monitor_mailbox()->last_status;
  out->unit = rom->unit;
  out->image = *image;
  out->rollback_counter = rom->counter;
  memcpy(out->srk.bytes, rom->otp.record.srk_name, sizeof out->srk.bytes);
  memcpy(out->ak.bytes, rom->otp.record.ak_name, sizeof out->ak.bytes);
  memcpy(out->puk_index.bytes, rom->otp.record.puk_index_name, sizeof out->puk_index.bytes);
  for (uint32_t i = 0; i < kHandoverCredentials; ++i) {
    memcpy(out->credentials[i].bytes, rom->otp.record.credential_names[i], sizeof out->credentials[i].bytes);
  }
}

static void remember_identity(const handover_t *from) {
  monitor_identity_t identity;
  memset(&identity, 0, sizeof identity);
  memcpy(identity.board_id, from->facts.board_id, sizeof identity.board_id);
  memcpy(identity.serial, from->facts.serial, sizeof identity.serial);
  memcpy(identity.order_digest, from->facts.order_digest, sizeof identity.order_digest);
  memcpy(identity.image_sha256, from->image.digest, sizeof identity.image_sha256);
  identity.lifecycle = from->facts.lifecycle;
  monitor_open(&identity, from->slot);
}

status_t rom_launch(rom_t *rom, const slot_choice_t *choice) {
  const image_info_t *image = &choice->image;
  handover_t *handover = (handover_t *)MAP_HANDOVER;
  memset(handover, 0, sizeof *handover);
  rom_end_phase(rom, &rom->facts.times.copy);
  status_t status = hardened_require(hardened_same_word(image->body_offset, kSlotBodyOffset), kStatusImageFormat);
  if (status == kStatusOk) {
    status = measure(rom, image);
  }
  if (status == kStatusOk) {
    status = unseal(rom, &handover->secrets);
  }
  if (status == kStatusOk) {
    status = close_tpm(rom, choice);
  }
  if (status == kStatusOk) {
    status = crypto_random(handover->secrets.seed, sizeof handover->secrets.seed);
  }
  if (status != kStatusOk) {
    crypto_wipe(handover, sizeof *handover);
    return status;
  }
  derive(rom, &handover->secrets);
  rom_end_phase(rom, &rom->facts.times.launch);
  rom->facts.times.tpm = (uint32_t)board_tpm_waited_us();
  fill_public(rom, choice, handover);
  remember_identity(handover);
  tpm_bond_close(&rom->bond);
  board_wipe_device_tree();
  board_give_to_normal_world();
  if (choice->mark == kSlotPending) {
    board_watchdog_start(kTrialMilliseconds);
  }
  cpu_publish_code((const void *)MAP_APP_IMAGE, image->total_bytes);
  cpu_publish_code(handover, sizeof *handover);
  monitor_enter_normal_world(MAP_APP_IMAGE + image->body_offset);
}
