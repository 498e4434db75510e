/**
 * Generic interrupt controller, version 2. Interrupts are used as alarm clock for WFI only; no handler is ever run,
 * but for the one that `gic_keep` keeps.
 */
#ifndef SEALBENCH_DRIVERS_GIC_H
#define SEALBENCH_DRIVERS_GIC_H

#include <stdint.h>

/** Base addresses of distributor and CPU interface. */
typedef struct gic {
  uintptr_t distributor;
  uintptr_t cpu;
} gic_t;

/** Lets interrupt `id` wake this core, in the world that calls. */
void gic_enable(const gic_t *gic, uint32_t id);

/** Secure world only: gives all interrupts to the normal world and forgets what was enabled. */
void gic_give_away(const gic_t *gic);

/**
 * Secure world only, after `gic_give_away`: takes private interrupt `id` (16 to 31) back. It comes as FIQ and above all
 * others; the normal world can neither see nor mask it (ARM IHI 0048B 3.8, 4.4.2).
 */
void gic_keep(const gic_t *gic, uint32_t id);

#endif
