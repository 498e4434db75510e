#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "drivers/pl031.h"
#include "rom/rom.h"

void rom_log(security_event_t event, status_t reason, uint32_t slot) {
  const security_entry_t entry = {event, (uint32_t)reason, slot, wire_Program_PROGRAM_BOOT_ROM, pl031_read_s(MAP_RTC)};
  // a log that cannot be written, say because somebody took the flash away, stops nothing
  (void)!security_log_add(board_flash1(), &entry);
}

void rom_log_choice(const slot_choice_t *choice) {
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    const status_t verdict = choice->found[slot].verdict;
    if (verdict != kStatusNoImage && security_log_is_image(verdict)) {
      rom_log(kSecurityImageRefused, verdict, slot + 1);
    }
    if ((choice->given_up & 1U << slot) != 0) {
      rom_log(kSecurityFallBack, (status_t)0, slot + 1);
    }
  }
}
