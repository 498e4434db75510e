#include "provision/flash_map.h"

#include "link/messages.h"

flash_area_t flash_map_area(uint32_t burn_target) {
  switch (burn_target) {
    case wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A:
      return (flash_area_t){kFlashMapSlotA, kFlashMapSlotBytes};
    case wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B:
      return (flash_area_t){kFlashMapSlotB, kFlashMapSlotBytes};
    case wire_BurnTarget_BURN_TARGET_DEVICE_CERTIFICATE:
    case wire_BurnTarget_BURN_TARGET_CSMS_ROOTS:
    case wire_BurnTarget_BURN_TARGET_DEVICE_KEY: {
      const uint32_t number = burn_target - wire_BurnTarget_BURN_TARGET_DEVICE_CERTIFICATE;
      return (flash_area_t){kFlashMapAttachments + number * kFlashMapSectorBytes, kFlashMapAttachmentMaxBytes};
    }
    default:
      return (flash_area_t){0, 0};
  }
}
