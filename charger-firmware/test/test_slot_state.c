#include "provision/slot_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "drivers/flash_fake.h"
#include "link/frame.h"
#include "provision/flash_map.h"
#include "provision/record_store.h"
#include "provision/slot_choice.h"
#include "test/support/bootable.h"
#include "test/support/cmocka_all.h"

static flash_fake_t fake;
static bootable_t images[3];
static slot_choice_t choice;

static int set_up(void **state) {
  static const uint8_t kSeed[32] = {1};
  (void)state;
  flash_fake_open(&fake);
  assert_int_equal(crypto_init(kSeed, sizeof kSeed), kStatusOk);
  for (uint8_t i = 0; i < 3; ++i) {
    bootable_make(i, &images[i]);
  }
  return 0;
}

/* 1. The store */

static record_store_t store(void) { return (record_store_t){&fake.flash, kFlashMapSecurityLog}; }

static void append(uint32_t number) {
  uint8_t content[kRecordContentBytes] = {0};
  const record_store_t in = store();
  bytes_put_u32le(content, number);
  assert_int_equal(record_store_append(&in, content), kStatusOk);
}

/** Numbers seen, which must ascend one by one like their sequences. */
typedef struct seen {
  uint32_t count;
  uint32_t first;
  uint32_t last;
  uint32_t last_sequence;
} seen_t;

static void see(void *context, const record_t *record) {
  seen_t *seen = context;
  const uint32_t number = bytes_get_u32le(record->content);
  if (seen->count++ == 0) {
    seen->first = number;
  } else {
    assert_true(number > seen->last);
    assert_int_equal(record->sequence, seen->last_sequence + 1);
  }
  seen->last = number;
  seen->last_sequence = record->sequence;
}

static seen_t seen_now(void) {
  seen_t seen = {0};
  const record_store_t in = store();
  assert_int_equal(record_store_visit(&in, see, &seen), kStatusOk);
  return seen;
}

static void an_erased_store_is_empty_and_keeps_order(void **state) {
  (void)state;
  assert_int_equal(seen_now().count, 0);
  for (uint32_t i = 1; i <= 5; ++i) {
    append(i);
  }
  const seen_t seen = seen_now();
  assert_int_equal(seen.count, 5);
  assert_int_equal(seen.first, 1);
  assert_int_equal(seen.last, 5);
}

static void a_full_store_loses_its_older_sector_only(void **state) {
  (void)state;
  for (uint32_t i = 1; i <= 2 * kRecordsPerSector; ++i) {
    append(i);
  }
  assert_int_equal(seen_now().count, 2 * kRecordsPerSector);
  assert_int_equal(fake.erase_count, 0);  // both were blank
  append(2 * kRecordsPerSector + 1);
  const seen_t seen = seen_now();
  assert_int_equal(fake.erase_count, 1);
  assert_int_equal(seen.count, kRecordsPerSector + 1);
  assert_int_equal(seen.first, kRecordsPerSector + 1);
}

/** Where in flash record `number` (from 0) of sector 0 lies. */
static uint8_t *raw(uint32_t number) { return fake.data + kFlashMapSecurityLog + number * kRecordBytes; }

static void a_record_that_changed_is_not_there(void **state) {
  (void)state;
  for (uint32_t octet = 0; octet < kRecordBytes; ++octet) {
    set_up(NULL);
    append(1);
    append(2);
    raw(1)[octet] ^= 0x10;
    assert_int_equal(seen_now().count, 1);
    append(3);  // and its place is not used again
    assert_int_equal(seen_now().count, 2);
  }
}

static void numbers_do_not_end_whatever_somebody_wrote(void **state) {
  (void)state;
  for (uint32_t i = 0; i < 2; ++i) {
    uint8_t forged[kRecordBytes] = {0};
    bytes_put_u32le(forged, kRecordSequenceMax);
    bytes_put_u32le(forged + kRecordBytes - 4, frame_crc32c(forged, kRecordBytes - 4));
    memcpy(raw(0) + i * kFlashMapSectorBytes, forged, sizeof forged);
  }
  append(1);
  append(2);
  const seen_t seen = seen_now();
  assert_int_equal(seen.count, 2);
  assert_int_equal(seen.last_sequence, 2);
}

