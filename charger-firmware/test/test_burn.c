#include "provision/burn.h"

#include <openssl/sha.h>
#include <string.h>

#include "base/bytes.h"
#include "drivers/flash_fake.h"
#include "link/messages.h"
#include "test/support/burn_stream.h"
#include "test/support/cmocka_all.h"
#include "test/support/vectors.h"

enum { kFrameDataMax = 4088, kSlotB = wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B };
enum { kRoots = wire_BurnTarget_BURN_TARGET_CSMS_ROOTS, kContentBytes = 700000 };
enum { kStoredBytes = kBurnBlockHeaderBytes + kBurnPieceBytes };

static flash_fake_t fake;
static burn_t burn;
static burn_plan_t plan;
static uint8_t content[kContentBytes];
static uint8_t stream[kContentBytes + 300];
static uint32_t stream_bytes;

static int set_up(void **state) {
  (void)state;
  flash_fake_open(&fake);
  memset(&burn, 0, sizeof burn);
  burn.area.flash = &fake.flash;
  burn.last_id = 41;
  uint32_t random = 1;
  for (size_t i = 0; i < sizeof content; ++i) {
    random = random * 1664525u + 1013904223u;
    content[i] = (uint8_t)(random >> 24);
  }
  return 0;
}

static void make_plan(uint32_t target, uint32_t bytes) { burn_stream_plan(&plan, target, content, bytes); }

/** The stream of what the open burn wants, every piece stored. */
static void make_stream(void) { stream_bytes = burn_stream_stored(stream, &burn, &plan, content); }

static void begin(uint32_t target, uint32_t bytes) {
  make_plan(target, bytes);
  assert_int_equal(burn_begin(&burn, &plan), kStatusOk);
  make_stream();
}

static link_burn_ack_t send_at(uint32_t id, uint32_t offset, uint32_t bytes) {
  static uint8_t payload[kBurnDataHeaderBytes + kFrameDataMax];
  bytes_put_u32le(payload, id);
  bytes_put_u32le(payload + 4, offset);
  memcpy(payload + kBurnDataHeaderBytes, stream + offset, bytes);
  return burn_data(&burn, payload, kBurnDataHeaderBytes + bytes);
}

