/**
 * The secure monitor: all that stays of the ROM while the application runs. Its calls: monitor/monitor_call.h.
 */
#ifndef SEALBENCH_ROM_MONITOR_H
#define SEALBENCH_ROM_MONITOR_H

#include <stdint.h>
#include <stdnoreturn.h>

#include "monitor/mailbox.h"
#include "monitor/monitor_call.h"

/** Memory that is not wiped before the application starts: the monitor's own. */
#define MONITOR_RESIDENT __attribute__((section(".resident")))

/** The mailbox in secure RAM. */
mailbox_t *monitor_mailbox(void);

/** Remembers what kMonitorReadIdentity answers, and in which slot the image lies that kMonitorConfirmUpdate is about.
 */
void monitor_open(const monitor_identity_t *identity, uint32_t slot);

/**
 * Wipes the ROM's data and stack, and enters the normal world at `entry` in supervisor mode with interrupts masked and
 * memory protection off. Never comes back but by `smc`.
 */
noreturn void monitor_enter_normal_world(uint32_t entry);

/** Called by the monitor's vector with the registers of an `smc`, in secure state; its result goes to r0. */
uint32_t monitor_serve(uint32_t function, uint32_t a, uint32_t b, uint32_t c);

#endif