static void garbage_everywhere_is_erased_once_and_then_used(void **state) {
  (void)state;
  memset(raw(0), 0x5a, 2 * kFlashMapSectorBytes);
  append(1);
  append(2);
  assert_int_equal(fake.erase_count, 1);
  assert_int_equal(seen_now().count, 2);
}

static void a_cut_at_any_write_loses_no_finished_record(void **state) {
  (void)state;
  enum { kBefore = 2 * kRecordsPerSector - 2, kAppends = 5 };
  uint32_t cuts = 0;
  for (uint32_t cut = 1;; ++cut) {
    set_up(NULL);
    const record_store_t in = store();
    for (uint32_t i = 1; i <= kBefore; ++i) {
      append(i);
    }
    uint32_t done = kBefore;
    fake.cut_at = fake.operation_count + cut;
    bool was_cut = false;
    while (done < kBefore + kAppends) {
      uint8_t content[kRecordContentBytes] = {0};
      bytes_put_u32le(content, done + 1);
      if (record_store_append(&in, content) == kStatusOk) {
        ++done;
        continue;
      }
      was_cut = true;
      ++cuts;
      flash_fake_power_up(&fake);
      const seen_t seen = seen_now();
      assert_int_equal(seen.last, done);
      assert_true(seen.count >= kRecordsPerSector - 1 || seen.first > kRecordsPerSector);
    }
    assert_int_equal(seen_now().last, done);
    if (!was_cut) {
      break;
    }
  }
  assert_int_equal(cuts, kAppends + 1);  // one of them erases
}

/* 2. The state */

static slot_mark_t mark_of(uint32_t slot, uint32_t image) {
  slot_state_t now;
  slot_state_read(&fake.flash, &now);
  return slot_state_mark(&now, slot, images[image].digest);
}

static void nothing_is_known_of_an_erased_flash(void **state) {
  (void)state;
  assert_int_equal(mark_of(kSlotA, 0), kSlotUnrecorded);
  assert_int_equal(mark_of(kSlotB, 0), kSlotUnrecorded);
}

static void a_mark_is_about_one_image_in_one_slot(void **state) {
  (void)state;
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[0].digest), kStatusOk);
  assert_int_equal(slot_state_set_pending(&fake.flash, kSlotB, images[1].digest), kStatusOk);
  assert_int_equal(mark_of(kSlotA, 0), kSlotConfirmed);
  assert_int_equal(mark_of(kSlotB, 1), kSlotPending);
  assert_int_equal(mark_of(kSlotA, 1), kSlotUnrecorded);
  assert_int_equal(mark_of(kSlotB, 0), kSlotUnrecorded);
}

static void what_is_known_already_is_not_written_again(void **state) {
  (void)state;
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[0].digest), kStatusOk);
  const uint32_t writes = fake.operation_count;
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[0].digest), kStatusOk);
  assert_int_equal(fake.operation_count, writes);
}

/** IMAGE.md 8.2, octet by octet. */
static void the_layout_is_the_documents(void **state) {
  (void)state;
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[0].digest), kStatusOk);
  assert_int_equal(slot_state_set_pending(&fake.flash, kSlotB, images[1].digest), kStatusOk);
  const uint8_t *record = fake.data + 0x0900000 + 128;
  assert_int_equal(bytes_get_u32le(record), 2);
  assert_int_equal(bytes_get_u32le(record + 4), 0x54534c53);
  assert_int_equal(bytes_get_u32le(record + 8), 0);
  assert_int_equal(bytes_get_u32le(record + 12), 0x71a2da1c);
  assert_int_equal(bytes_get_u32le(record + 16), 0);
  assert_memory_equal(record + 20, images[0].digest, 32);
  assert_int_equal(bytes_get_u32le(record + 52), 0x2c79b3a5);
  assert_int_equal(bytes_get_u32le(record + 56), 3);
  assert_memory_equal(record + 60, images[1].digest, 32);
  assert_int_equal(bytes_get_u32le(record + 124), frame_crc32c(record, 124));
}

