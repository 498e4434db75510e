#include "board/virt/mmu.h"

#include <assert.h>

#include "board/virt/cpu.h"
#include "board/virt/memory_map.h"

enum { kEntryCount = 4096, kSectionShift = 20, kCacheLineBytes = 32 };

/* ARMv7-A short descriptors, ARM DDI 0406C B3.5.1: section, domain 0, privileged access only. */
static const uint32_t kSection = 2U;
static const uint32_t kNeverExecute = 1U << 4;
static const uint32_t kPrivileged = 1U << 10;
static const uint32_t kReadOnly = 1U << 15;
static const uint32_t kNonSecure = 1U << 19;
static const uint32_t kWriteBack = (1U << 12) | (1U << 3) | (1U << 2);
static const uint32_t kDeviceMemory = 1U << 2;

static_assert(MAP_SECTION_BYTES == 1 << kSectionShift, "a section is 1 MiB");
static_assert(MAP_ROM_DATA - MAP_ROM_TEXT == MAP_SECTION_BYTES, "text has one section of its own");
static_assert(MAP_ROM_GUARD + MAP_SECTION_BYTES == MAP_ROM_STACK, "the guard lies directly below the stack");

/* In force for the monitor, too, while the application runs: never wiped. */
static uint32_t table[kEntryCount] __attribute__((aligned(16384), section(".resident")));

static uint32_t descriptor(mmu_kind_t kind) {
  switch (kind) {
    case kMmuCode:
      return kSection | kPrivileged | kReadOnly | kWriteBack;
    case kMmuData:
      return kSection | kPrivileged | kNeverExecute | kWriteBack;
    case kMmuShared:
      return kSection | kPrivileged | kNeverExecute | kWriteBack | kNonSecure;
    case kMmuDevice:
      break;
  }
  return kSection | kPrivileged | kNeverExecute | kDeviceMemory;
}

void mmu_enable(const mmu_range_t *ranges, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const uint32_t first = ranges[i].start >> kSectionShift;
    const uint32_t sections = ranges[i].bytes >> kSectionShift;
    for (uint32_t k = first; k < first + sections; ++k) {
      table[k] = (k << kSectionShift) | descriptor(ranges[i].kind);
    }
  }
  cpu_barrier();
  uint32_t control;
  __asm__ volatile("mcr p15, 0, %0, c2, c0, 2" ::"r"(0));                 // TTBCR: TTBR0 for all
  __asm__ volatile("mcr p15, 0, %0, c2, c0, 0" ::"r"((uintptr_t)table));  // TTBR0
  __asm__ volatile("mcr p15, 0, %0, c3, c0, 0" ::"r"(1));                 // domain 0: check permissions
  __asm__ volatile("mcr p15, 0, %0, c8, c7, 0" ::"r"(0));                 // TLBIALL
  __asm__ volatile("mcr p15, 0, %0, c7, c5, 0" ::"r"(0));                 // ICIALLU
  __asm__ volatile("dsb sy\n\tisb" ::: "memory");
  __asm__ volatile("mrc p15, 0, %0, c1, c0, 0" : "=r"(control));
  control |= (1U << 0) | (1U << 2) | (1U << 11) | (1U << 12);  // MMU, data cache, branch prediction, instruction cache
  control |= 1U << 19;                                         // WXN: what is writable is never executed
  control &= ~((1U << 28) | (1U << 29) | (1U << 1));           // no TEX remap, no access flag, no alignment faults
  __asm__ volatile("mcr p15, 0, %0, c1, c0, 0\n\tisb" ::"r"(control) : "memory");
}

void cpu_publish_code(const void *start, size_t bytes) {
  const uintptr_t end = (uintptr_t)start + bytes;
  for (uintptr_t line = (uintptr_t)start & ~(uintptr_t)(kCacheLineBytes - 1); line < end; line += kCacheLineBytes) {
    __asm__ volatile("mcr p15, 0, %0, c7, c14, 1" ::"r"(line) : "memory");  // DCCIMVAC
  }
  __asm__ volatile("dsb sy\n\tmcr p15, 0, %0, c7, c5, 0\n\tdsb sy\n\tisb" ::"r"(0) : "memory");
}