/** Sends the stream up to `to` in frames of `step`; stops at the first status that is not ok. */
static status_t send_until(uint32_t to, uint32_t step) {
  for (uint32_t at = burn.accepted; at < to; at += step) {
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

static status_t send_all(void) { return send_until(stream_bytes, kFrameDataMax); }

static void assert_burned(uint32_t place, uint32_t bytes) {
  uint8_t sha256[32];
  assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusOk);
  assert_memory_equal(sha256, plan.sha256, sizeof sha256);
  assert_memory_equal(fake.data + place, content, bytes);
}

static void what_was_sent_is_in_flash_whatever_the_frames_size(void **state) {
  (void)state;
  static const uint32_t kSteps[] = {4088, 4087, 2048, 777, 3};
  for (size_t i = 0; i < sizeof kSteps / sizeof kSteps[0]; ++i) {
    const uint32_t bytes = kSteps[i] == 3 ? 20001 : kContentBytes;
    set_up(NULL);
    begin(kSlotB, bytes);
    assert_int_equal(send_until(stream_bytes, kSteps[i]), kStatusOk);
    assert_burned(kFlashMapSlotB, bytes);
    assert_int_equal(fake.data[kFlashMapSlotB + bytes], 0xff);
    assert_int_equal(fake.data[kFlashMapSlotB - 1], 0xff);
  }
}

static void a_blank_chip_is_not_erased_and_a_used_one_sector_by_sector(void **state) {
  (void)state;
  begin(kSlotB, kContentBytes);
  assert_int_equal(send_all(), kStatusOk);
  assert_int_equal(fake.erase_count, 0);
  for (size_t i = 0; i < sizeof content; ++i) {
    content[i] = (uint8_t)~content[i];
  }
  begin(kSlotB, kContentBytes);
  assert_int_equal(fake.erase_count, 0);  // not before the first piece of a sector
  assert_int_equal(send_until(kStoredBytes, kFrameDataMax), kStatusOk);
  assert_int_equal(fake.erase_count, 1);
  assert_int_equal(send_all(), kStatusOk);
  assert_int_equal(fake.erase_count, 3);
  assert_burned(kFlashMapSlotB, kContentBytes);
}

static void the_same_content_again_needs_no_data(void **state) {
  (void)state;
  begin(kRoots, 20000);
  assert_int_equal(send_all(), kStatusOk);
  const uint32_t operations = fake.operation_count;
  begin(kRoots, 20000);
  assert_int_equal(stream_bytes, 0);
  assert_burned(flash_map_area(kRoots).offset, 20000);
  assert_int_equal(fake.operation_count, operations);
}

static void only_pieces_that_differ_travel_and_their_sector_keeps_the_others(void **state) {
  (void)state;
  begin(kSlotB, kContentBytes);
  assert_int_equal(send_all(), kStatusOk);
  content[5 * kBurnPieceBytes + 77] ^= 0xff;
  content[6 * kBurnPieceBytes + 78] ^= 0xff;
  begin(kSlotB, kContentBytes);
  assert_int_equal(stream_bytes, 2 * kStoredBytes);
  assert_int_equal(send_all(), kStatusOk);
  assert_int_equal(fake.erase_count, 1);
  assert_burned(kFlashMapSlotB, kContentBytes);
}

static void bits_that_only_clear_need_no_erase(void **state) {
  (void)state;
  content[100] = 0x0f;
  begin(kSlotB, 3 * kBurnPieceBytes);
  assert_int_equal(send_all(), kStatusOk);
  content[100] = 0x0e;
  begin(kSlotB, 3 * kBurnPieceBytes);
  assert_int_equal(stream_bytes, kStoredBytes);
  assert_int_equal(send_all(), kStatusOk);
  assert_int_equal(fake.erase_count, 0);
  assert_burned(kFlashMapSlotB, 3 * kBurnPieceBytes);
}

static void erased_pages_are_not_programmed(void **state) {
  (void)state;
  memset(content + 1000, 0xff, 5 * kBurnPieceBytes);
  begin(kSlotB, 4 * kBurnPieceBytes);
  assert_int_equal(stream_bytes, kStoredBytes);  // the other three are in flash: it is erased
  assert_int_equal(send_all(), kStatusOk);
  assert_int_equal(fake.operation_count, 1);
  assert_burned(kFlashMapSlotB, 4 * kBurnPieceBytes);
}

static void targets_and_lengths_are_bounded(void **state) {
  (void)state;
  static const struct {
    uint32_t target;
    uint32_t bytes;
    status_t status;
  } kCases[] = {
      {kRoots, 0, kStatusTooLong},
      {kRoots, kFlashMapAttachmentMaxBytes + 1, kStatusTooLong},
      {kSlotB, kFlashMapSlotBytes + 1, kStatusTooLong},
      {kSlotB, UINT32_MAX, kStatusTooLong},
      {0, 1, kStatusBurnTarget},
      {3, 1, kStatusBurnTarget},
      {15, 1, kStatusBurnTarget},
      {19, 1, kStatusBurnTarget},
      {UINT32_MAX, 1, kStatusBurnTarget},
  };
  make_plan(kRoots, 1);
  for (size_t i = 0; i < sizeof kCases / sizeof kCases[0]; ++i) {
    plan.target = kCases[i].target;
    plan.total_bytes = kCases[i].bytes;
    assert_int_equal(burn_begin(&burn, &plan), kCases[i].status);
  }
  make_plan(kSlotB, kBurnPieceBytes + 1);
  for (plan.piece_count = 0; plan.piece_count < 4; ++plan.piece_count) {
    assert_int_equal(burn_begin(&burn, &plan), plan.piece_count == 2 ? kStatusOk : kStatusBadRequest);
  }
  assert_int_equal(send_at(burn.last_id, 0, 1).status, kStatusBurnNotOpen);
}

static void frames_that_do_not_fit_are_answered_at_the_begin_of_a_run_and_now_and_then(void **state) {
  (void)state;
  begin(kSlotB, 20000);
  assert_true(send_at(burn.last_id, 0, 1000).send);
  link_burn_ack_t ack = send_at(burn.last_id, 2000, 1000);  // a gap: one frame was lost
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 1000);
  for (uint32_t i = 1; i <= 2 * kBurnRefusalsPerAck; ++i) {
    assert_int_equal(send_at(burn.last_id, 2000 + 10 * i, 10).send, i % kBurnRefusalsPerAck == 0);
  }
  ack = send_at(burn.last_id, 1000, 1000);  // the station went back
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 2000);
  ack = send_at(burn.last_id, 0, 1000);  // an acknowledgement was lost: it goes back further than needed
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 2000);
  ack = send_at(burn.last_id, 0, 1000);  // and once more
  assert_true(ack.send);
  ack = send_at(burn.last_id, 3000, 1000);  // the frame behind these copies was lost
  assert_true(ack.send);
  assert_int_equal(ack.next_offset, 2000);
  assert_int_equal(send_all(), kStatusOk);
  assert_burned(kFlashMapSlotB, 20000);
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
  assert_int_equal(send_all(), kStatusOk);
  fake.data[kFlashMapSlotB + 4999] ^= 0x10;
  assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusBurnDigest);
}