static void a_record_that_makes_no_sense_is_passed_over(void **state) {
  (void)state;
  static const struct {
    uint32_t at;
    uint32_t value;
  } kEdits[] = {{4, 0x54534c52}, {8, 2}, {12, 0x71a2da1d}, {16, 1}, {52, 0}, {56, kSlotTrials + 1}};
  for (size_t i = 0; i < sizeof kEdits / sizeof kEdits[0]; ++i) {
    set_up(NULL);
    assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[0].digest), kStatusOk);
    assert_int_equal(slot_state_set_pending(&fake.flash, kSlotB, images[1].digest), kStatusOk);
    uint8_t *record = fake.data + kFlashMapSlotState + kRecordBytes;
    bytes_put_u32le(record + kEdits[i].at, kEdits[i].value);
    bytes_put_u32le(record + 124, frame_crc32c(record, 124));
    assert_int_equal(mark_of(kSlotA, 0), kSlotConfirmed);  // the record before it
    assert_int_equal(mark_of(kSlotB, 1), kSlotUnrecorded);
  }
}

/* 3. The choice */

static status_t boot(void) { return slot_choice_make(&fake.flash, bootable_load, &fake, &choice); }

static void assert_boots(uint32_t slot, uint32_t image) {
  assert_int_equal(boot(), kStatusOk);
  assert_int_equal(choice.slot, slot);
  assert_memory_equal(choice.image.digest, images[image].digest, 32);
}

static void with_confirmed_a_and_pending_b(void) {
  bootable_put(&fake, kSlotA, &images[0]);
  bootable_put(&fake, kSlotB, &images[1]);
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[0].digest), kStatusOk);
  assert_int_equal(slot_state_set_pending(&fake.flash, kSlotB, images[1].digest), kStatusOk);
}

static void without_records_a_boots_and_else_b(void **state) {
  (void)state;
  assert_int_equal(boot(), kStatusNoImage);
  bootable_put(&fake, kSlotB, &images[1]);
  assert_boots(kSlotB, 1);
  bootable_put(&fake, kSlotA, &images[0]);
  assert_boots(kSlotA, 0);
  assert_int_equal(choice.mark, kSlotUnrecorded);
  assert_int_equal(choice.found[kSlotB].verdict, kStatusNotChecked);
}

static void an_update_boots_three_times_and_then_never_again(void **state) {
  (void)state;
  with_confirmed_a_and_pending_b();
  for (uint32_t left = kSlotTrials; left > 0; --left) {
    assert_boots(kSlotB, 1);
    assert_int_equal(choice.mark, kSlotPending);
    assert_int_equal(choice.found[kSlotB].boots_left, left - 1);
  }
  for (int i = 0; i < 5; ++i) {
    assert_boots(kSlotA, 0);
    assert_int_equal(choice.mark, kSlotConfirmed);
    assert_int_equal(choice.found[kSlotB].mark, kSlotFailed);
  }
}

static void an_update_that_confirms_in_its_last_boot_stays(void **state) {
  (void)state;
  with_confirmed_a_and_pending_b();
  for (uint32_t i = 0; i < kSlotTrials; ++i) {
    assert_boots(kSlotB, 1);
  }
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotB, images[1].digest), kStatusOk);
  for (int i = 0; i < 5; ++i) {
    assert_boots(kSlotB, 1);
  }
  // and the next update goes the other way
  bootable_put(&fake, kSlotA, &images[2]);
  assert_boots(kSlotB, 1);
  assert_int_equal(slot_state_set_pending(&fake.flash, kSlotA, images[2].digest), kStatusOk);
  assert_boots(kSlotA, 2);
  assert_int_equal(slot_state_confirm(&fake.flash, kSlotA, images[2].digest), kStatusOk);
  assert_boots(kSlotA, 2);
}

