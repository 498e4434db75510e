#include "provision/burn.h"

#include <openssl/sha.h>
#include <string.h>

#include "base/bytes.h"
#include "drivers/flash_fake.h"
#include "link/messages.h"
#include "provision/flash_map.h"
#include "test/support/cmocka_all.h"

enum { kFrameDataMax = 4088, kSlotB = wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B };
enum { kRoots = wire_BurnTarget_BURN_TARGET_CSMS_ROOTS };

static flash_fake_t fake;
static burn_t burn;
static uint8_t content[700000];

static int set_up(void **state) {
  (void)state;
  flash_fake_open(&fake);
  memset(&burn, 0, sizeof burn);
  burn.flash = &fake.flash;
  burn.last_id = 41;
  uint32_t random = 1;
  for (size_t i = 0; i < sizeof content; ++i) {
    random = random * 1664525u + 1013904223u;
    content[i] = (uint8_t)(random >> 24);
  }
  return 0;
}

static burn_plan_t plan_of(uint32_t target, uint32_t bytes) {
  burn_plan_t plan = {target, bytes, {0}};
  SHA256(content, bytes, plan.sha256);
  return plan;
}

static void begin(uint32_t target, uint32_t bytes) {
  const burn_plan_t plan = plan_of(target, bytes);
  bool unchanged = true;
  assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusOk);
  assert_false(unchanged);
}

static link_burn_ack_t send_at(uint32_t id, uint32_t offset, uint32_t bytes) {
  static uint8_t payload[kBurnDataHeaderBytes + kFrameDataMax];
  bytes_put_u32le(payload, id);
  bytes_put_u32le(payload + 4, offset);
  memcpy(payload + kBurnDataHeaderBytes, content + offset, bytes);
  return burn_data(&burn, payload, kBurnDataHeaderBytes + bytes);
}

/** Sends from `from` to `to` in frames of `step`; stops at the first status that is not ok. */
static status_t send_range(uint32_t from, uint32_t to, uint32_t step) {
  for (uint32_t at = from; at < to; at += step) {
    const uint32_t bytes = to - at < step ? to - at : step;
    const link_burn_ack_t ack = send_at(burn.last_id, at, bytes);
    assert_true(ack.send);
    if (ack.status != kStatusOk) {
      return ack.status;
    }
    assert_int_equal(ack.next_offset, at + bytes);
  }
  return kStatusOk;
}

static void what_was_sent_is_in_flash_whatever_the_frames_size(void **state) {
  (void)state;
  static const uint32_t kSteps[] = {4088, 4096 - 8 - 1, 2048, 777, 3};
  for (size_t i = 0; i < sizeof kSteps / sizeof kSteps[0]; ++i) {
    const uint32_t bytes = kSteps[i] == 3 ? 9001 : sizeof content;
    uint8_t sha256[32];
    set_up(NULL);
    begin(kSlotB, bytes);
    assert_int_equal(send_range(0, bytes, kSteps[i]), kStatusOk);
    assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusOk);
    assert_memory_equal(fake.data + kFlashMapSlotB, content, bytes);
    assert_int_equal(fake.data[kFlashMapSlotB + bytes], 0xff);
    assert_int_equal(fake.data[kFlashMapSlotB - 1], 0xff);
  }
}

static void a_blank_chip_is_not_erased_and_a_used_one_sector_by_sector(void **state) {
  (void)state;
  begin(kSlotB, sizeof content);
  assert_int_equal(send_range(0, sizeof content, kFrameDataMax), kStatusOk);
  assert_int_equal(fake.erase_count, 0);
  content[0] ^= 1;
  begin(kSlotB, sizeof content);
  assert_int_equal(fake.erase_count, 0);  // not before the first octet of a sector
  assert_int_equal(send_range(0, sizeof content, kFrameDataMax), kStatusOk);
  assert_int_equal(fake.erase_count, 3);
}

static void the_same_content_again_is_unchanged_and_needs_no_data(void **state) {
  (void)state;
  uint8_t sha256[32];
  begin(kRoots, 1000);
  assert_int_equal(send_range(0, 1000, 100), kStatusOk);
  const burn_plan_t plan = plan_of(kRoots, 1000);
  bool unchanged = false;
  assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusOk);
  assert_true(unchanged);
  assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusOk);
  assert_memory_equal(sha256, plan.sha256, sizeof sha256);
}

