/**
 * What C cannot say of the Cortex-A core: barriers, waiting, caches. Used in both worlds.
 */
#ifndef SEALBENCH_BOARD_VIRT_CPU_H
#define SEALBENCH_BOARD_VIRT_CPU_H

#include <stddef.h>
#include <stdint.h>

/** Orders all memory accesses before it against all after it. */
static inline void cpu_barrier(void) { __asm__ volatile("dsb sy" ::: "memory"); }

/** Sleeps until an interrupt is pending. Interrupts may be masked: a pending one wakes the core all the same. */
static inline void cpu_wait_for_interrupt(void) { __asm__ volatile("dsb sy\n\twfi" ::: "memory"); }

/**
 * Makes `bytes` octets that were just written at `start` visible to instruction fetches and to the other world.
 * The range may begin and end anywhere.
 */
void cpu_publish_code(const void *start, size_t bytes);

#endif