static void stale_flags_do_not_apply_to_another_image(void **state) {
  (void)state;
  with_confirmed_a_and_pending_b();
  bootable_put(&fake, kSlotB, &images[2]);
  assert_boots(kSlotA, 0);
  bootable_put(&fake, kSlotA, &images[2]);  // confirmed was another one: now both are unknown
  assert_boots(kSlotA, 2);
  assert_int_equal(choice.mark, kSlotUnrecorded);
}

static void the_confirmed_image_boots_when_the_update_is_broken_and_the_other_way_round(void **state) {
  (void)state;
  with_confirmed_a_and_pending_b();
  fake.data[kFlashMapSlotB + kBootableBodyOffset + 3] ^= 1;
  assert_boots(kSlotA, 0);
  assert_int_equal(choice.found[kSlotB].verdict, kStatusImageDigest);
  fake.data[kFlashMapSlotB + kBootableBodyOffset + 3] ^= 1;
  fake.data[kFlashMapSlotA + kBootableBodyOffset + 3] ^= 1;
  for (uint32_t i = 0; i < 5; ++i) {
    assert_boots(kSlotB, 1);  // better an image that failed than none
  }
  assert_int_equal(choice.mark, kSlotFailed);
}

/** What `load` accepts while flash says something else, as an attacker's flash may. */
static status_t load_another(void *context, uint32_t slot, image_info_t *image) {
  const status_t status = bootable_load(context, slot, image);
  image->digest[0] ^= slot == kSlotB ? 1 : 0;
  return status;
}

static void an_image_that_is_not_the_one_asked_for_does_not_boot_on_its_mark(void **state) {
  (void)state;
  with_confirmed_a_and_pending_b();
  assert_int_equal(slot_choice_make(&fake.flash, load_another, &fake, &choice), kStatusOk);
  assert_int_equal(choice.slot, kSlotA);
  assert_int_equal(choice.found[kSlotB].verdict, kStatusImageDigest);
}

/** A `slot_load_t` that refuses what `allowed` does not have, as signatures, customer and counter would. */
static uint32_t allowed;

static status_t load_allowed(void *context, uint32_t slot, image_info_t *image) {
  const status_t status = bootable_load(context, slot, image);
  for (uint32_t i = 0; status == kStatusOk && i < 3; ++i) {
    if (memcmp(image->digest, images[i].digest, sizeof image->digest) == 0 && (allowed & 1U << i) != 0) {
      return kStatusOk;
    }
  }
  return status == kStatusOk ? kStatusImageRollback : status;
}

static void forge_state(uint32_t place, uint32_t sequence) {
  static const uint32_t kMarks[] = {kSlotUnrecorded, kSlotPending, kSlotConfirmed, kSlotFailed, 0x12345678};
  uint8_t *at = fake.data + kFlashMapSlotState + place / kRecordsPerSector * kFlashMapSectorBytes +
                place % kRecordsPerSector * kRecordBytes;
  memset(at, 0, kRecordBytes);
  bytes_put_u32le(at, sequence);
  bytes_put_u32le(at + 4, 0x54534c53);
  bytes_put_u32le(at + 8, (uint32_t)rand() % 3);
  for (uint32_t slot = 0; slot < kSlotCount; ++slot) {
    uint8_t *entry = at + 12 + slot * 40;
    bytes_put_u32le(entry, kMarks[rand() % 5]);
    bytes_put_u32le(entry + 4, rand() % 2 == 0 ? 0 : (uint32_t)rand() % 5);
    memcpy(entry + 8, images[rand() % 3].digest, 32);
  }
  bytes_put_u32le(at + kRecordBytes - 4, frame_crc32c(at, kRecordBytes - 4));
}

