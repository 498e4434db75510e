/**
 * What the parts of the boot ROM share. One `rom_t`, in main.c; it is wiped before the application starts.
 */
#ifndef SEALBENCH_ROM_ROM_H
#define SEALBENCH_ROM_ROM_H

#include <stdint.h>

#include "base/hardened.h"
#include "link/messages.h"
#include "otp/otp.h"
#include "provision/factory_data.h"
#include "provision/hello.h"
#include "provision/security_log.h"
#include "provision/slot_choice.h"
#include "tpm/tpm.h"
#include "tpm/tpm_bond.h"

#define ROM_VERSION "1.0.0"

/** State of one boot. */
typedef struct rom {
  tpm_t tpm;
  factory_data_t factory;
  otp_flash_t otp_flash;
  otp_state_t otp;
  hello_facts_t facts;
  uint64_t reset_us; /**< The core's timer and the real-time clock at the start. */
  uint32_t reset_rtc_s;
  uint64_t phase_us; /**< When the phase at hand began. */
  /* TRIAL and LOCKED: */
  tpm_bond_t bond;          /**< Closed when this TPM is not the one in OTP. */
  hardened_t index_locked;  /**< The customer-lock index is write-locked. */
  uint8_t lock_content[32]; /**< What it must hold. */
  uint64_t counter;         /**< Of the TPM. */
  image_unit_t unit;        /**< What images are held against. */
} rom_t;

/** Ends the phase at hand: adds its microseconds to `phase`, one of `facts.times`. */
void rom_end_phase(rom_t *rom, uint32_t *phase);

/** Opens the OTP area of flash bank 0 (IMAGE.md 6). */
void rom_open_otp(otp_flash_t *otp);

/** Copies lifecycle and, if bound, the record's public part into what hello says. */
void rom_report_state(rom_t *rom);

/** BLANK: measures ROM, factory data and "blank" (IMAGE.md 4.1, 4.3). */
MUST_CHECK status_t rom_measure_blank(rom_t *rom);

/**
 * TRIAL and LOCKED: measures, decides, and starts the application; does not return then. Otherwise nothing boots for
 * the reason returned, and the credentials are out of reach until the next reset.
 */
MUST_CHECK status_t rom_boot(rom_t *rom);

/** Measures the image at MAP_APP_IMAGE, opens the credentials and starts it. Returns only why not. */
MUST_CHECK status_t rom_launch(rom_t *rom, const slot_choice_t *choice);

/** ORDER.md 4.8: makes a TRIAL final, if the envelope is a Confirm of it. */
MUST_CHECK status_t rom_confirm(rom_t *rom, const wire_Envelope *envelope);

/** ORDER.md 4.8: undoes a TRIAL, if the envelope is a Revert of it. A reset is due on success. */
MUST_CHECK status_t rom_revert(rom_t *rom, const wire_Envelope *envelope);

/** Writes an entry of the security log. */
void rom_log(security_event_t event, status_t reason, uint32_t slot);

/** Writes down which images were refused, and which updates given up. */
void rom_log_choice(const slot_choice_t *choice);

/** Serves the link until a request ends in a reset: BLANK, or nothing boots (PROTOCOL.md 5). `rom->facts` says which.
 */
void rom_serve(rom_t *rom);

#endif
