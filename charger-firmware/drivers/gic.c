#include "drivers/gic.h"

#include "drivers/register.h"

/* ARM IHI 0048B, tables 4-1 and 4-2. */
enum { kDistributorControl = 0x000, kType = 0x004, kGroup = 0x080, kSetEnable = 0x100, kClearEnable = 0x180 };
enum { kPriority = 0x400, kTarget = 0x800 };
enum { kCpuControl = 0x00, kPriorityMask = 0x04 };
enum { kBothGroups = 3, kOneGroup = 1, kGroup0AsFiq = 8, kThisCore = 1, kSharedFirst = 32 };
enum { kLowestUsedPriority = 0xf0, kNormalWorldPriority = 0xa0, kHighestPriority = 0 };

void gic_enable(const gic_t *gic, uint32_t id) {
  register_write32(gic->distributor + kSetEnable + id / 32 * 4, 1U << id % 32);
  register_write8(gic->distributor + kTarget + id, kThisCore);
  register_write32(gic->distributor + kDistributorControl, kOneGroup);
  register_write32(gic->cpu + kPriorityMask, kLowestUsedPriority);
  register_write32(gic->cpu + kCpuControl, kOneGroup);
}

void gic_give_away(const gic_t *gic) {
  const uint32_t banks = (register_read32(gic->distributor + kType) & 0x1f) + 1;
  for (uint32_t bank = 0; bank < banks; ++bank) {
    register_write32(gic->distributor + kClearEnable + bank * 4, UINT32_MAX);
    register_write32(gic->distributor + kGroup + bank * 4, UINT32_MAX);
  }
  for (uint32_t id = kSharedFirst; id < banks * 32; ++id) {
    // the normal world can set priorities of 0x80 and above only; what it leaves alone must be one of them
    register_write8(gic->distributor + kPriority + id, kNormalWorldPriority);
  }
  register_write32(gic->distributor + kDistributorControl, kBothGroups);
  register_write32(gic->cpu + kPriorityMask, kLowestUsedPriority);
  register_write32(gic->cpu + kCpuControl, kBothGroups);
}

void gic_keep(const gic_t *gic, uint32_t id) {
  register_write32(gic->distributor + kGroup, ~(1U << id));
  register_write8(gic->distributor + kPriority + id, kHighestPriority);
  register_write32(gic->distributor + kSetEnable, 1U << id);
  register_write32(gic->cpu + kCpuControl, kBothGroups | kGroup0AsFiq);
}
