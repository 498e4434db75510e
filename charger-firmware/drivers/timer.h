/**
 * The core's generic timer as a clock that only goes forward. Used in both worlds.
 */
#ifndef SEALBENCH_DRIVERS_TIMER_H
#define SEALBENCH_DRIVERS_TIMER_H

#include <stdint.h>

/** Microseconds since the machine was powered on; a warm reset does not set it back. */
uint64_t timer_now_us(void);

/**
 * Raises the core's own timer interrupt after a while, so that waiting for a device ends even when its interrupt is
 * lost. Setting it again takes the interrupt back. At most 30 s.
 */
void timer_wake_after_ms(uint32_t milliseconds);

/** Takes back what `timer_wake_after_ms` asked for. */
void timer_off(void);

#endif