static void targets_and_lengths_are_bounded(void **state) {
  (void)state;
  bool unchanged;
  burn_plan_t plan = plan_of(kRoots, 1);
  plan.total_bytes = 0;
  assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusTooLong);
  plan.total_bytes = kFlashMapAttachmentMaxBytes + 1;
  assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusTooLong);
  plan.target = kSlotB;
  plan.total_bytes = kFlashMapSlotBytes + 1;
  assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusTooLong);
  plan.total_bytes = UINT32_MAX;
  assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusTooLong);
  plan.total_bytes = 1;
  static const uint32_t kUnknown[] = {0, 3, 15, 19, 0x7fffffff, UINT32_MAX};
  for (size_t i = 0; i < sizeof kUnknown / sizeof kUnknown[0]; ++i) {
    plan.target = kUnknown[i];
    assert_int_equal(burn_begin(&burn, &plan, &unchanged), kStatusBurnTarget);
  }
  assert_int_equal(send_at(burn.last_id, 0, 1).status, kStatusBurnNotOpen);
}

static void frames_that_do_not_fit_are_answered_once_for_each_run(void **state) {
  (void)state;
  begin(kSlotB, 20000);
  assert_true(send_at(burn.last_id, 0, 1000).send);
  link_burn_ack_t ack = send_at(burn.last_id, 2000, 1000);  // a gap: one frame was lost
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 1000);
  assert_false(send_at(burn.last_id, 3000, 1000).send);
  assert_false(send_at(burn.last_id, 4000, 1000).send);
  ack = send_at(burn.last_id, 1000, 1000);  // the station went back
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 2000);
  ack = send_at(burn.last_id, 0, 1000);  // an acknowledgement was lost: it goes back further than needed
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 2000);
  ack = send_at(burn.last_id, 0, 1000);  // and once more
  assert_true(ack.send);
}

static void data_beyond_the_announced_length_is_not_taken(void **state) {
  (void)state;
  begin(kSlotB, 1000);
  assert_int_equal(send_at(burn.last_id, 0, 1001).next_offset, 0);
  assert_int_equal(send_at(burn.last_id, 0, 1000).next_offset, 1000);
  assert_int_equal(send_at(burn.last_id, 1000, 1).next_offset, 1000);
  assert_memory_equal(fake.data + kFlashMapSlotB, content, 1000);
  assert_int_equal(fake.data[kFlashMapSlotB + 1000], 0xff);
}

static void other_burns_and_stunted_frames_change_nothing(void **state) {
  (void)state;
  const uint8_t stunted[kBurnDataHeaderBytes] = {0};
  begin(kSlotB, 1000);
  for (size_t bytes = 0; bytes <= sizeof stunted; ++bytes) {
    assert_false(burn_data(&burn, stunted, bytes).send);
  }
  const link_burn_ack_t ack = send_at(burn.last_id - 1, 0, 100);
  assert_int_equal(ack.status, kStatusBurnNotOpen);
  assert_int_equal(ack.burn_id, burn.last_id - 1);
  assert_int_equal(burn.accepted, 0);
  uint8_t sha256[32];
  assert_int_equal(burn_end(&burn, burn.last_id + 1, sha256), kStatusBurnNotOpen);
  assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusBurnIncomplete);
}

static void flash_that_holds_something_else_is_noticed(void **state) {
  (void)state;
  uint8_t sha256[32];
  begin(kSlotB, 5000);
  assert_int_equal(send_range(0, 5000, 1000), kStatusOk);
  fake.data[kFlashMapSlotB + 4999] ^= 0x10;
  assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusBurnDigest);
}

static void a_burn_cut_at_any_operation_is_finished_by_running_it_again(void **state) {
  (void)state;
  unsigned cuts = 0;
  const uint32_t bytes = kFlashMapSectorBytes + 5000;
  for (uint32_t operation = 1;; operation += 7) {
    uint8_t sha256[32];
    set_up(NULL);
    memset(fake.data + kFlashMapSlotB, 0x5a, 2 * kFlashMapSectorBytes);  // a used chip
    fake.cut_at = operation;
    begin(kSlotB, bytes);
    if (send_range(0, bytes, kFrameDataMax) == kStatusOk) {
      break;
    }
    ++cuts;
    assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusFlashFailure);
    flash_fake_power_up(&fake);
    begin(kSlotB, bytes);
    assert_int_equal(send_range(0, bytes, kFrameDataMax), kStatusOk);
    assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusOk);
  }
  assert_true(cuts > 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(what_was_sent_is_in_flash_whatever_the_frames_size, set_up),
      cmocka_unit_test_setup(a_blank_chip_is_not_erased_and_a_used_one_sector_by_sector, set_up),
      cmocka_unit_test_setup(the_same_content_again_is_unchanged_and_needs_no_data, set_up),
      cmocka_unit_test_setup(targets_and_lengths_are_bounded, set_up),
      cmocka_unit_test_setup(frames_that_do_not_fit_are_answered_once_for_each_run, set_up),
      cmocka_unit_test_setup(data_beyond_the_announced_length_is_not_taken, set_up),
      cmocka_unit_test_setup(other_burns_and_stunted_frames_change_nothing, set_up),
      cmocka_unit_test_setup(flash_that_holds_something_else_is_noticed, set_up),
      cmocka_unit_test_setup(a_burn_cut_at_any_operation_is_finished_by_running_it_again, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
