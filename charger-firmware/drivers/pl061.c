#include "drivers/pl061.h"

#include "drivers/register.h"

/* Arm DDI 0190B, 3.2. The address of a data access names the pins that it is about: bits 9 to 2. */
enum {
  kData = 0x000,
  kDirection = 0x400,
  kLevelSense = 0x404,
  kBothEdges = 0x408,
  kEvent = 0x40c,
  kInterruptMask = 0x410,
  kRawStatus = 0x414,
  kClear = 0x41c,
};

static void change(uintptr_t address, uint32_t clear, uint32_t set) {
  register_write32(address, (register_read32(address) & ~clear) | set);
}

void pl061_watch(uintptr_t base, uint8_t pins) {
  change(base + kDirection, pins, 0);
  change(base + kInterruptMask, pins, 0);
  change(base + kLevelSense, pins, 0);
  change(base + kBothEdges, pins, 0);
  change(base + kEvent, 0, pins);
  register_write32(base + kClear, pins);
}

uint8_t pl061_seen(uintptr_t base, uint8_t pins) {
  const uint32_t rose = register_read32(base + kRawStatus) & pins;
  const uint32_t high = register_read32(base + kData + ((uint32_t)pins << 2)) & pins;
  register_write32(base + kClear, rose);
  return (uint8_t)(rose | high);
}
