/**
 * The board `virt-charger` as the rest of the firmware sees it. Another board is another folder with this header's
 * functions (docs/porting.md). Not thread-safe.
 */
#ifndef SEALBENCH_BOARD_VIRT_BOARD_H
#define SEALBENCH_BOARD_VIRT_BOARD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdnoreturn.h>

#include "drivers/flash.h"
#include "drivers/link_port.h"
#include "tpm/tpm.h"

/** Name in hello. */
#define BOARD_NAME "virt-charger"

/** Octets of `board_entropy`. */
enum { kBoardEntropyBytes = 64 };

/** Boot ROM only, first call: memory protection on, flash banks readable. */
void board_open_secure(void);

/** Application only, first call: memory protection on for the normal world, flash bank 1 readable. */
void board_open_normal(void);

/** Bank 0 (secure world only) and bank 1. */
const flash_t *board_flash0(void);
const flash_t *board_flash1(void);

/** The TPM's transport. */
const tpm_transport_t *board_tpm(void);

/** Microseconds that this program has waited for the TPM, sending and receiving included. */
uint64_t board_tpm_waited_us(void);

/** Opens the link: the USB port when the board has one, else the UART. Call once. */
const link_port_t *board_open_link(void);

/**
 * Fills `out` with what the machine puts into the device tree at each reset: `/secure-chosen/rng-seed`, or, without it,
 * what `/chosen` has; zeros are left where there is less. kStatusInternal when there is nothing at all.
 */
MUST_CHECK status_t board_entropy(uint8_t out[kBoardEntropyBytes]);

/** Whether the case is open, or was opened since the last call. The normal world's; after `board_open_normal`. */
MUST_CHECK bool board_tamper_seen(void);

/** Overwrites the device tree, and with it the entropy, before the application starts. */
void board_wipe_device_tree(void);

/** Secure world only: gives interrupts to the normal world and takes back what the ROM had opened. */
void board_give_to_normal_world(void);

/**
 * Secure world only, after `board_give_to_normal_world`: resets the board in `milliseconds` (at most 30,000) unless
 * `board_watchdog_stop` is called before. The normal world can do nothing about it.
 */
void board_watchdog_start(uint32_t milliseconds);

/** Secure world only. Harmless when no watchdog runs. */
void board_watchdog_stop(void);

/** Secure world only: resets processor, devices and TPM. */
noreturn void board_reset(void);

/** Stops for good. */
noreturn void board_stop(void);

/** Where every fault of a program ends: the boot ROM stops, the application is started anew by the monitor. */
noreturn void board_fault(void);

#endif