/** "61*16384,62*100" into `out`. */
static uint32_t put_runs(char *text, uint8_t *out) {
  uint32_t bytes = 0;
  for (char *run = strtok(text, ","); run != NULL; run = strtok(NULL, ",")) {
    const uint32_t count = (uint32_t)strtoul(run + 3, NULL, 10);
    memset(out + bytes, (int)strtoul(run, NULL, 16), count);
    bytes += count;
  }
  return bytes;
}

static status_t run_vector(uint32_t bytes) {
  uint8_t sha256[32];
  make_plan(kSlotB, bytes);
  assert_int_equal(burn_begin(&burn, &plan), kStatusOk);
  const status_t sent = send_all();
  const status_t end = burn_end(&burn, burn.last_id, sha256);
  return sent != kStatusOk ? sent : end;
}

static void streams_of_the_vectors_end_as_they_should(void **state) {
  (void)state;
  static char line[kVectorsLineMax];
  unsigned count = 0;
  for (FILE *file = vectors_open("burn.txt"); vectors_line(file, line); ++count) {
    char *rest = line;
    set_up(NULL);
    char *before = vectors_word(&rest);
    char *after = vectors_word(&rest);
    stream_bytes = (uint32_t)vectors_hex(vectors_word(&rest), stream, sizeof stream);
    const status_t wanted = vectors_status(vectors_word(&rest));
    (void)put_runs(before, fake.data + kFlashMapSlotB);
    const uint32_t bytes = put_runs(after, content);
    const status_t got = run_vector(bytes);
    if (got != wanted) {
      vectors_fail(status_text(got), rest);
    }
    if (wanted == kStatusOk) {
      assert_memory_equal(fake.data + kFlashMapSlotB, content, bytes);
    }
  }
  assert_true(count >= 40);
}

static void a_refused_block_changes_no_octet_of_flash(void **state) {
  (void)state;
  static uint8_t before[kBurnPieceBytes];
  memset(fake.data + kFlashMapSlotB, 0x5a, kFlashMapSectorBytes);
  memcpy(before, fake.data + kFlashMapSlotB, sizeof before);
  begin(kSlotB, kBurnPieceBytes);
  stream[kBurnBlockHeaderBytes + 9999] ^= 1;
  assert_int_equal(send_all(), kStatusBurnDigest);
  assert_memory_equal(fake.data + kFlashMapSlotB, before, sizeof before);
  assert_int_equal(fake.operation_count, 0);
  assert_int_equal(send_at(burn.last_id, 0, 10).status, kStatusBurnDigest);  // it has ended
}

