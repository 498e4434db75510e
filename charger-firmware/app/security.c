#include "app/app.h"
#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "drivers/pl031.h"

void app_log(security_event_t event, status_t reason, uint32_t slot) {
  const security_entry_t entry = {event, (uint32_t)reason, slot, wire_Program_PROGRAM_APPLICATION,
                                  pl031_read_s(MAP_RTC)};
  // what cannot be written down is still refused
  (void)!security_log_add(board_flash1(), &entry);
}

void app_watch_tamper(void) {
  if (board_tamper_seen()) {
    app_log(kSecurityTamper, (status_t)0, kSecurityNoSlot);
  }
}
