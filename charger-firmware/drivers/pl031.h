/**
 * Real-time clock PL031: seconds since 1970 as it was set, one count per second.
 */
#ifndef SEALBENCH_DRIVERS_PL031_H
#define SEALBENCH_DRIVERS_PL031_H

#include <stdint.h>

/** Seconds. */
uint32_t pl031_read_s(uintptr_t base);

#endif
