/**
 * In place of confirm.c: an update that hangs, and does what it can to stay so. For tests of the watchdog only
 * (build/app-hung.bin).
 */
#include "app/app.h"
#include "board/virt/memory_map.h"
#include "drivers/register.h"

enum { kClearEnable = 0x180, kCpuControl = 0x00, kPriorityMask = 0x04 }; /* ARM IHI 0048B, tables 4-1 and 4-2 */

status_t app_confirm(app_t *app) {
  (void)app;
  register_write32(MAP_GIC_DISTRIBUTOR, 0);
  register_write32(MAP_GIC_DISTRIBUTOR + kClearEnable, UINT32_MAX);
  register_write32(MAP_GIC_CPU + kPriorityMask, 0);
  register_write32(MAP_GIC_CPU + kCpuControl, 0);
  __asm__ volatile("mcr p15, 0, %0, c14, c2, 1\n\tisb" : : "r"(0)); /* the timer, of this world */
  for (;;) {
    __asm__ volatile("cpsid aif");
  }
}
