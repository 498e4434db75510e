#include "rom/monitor.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "drivers/cfi_flash.h"
#include "provision/slot_state.h"

static MONITOR_RESIDENT monitor_identity_t identity;
static MONITOR_RESIDENT uint32_t running_slot;

mailbox_t *monitor_mailbox(void) { return (mailbox_t *)MAP_MAILBOX; }

void monitor_open(const monitor_identity_t *of, uint32_t slot) {
  identity = *of;
  running_slot = slot;
}

/** The normal world may name its own RAM only: not flash, not devices, not ours. */
static bool in_normal_ram(uint32_t address, uint32_t bytes) {
  const uint32_t offset = address - MAP_RAM;
  return address >= MAP_RAM && offset <= MAP_RAM_BYTES && bytes <= MAP_RAM_BYTES - offset;
}

static status_t put_letter(uint32_t kind, uint32_t address, uint32_t bytes) {
  if (bytes > kMailboxMaxBytes || !in_normal_ram(address, bytes)) {
    return kStatusBadRequest;
  }
  return mailbox_put(monitor_mailbox(), kind, (const void *)(uintptr_t)address, bytes);
}

static status_t read_identity(uint32_t address) {
  if (!in_normal_ram(address, sizeof identity)) {
    return kStatusBadRequest;
  }
  memcpy((void *)(uintptr_t)address, &identity, sizeof identity);
  return kStatusOk;
}

/** The image that the ROM measured is the one that is confirmed, whoever asks. */
static status_t confirm_update(void) {
  cfi_flash_t bank;
  flash_t flash;
  cfi_flash_open(&bank, MAP_FLASH1, &flash);  // the ROM's own is wiped
  const status_t status = slot_state_confirm(&flash, running_slot, identity.image_sha256);
  if (status == kStatusOk) {
    board_watchdog_stop();
  }
  return status;
}

uint32_t monitor_serve(uint32_t function, uint32_t a, uint32_t b, uint32_t c) {
  switch (function) {
    case kMonitorReset:
      board_reset();
    case kMonitorConfirmUpdate:
      return (uint32_t)confirm_update();
    case kMonitorPutLetter:
      return (uint32_t)put_letter(a, b, c);
    case kMonitorReadIdentity:
      return (uint32_t)read_identity(a);
    default:
      return kStatusUnknownRequest;
  }
}
