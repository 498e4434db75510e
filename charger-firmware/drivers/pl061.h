/**
 * General-purpose inputs PL061: eight pins, bit n of a mask is pin n. Of no use to a world that may not touch it.
 */
#ifndef SEALBENCH_DRIVERS_PL061_H
#define SEALBENCH_DRIVERS_PL061_H

#include <stdint.h>

/** Makes `pins` inputs whose rising edges are remembered until they are asked for. No interrupt is raised. */
void pl061_watch(uintptr_t base, uint8_t pins);

/** Which of the watched `pins` are high, or rose since the last call; forgets the latter. */
uint8_t pl061_seen(uintptr_t base, uint8_t pins);

#endif
