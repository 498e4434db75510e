#include <string.h>

#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "board/virt/stack_guard.h"
#include "crypto/crypto.h"
#include "drivers/pl031.h"
#include "drivers/timer.h"
#include "provision/burn.h"
#include "provision/flash_map.h"
#include "rom/monitor.h"
#include "rom/rom.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_commands.h"

extern const char __rom_image_bytes[];  // its address is the value (linker/rom.ld)

enum { kEntropyBytes = kBoardEntropyBytes + kTpmRandomMaxBytes };

static rom_t rom;

/** Who this board is: ROM digest, factory data. */
static status_t identify(void) {
  uint8_t sector[kFactoryDataBytes];
  const flash_t *flash = board_flash0();
  memcpy(rom.facts.rom_version, ROM_VERSION, sizeof ROM_VERSION);
  memcpy(rom.facts.board, BOARD_NAME, sizeof BOARD_NAME);
  status_t status = burn_flash_sha256(flash, 0, (uint32_t)(uintptr_t)__rom_image_bytes, rom.facts.rom_sha256);
  if (status == kStatusOk) {
    status = flash->read(flash->context, kFlashMapFactoryData, sector, sizeof sector);
  }
  if (status != kStatusOk) {
    return status;
  }
  crypto_sha256(sector, sizeof sector, rom.facts.factory_data_sha256);
  status = factory_data_read(sector, &rom.factory);
  memcpy(rom.facts.board_id, rom.factory.board_id, sizeof rom.facts.board_id);
  rom.facts.hardware_revision = rom.factory.hardware_revision;
  return status;
}

/**
 * Seeds the generator with HMAC(device secret, board entropy || TPM random || part): a probe on the TPM's bus sees one
 * of the inputs, a dump of the flash none. In BLANK the secret is zero. Without the TPM's share the boot goes on, so
 * that hello can say what is wrong with the TPM.
 */
static status_t seed_generator(const uint8_t board_part[kBoardEntropyBytes], size_t tpm_bytes,
                               const uint8_t tpm_part[kTpmRandomMaxBytes]) {
  uint8_t seed[2 * kCryptoDigestBytes];
  for (uint8_t part = 0; part < 2; ++part) {
    const crypto_part_t parts[] = {{board_part, kBoardEntropyBytes}, {tpm_part, tpm_bytes}, {&part, sizeof part}};
    crypto_hmac_sha256(rom.otp.record.device_secret, sizeof rom.otp.record.device_secret, parts, 3,
                       seed + part * kCryptoDigestBytes);
  }
  const status_t status = crypto_init(seed, sizeof seed);
  crypto_wipe(seed, sizeof seed);
  return status;
}

/** Starts the TPM, reads the OTP, seeds the generator. */
static status_t prepare(void) {
  uint8_t entropy[kBoardEntropyBytes];
  uint8_t from_tpm[kTpmRandomMaxBytes] = {0};
  status_t tpm_status = tpm_boot_start(&rom.tpm);
  if (tpm_status == kStatusOk) {
    tpm_status = tpm_get_random(&rom.tpm, from_tpm, sizeof from_tpm);
  }
  status_t otp_status = otp_read(&rom.otp_flash, &rom.otp);
  if (otp_status == kStatusOk) {
    otp_status = otp_refresh(&rom.otp_flash);
  }
  status_t seeded = board_entropy(entropy);
  if (seeded == kStatusOk) {
    seeded = seed_generator(entropy, tpm_status == kStatusOk ? sizeof from_tpm : 0, from_tpm);
  }
  crypto_wipe(entropy, sizeof entropy);
  crypto_wipe(from_tpm, sizeof from_tpm);
  if (seeded != kStatusOk) {
    board_stop();  // nothing that follows is safe without random numbers, not even an answer
  }
  return otp_status != kStatusOk ? otp_status : tpm_status;
}

/** Runs the boot as far as it goes; returns why no application runs. */
static status_t boot(void) {
  status_t status = identify();
  mailbox_open(monitor_mailbox());
  rom_end_phase(&rom, &rom.facts.times.identify);
  const status_t prepared = prepare();
  rom_end_phase(&rom, &rom.facts.times.prepare);
  rom_report_state(&rom);
  if (status == kStatusOk) {
    status = prepared;
  }
  if (status != kStatusOk) {
    return status;
  }
  if (rom.otp.lifecycle == kOtpBlank) {
    status = rom_measure_blank(&rom);
    return status == kStatusOk ? kStatusBlank : status;
  }
  if (rom.otp.lifecycle == kOtpTrial || rom.otp.lifecycle == kOtpLocked) {
    return rom_boot(&rom);
  }
  return kStatusInternal;
}

/** Called by the reset code, on the ROM's stack in secure RAM. */
void rom_main(void);

void rom_main(void) {
  static const uint8_t kUnseeded[kCryptoSeedMinBytes] = {0};  // hashing works before the generator is seeded
  static uint8_t entropy[kBoardEntropyBytes];
  rom.reset_us = timer_now_us();
  rom.phase_us = rom.reset_us;
  board_open_secure();
  rom.reset_rtc_s = pl031_read_s(MAP_RTC);
  if (crypto_init(kUnseeded, sizeof kUnseeded) != kStatusOk) {
    board_stop();
  }
  (void)!board_entropy(entropy);  // without any, `prepare` stops
  stack_guard_open(entropy, sizeof entropy);
  crypto_wipe(entropy, sizeof entropy);
  rom_open_otp(&rom.otp_flash);
  tpm_init(&rom.tpm, board_tpm());
  rom.facts.program = wire_Program_PROGRAM_BOOT_ROM;
  rom.facts.slots[0].verdict = kStatusNotChecked;
  rom.facts.slots[1].verdict = kStatusNotChecked;
  rom.facts.not_booted_reason = boot();
  rom.facts.last_mailbox_status = monitor_mailbox()->last_status;
  rom_serve(&rom);
  board_reset();
}
