#include <string.h>

#include "app/app.h"
#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "drivers/pl031.h"
#include "drivers/timer.h"
#include "provision/flash_map.h"
#include "tpm/tpm_attest.h"

enum { kWords = MAP_SELF_TEST_RAM_BYTES / 4, kRtcPatienceUs = 1100000, kRtcToleranceS = 2 };

/** One element of a march test: reads `expected` and writes its complement, word by word. */
static bool march(uint32_t expected, bool upwards) {
  volatile uint32_t *ram = (volatile uint32_t *)MAP_SELF_TEST_RAM;
  for (uint32_t i = 0; i < kWords; ++i) {
    const uint32_t at = upwards ? i : kWords - 1 - i;
    if (ram[at] != expected) {
      return false;
    }
    ram[at] = ~expected;
  }
  return true;
}

/** March C- (van de Goor): stuck, coupled and wrongly addressed cells. */
static status_t test_ram(void) {
  volatile uint32_t *ram = (volatile uint32_t *)MAP_SELF_TEST_RAM;
  for (uint32_t i = 0; i < kWords; ++i) {
    ram[i] = 0;
  }
  if (!march(0, true) || !march(UINT32_MAX, true) || !march(0, false) || !march(UINT32_MAX, false)) {
    return kStatusSelfTestFailed;
  }
  for (uint32_t i = 0; i < kWords; ++i) {
    if (ram[i] != 0) {
      return kStatusSelfTestFailed;
    }
  }
  return kStatusOk;
}

static status_t read_slot(void *context, uint32_t offset, void *out, uint32_t bytes) {
  const flash_t *flash = board_flash1();
  return flash->read(flash->context, *(const uint32_t *)context + offset, out, bytes);
}

/** Whether flash still holds the image that was copied from it and runs. */
static status_t test_flash(const app_t *app) {
  uint32_t offset = app->handover.slot == 0 ? kFlashMapSlotA : kFlashMapSlotB;
  image_info_t found;
  const image_source_t source = {&offset, read_slot, kFlashMapSlotBytes};
  if (image_identify(&source, &found) != kStatusOk ||
      memcmp(found.digest, app->handover.image.digest, sizeof found.digest) != 0) {
    return kStatusSelfTestFailed;
  }
  return kStatusOk;
}

/** The clock must be seen to tick after the reset, and must have gone on since then as far as the core's timer did. */
static status_t test_rtc(const app_t *app) {
  uint64_t timer_us;
  uint32_t rtc_s;
  do {
    timer_us = timer_now_us() - app->handover.reset_us;
    rtc_s = pl031_read_s(MAP_RTC) - app->handover.reset_rtc_s;
  } while (rtc_s == 0 && timer_us < kRtcPatienceUs);
  const uint32_t timer_s = (uint32_t)(timer_us / 1000000U);
  const bool runs = rtc_s > 0 && rtc_s + kRtcToleranceS >= timer_s && rtc_s <= timer_s + kRtcToleranceS;
  return runs ? kStatusOk : kStatusSelfTestFailed;
}

wire_SelfTest app_self_test(app_t *app) {
  wire_SelfTest result = wire_SelfTest_init_zero;
  result.ram = (uint32_t)test_ram();
  result.flash = (uint32_t)test_flash(app);
  result.tpm = (uint32_t)tpm_attest_self_test(&app->tpm);
  result.rtc = (uint32_t)test_rtc(app);
  return result;
}
