#include "drivers/timer.h"

uint64_t timer_now_us(void) {
  uint32_t low;
  uint32_t high;
  uint32_t ticks_per_s;
  __asm__ volatile("isb\n\tmrrc p15, 0, %0, %1, c14" : "=r"(low), "=r"(high));
  __asm__ volatile("mrc p15, 0, %0, c14, c0, 0" : "=r"(ticks_per_s));
  const uint64_t ticks = ((uint64_t)high << 32) | low;
  if (ticks_per_s == 0) {
    return 0;
  }
  const uint64_t seconds = ticks / ticks_per_s;  // apart, so that the product below cannot overflow
  return seconds * 1000000U + ticks % ticks_per_s * 1000000U / ticks_per_s;
}

void timer_wake_after_ms(uint32_t milliseconds) {
  uint32_t ticks_per_s;
  __asm__ volatile("mrc p15, 0, %0, c14, c0, 0" : "=r"(ticks_per_s));
  const uint32_t ticks = ticks_per_s / 1000U * milliseconds;
  const uint32_t enabled = 1;
  __asm__ volatile("mcr p15, 0, %0, c14, c2, 0\n\tmcr p15, 0, %1, c14, c2, 1\n\tisb" : : "r"(ticks), "r"(enabled));
}

void timer_off(void) { __asm__ volatile("mcr p15, 0, %0, c14, c2, 1\n\tisb" : : "r"(0)); }