static void a_burn_cut_at_any_operation_is_finished_by_running_it_again(void **state) {
  (void)state;
  unsigned cuts = 0;
  const uint32_t bytes = kFlashMapSectorBytes + 5000;
  for (uint32_t operation = 1;; ++operation) {
    uint8_t sha256[32];
    set_up(NULL);
    memset(fake.data + kFlashMapSlotB, 0x5a, 2 * kFlashMapSectorBytes);  // a used chip
    fake.cut_at = operation;
    begin(kSlotB, bytes);
    if (send_all() == kStatusOk) {
      break;
    }
    ++cuts;
    const uint32_t taken = burn.accepted;
    assert_int_equal(burn_end(&burn, burn.last_id, sha256), kStatusFlashFailure);
    flash_fake_power_up(&fake);
    begin(kSlotB, bytes);
    // only the block that was being written travels again, beside what was in flight
    assert_in_range(stream_bytes, 0, bytes + 17 * kBurnBlockHeaderBytes - taken + kStoredBytes + kFrameDataMax);
    assert_int_equal(send_all(), kStatusOk);
    assert_burned(kFlashMapSlotB, bytes);
  }
  assert_true(cuts > 120);
}

static void a_changed_piece_cut_at_any_operation_is_finished_by_running_it_again(void **state) {
  (void)state;
  unsigned cuts = 0;
  const uint32_t bytes = 4 * kBurnPieceBytes;
  for (uint32_t operation = 1;; ++operation) {
    set_up(NULL);
    begin(kSlotB, bytes);
    assert_int_equal(send_all(), kStatusOk);
    content[kBurnPieceBytes] ^= 0xff;
    content[2 * kBurnPieceBytes] ^= 0xff;
    fake.cut_at = fake.operation_count + operation;
    begin(kSlotB, bytes);
    if (send_all() == kStatusOk) {
      break;
    }
    ++cuts;
    flash_fake_power_up(&fake);
    begin(kSlotB, bytes);
    assert_int_equal(send_all(), kStatusOk);
    assert_burned(kFlashMapSlotB, bytes);
  }
  assert_true(cuts > 30);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(what_was_sent_is_in_flash_whatever_the_frames_size, set_up),
      cmocka_unit_test_setup(a_blank_chip_is_not_erased_and_a_used_one_sector_by_sector, set_up),
      cmocka_unit_test_setup(the_same_content_again_needs_no_data, set_up),
      cmocka_unit_test_setup(only_pieces_that_differ_travel_and_their_sector_keeps_the_others, set_up),
      cmocka_unit_test_setup(bits_that_only_clear_need_no_erase, set_up),
      cmocka_unit_test_setup(erased_pages_are_not_programmed, set_up),
      cmocka_unit_test_setup(targets_and_lengths_are_bounded, set_up),
      cmocka_unit_test_setup(frames_that_do_not_fit_are_answered_at_the_begin_of_a_run_and_now_and_then, set_up),
      cmocka_unit_test_setup(other_burns_and_stunted_frames_change_nothing, set_up),
      cmocka_unit_test_setup(flash_that_holds_something_else_is_noticed, set_up),
      cmocka_unit_test_setup(streams_of_the_vectors_end_as_they_should, set_up),
      cmocka_unit_test_setup(a_refused_block_changes_no_octet_of_flash, set_up),
      cmocka_unit_test_setup(a_burn_cut_at_any_operation_is_finished_by_running_it_again, set_up),
      cmocka_unit_test_setup(a_changed_piece_cut_at_any_operation_is_finished_by_running_it_again, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
