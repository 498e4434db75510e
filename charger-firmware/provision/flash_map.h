/**
 * What lies where in flash, for the link's burn targets and the ROM. IMAGE.md 6.
 */
#ifndef SEALBENCH_PROVISION_FLASH_MAP_H
#define SEALBENCH_PROVISION_FLASH_MAP_H

#include <stdint.h>

enum {
  kFlashMapSectorBytes = 256 << 10,
  /* bank 0 */
  kFlashMapFactoryData = 0x3f00000,
  kFlashMapOtp = 0x3f40000,
  kFlashMapOtpBytes = 2 * kFlashMapSectorBytes,
  /* bank 1 */
  kFlashMapSlotA = 0x0000000,
  kFlashMapSlotB = 0x0400000,
  kFlashMapSlotBytes = 4 << 20,
  kFlashMapAttachments = 0x0800000,
  kFlashMapAttachmentMaxBytes = 32 << 10,
  kFlashMapOrder = 0x08c0000,
  kFlashMapSlotState = 0x0900000,   /* two sectors */
  kFlashMapSecurityLog = 0x0980000, /* two sectors */
};

/** BurnTarget of charger_link.proto: where it begins in bank 1 and what it holds at most. */
typedef struct flash_area {
  uint32_t offset;
  uint32_t bytes; /**< 0: there is no such target. */
} flash_area_t;

/** The area of a burn target, {0, 0} for an unknown one. */
flash_area_t flash_map_area(uint32_t burn_target);

#endif