static void whatever_flags_somebody_forges_only_good_images_boot_and_a_good_one_does(void **state) {
  uint32_t booted = 0;
  set_up(state);
  for (uint32_t seed = 0; seed < 2000; ++seed) {
    srand(seed);
    memset(fake.data + kFlashMapSlotState, 0xff, 2 * kFlashMapSectorBytes);
    const uint32_t in_a = (uint32_t)rand() % 3;
    const uint32_t in_b = (uint32_t)rand() % 3;
    memcpy(fake.data + kFlashMapSlotA, images[in_a].file.data, images[in_a].file.bytes);
    memcpy(fake.data + kFlashMapSlotB, images[in_b].file.data, images[in_b].file.bytes);
    allowed = (uint32_t)rand() % 8;
    const uint32_t records = (uint32_t)rand() % 4;
    for (uint32_t i = 0; i < records; ++i) {
      forge_state((uint32_t)rand() % 2 * kRecordsPerSector + i, (uint32_t)rand() % kRecordSequenceMax);
    }
    for (uint32_t boot = 0; boot < 6; ++boot) {
      const status_t status = slot_choice_make(&fake.flash, load_allowed, &fake, &choice);
      const bool one_is_good = (allowed & (1U << in_a | 1U << in_b)) != 0;
      assert_int_equal(status == kStatusOk, one_is_good);
      if (status == kStatusOk) {
        const uint32_t chosen = choice.slot == kSlotA ? in_a : in_b;
        assert_true((allowed & 1U << chosen) != 0);
        assert_memory_equal(choice.image.digest, images[chosen].digest, 32);
        ++booted;
      }
    }
  }
  assert_true(booted > 5000);
}

static void a_boot_that_cannot_be_counted_does_not_happen(void **state) {
  (void)state;
  with_confirmed_a_and_pending_b();
  fake.cut_at = fake.operation_count + 1;
  assert_boots(kSlotA, 0);  // the images themselves are read past the fake
  assert_int_equal(choice.found[kSlotB].verdict, kStatusFlashFailure);
  flash_fake_power_up(&fake);
  assert_boots(kSlotB, 1);
  assert_int_equal(choice.found[kSlotB].boots_left, kSlotTrials - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(an_erased_store_is_empty_and_keeps_order, set_up),
      cmocka_unit_test_setup(a_full_store_loses_its_older_sector_only, set_up),
      cmocka_unit_test_setup(a_record_that_changed_is_not_there, set_up),
      cmocka_unit_test_setup(numbers_do_not_end_whatever_somebody_wrote, set_up),
      cmocka_unit_test_setup(garbage_everywhere_is_erased_once_and_then_used, set_up),
      cmocka_unit_test_setup(a_cut_at_any_write_loses_no_finished_record, set_up),
      cmocka_unit_test_setup(nothing_is_known_of_an_erased_flash, set_up),
      cmocka_unit_test_setup(a_mark_is_about_one_image_in_one_slot, set_up),
      cmocka_unit_test_setup(what_is_known_already_is_not_written_again, set_up),
      cmocka_unit_test_setup(the_layout_is_the_documents, set_up),
      cmocka_unit_test_setup(a_record_that_makes_no_sense_is_passed_over, set_up),
      cmocka_unit_test_setup(without_records_a_boots_and_else_b, set_up),
      cmocka_unit_test_setup(an_update_boots_three_times_and_then_never_again, set_up),
      cmocka_unit_test_setup(an_update_that_confirms_in_its_last_boot_stays, set_up),
      cmocka_unit_test_setup(stale_flags_do_not_apply_to_another_image, set_up),
      cmocka_unit_test_setup(the_confirmed_image_boots_when_the_update_is_broken_and_the_other_way_round, set_up),
      cmocka_unit_test_setup(an_image_that_is_not_the_one_asked_for_does_not_boot_on_its_mark, set_up),
      cmocka_unit_test_setup(whatever_flags_somebody_forges_only_good_images_boot_and_a_good_one_does, set_up),
      cmocka_unit_test_setup(a_boot_that_cannot_be_counted_does_not_happen, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
