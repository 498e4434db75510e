/**
 * Access to device registers.
 */
#ifndef SEALBENCH_DRIVERS_REGISTER_H
#define SEALBENCH_DRIVERS_REGISTER_H

#include <stdint.h>

static inline uint32_t register_read32(uintptr_t address) { return *(const volatile uint32_t *)address; }

static inline void register_write32(uintptr_t address, uint32_t value) { *(volatile uint32_t *)address = value; }

static inline uint8_t register_read8(uintptr_t address) { return *(const volatile uint8_t *)address; }

static inline void register_write8(uintptr_t address, uint8_t value) { *(volatile uint8_t *)address = value; }

#endif
