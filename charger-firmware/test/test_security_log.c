#include "provision/security_log.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "drivers/flash_fake.h"
#include "link/frame.h"
#include "provision/flash_map.h"
#include "provision/record_store.h"
#include "test/support/cmocka_all.h"

static flash_fake_t fake;
static wire_SecurityLogResponse page;

static int set_up(void **state) {
  (void)state;
  flash_fake_open(&fake);
  return 0;
}

static security_entry_t entry_of(uint32_t number) {
  return (security_entry_t){kSecurityImageRefused, number, 1 + number % 2, wire_Program_PROGRAM_BOOT_ROM,
                            0x100000000U + number};
}

static void add(uint32_t number) {
  const security_entry_t entry = entry_of(number);
  assert_int_equal(security_log_add(&fake.flash, &entry), kStatusOk);
}

/** Reads page by page; every entry must be as `entry_of` made it. */
static uint32_t count_all(uint32_t *oldest, uint32_t *newest) {
  uint32_t count = 0;
  uint32_t next = 0;
  do {
    assert_int_equal(security_log_page(&fake.flash, next, &page), kStatusOk);
    for (pb_size_t i = 0; i < page.entries_count; ++i) {
      const wire_SecurityLogEntry *got = &page.entries[i];
      const security_entry_t wanted = entry_of(got->detail);
      assert_int_equal(got->code, wanted.event);
      assert_int_equal(got->slot, wanted.slot);
      assert_int_equal(got->writer, wanted.writer);
      assert_true(got->time_s == wanted.time_s);
      *oldest = count == 0 ? got->detail : *oldest;
      assert_true(count == 0 || got->detail == *newest + 1);
      *newest = got->detail;
      ++count;
    }
    assert_true(page.next_sequence == 0 || page.next_sequence > next);
    next = page.next_sequence;
  } while (next != 0);
  return count;
}

static void an_empty_log_is_an_empty_page(void **state) {
  (void)state;
  assert_int_equal(security_log_page(&fake.flash, 0, &page), kStatusOk);
  assert_int_equal(page.entries_count, 0);
  assert_int_equal(page.next_sequence, 0);
}

static void an_entry_lies_as_the_document_says(void **state) {
  (void)state;
  // IMAGE.md 8.1 and 8.4: sequence, magic "SLOG", event, reason, slot, writer, time
  static const uint8_t kWanted[] = {1, 0, 0, 0, 'S', 'L', 'O', 'G', 1, 0, 0, 0, 0xa1, 0x51, 0, 0,
                                    2, 0, 0, 0, 1,   0,   0,   0,   8, 7, 6, 5, 4,    0,    0, 0};
  const security_entry_t entry = {kSecurityImageRefused, kStatusImageRollback, 2, wire_Program_PROGRAM_BOOT_ROM,
                                  0x405060708};
  assert_int_equal(security_log_add(&fake.flash, &entry), kStatusOk);
  assert_memory_equal(fake.data + 0x0980000, kWanted, sizeof kWanted);
}

static void pages_hold_all_in_order_and_the_log_is_bounded(void **state) {
  (void)state;
  uint32_t oldest = 0;
  uint32_t newest = 0;
  for (uint32_t i = 1; i <= 40; ++i) {
    add(i);
  }
  assert_int_equal(count_all(&oldest, &newest), 40);
  for (uint32_t i = 41; i <= 3 * kRecordsPerSector + 5; ++i) {
    add(i);
  }
  const uint32_t count = count_all(&oldest, &newest);
  assert_int_equal(newest, 3 * kRecordsPerSector + 5);
  assert_true(count > kRecordsPerSector && count <= 2 * kRecordsPerSector);
}

static void what_is_refused_at_each_boot_is_written_once(void **state) {
  (void)state;
  for (uint32_t boot = 0; boot < 100; ++boot) {
    add(1);
    add(2);
  }
  uint32_t oldest = 0;
  uint32_t newest = 0;
  assert_int_equal(count_all(&oldest, &newest), 2);
  for (uint32_t i = 3; i <= 10; ++i) {
    add(i);  // eight others: then the first is news again
  }
  add(1);
  assert_int_equal(security_log_page(&fake.flash, 11, &page), kStatusOk);
  assert_int_equal(page.entries_count, 1);
  assert_int_equal(page.entries[0].detail, 1);
}

static void a_cut_at_any_write_loses_no_finished_entry(void **state) {
  enum { kBefore = 2 * kRecordsPerSector - 2, kAdds = 5 };
  uint32_t cuts = 0;
  for (uint32_t tear = 0; tear < 4; ++tear) {
    bool was_cut = true;
    for (uint32_t cut = 1; was_cut; ++cut) {
      set_up(state);
      for (uint32_t i = 1; i <= kBefore; ++i) {
        add(i);
      }
      fake.tear = tear;
      fake.cut_at = fake.operation_count + cut;
      was_cut = false;
      for (uint32_t done = kBefore; done < kBefore + kAdds;) {
        const security_entry_t entry = entry_of(done + 1);
        uint32_t oldest = 0;
        uint32_t newest = 0;
        if (security_log_add(&fake.flash, &entry) == kStatusOk) {
          ++done;
        } else {
          was_cut = true;
          ++cuts;
          flash_fake_power_up(&fake);
          (void)count_all(&oldest, &newest);
          assert_int_equal(newest, done);
        }
      }
    }
  }
  assert_true(cuts >= 4 * (kAdds + 1));
}

static void a_log_that_cannot_be_read_or_written_says_so(void **state) {
  (void)state;
  const security_entry_t entry = entry_of(1);
  fake.dead = true;
  assert_int_equal(security_log_add(&fake.flash, &entry), kStatusFlashFailure);
  assert_int_equal(security_log_page(&fake.flash, 0, &page), kStatusFlashFailure);
}

enum { kForgedWithoutMagic = 77, kForged = 78 };

/** A record with a right check sum and whatever else, in one of two cases the magic. */
static void forge(uint8_t *at, uint32_t sequence) {
  const bool magic = rand() % 2 == 0;
  for (uint32_t i = 4; i < kRecordBytes - 4; ++i) {
    at[i] = (uint8_t)rand();
  }
  bytes_put_u32le(at, sequence);
  bytes_put_u32le(at + 4, magic ? 0x474f4c53 : (uint32_t)rand());
  bytes_put_u32le(at + 8, magic ? kForged : kForgedWithoutMagic);
  bytes_put_u32le(at + 16, (uint32_t)rand() % 5);
  bytes_put_u32le(at + 20, (uint32_t)rand() % 5);
  bytes_put_u32le(at + kRecordBytes - 4, frame_crc32c(at, kRecordBytes - 4));
}

static void whatever_an_application_writes_there_the_log_goes_on(void **state) {
  uint32_t shown = 0;
  for (uint32_t seed = 0; seed < 200; ++seed) {
    set_up(state);
    srand(seed);
    for (uint32_t i = 0; i < 2 * kRecordsPerSector; ++i) {
      uint8_t *at = fake.data + kFlashMapSecurityLog + i / kRecordsPerSector * kFlashMapSectorBytes +
                    i % kRecordsPerSector * kRecordBytes;
      if (rand() % 4 != 0) {
        forge(at, rand() % 8 == 0 ? kRecordSequenceMax : (uint32_t)rand());
      }
    }
    uint32_t next = 0;
    for (uint32_t pages = 0; pages < 3 * kRecordsPerSector; ++pages) {
      assert_int_equal(security_log_page(&fake.flash, next, &page), kStatusOk);
      for (pb_size_t i = 0; i < page.entries_count; ++i) {
        assert_true(page.entries[i].slot <= 2);
        assert_true(page.entries[i].writer <= 2);
        assert_int_not_equal(page.entries[i].code, kForgedWithoutMagic);
        ++shown;
      }
      next = page.next_sequence;
      if (next == 0) {
        break;
      }
    }
    const security_entry_t entry = {kSecurityTamper, seed, 0, wire_Program_PROGRAM_APPLICATION, 1};
    assert_int_equal(security_log_add(&fake.flash, &entry), kStatusOk);
    bool found = false;
    for (uint32_t i = 0; i < 2 * kFlashMapSectorBytes && !found; i += kRecordBytes) {
      const uint8_t *at = fake.data + kFlashMapSecurityLog + i;
      found = bytes_get_u32le(at + 8) == kSecurityTamper && bytes_get_u32le(at + 12) == seed &&
              bytes_get_u32le(at + kRecordBytes - 4) == frame_crc32c(at, kRecordBytes - 4);
    }
    assert_true(found);
  }
  assert_true(shown > 200);
}

static void only_image_statuses_are_an_images(void **state) {
  (void)state;
#define X(name, code, text) assert_int_equal(security_log_is_image(name), (code) >> 8 == 0x51);
#include "../../device-link/protocol/status.list"
#undef X
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(an_empty_log_is_an_empty_page, set_up),
      cmocka_unit_test_setup(an_entry_lies_as_the_document_says, set_up),
      cmocka_unit_test_setup(pages_hold_all_in_order_and_the_log_is_bounded, set_up),
      cmocka_unit_test_setup(what_is_refused_at_each_boot_is_written_once, set_up),
      cmocka_unit_test_setup(a_cut_at_any_write_loses_no_finished_entry, set_up),
      cmocka_unit_test_setup(a_log_that_cannot_be_read_or_written_says_so, set_up),
      cmocka_unit_test_setup(whatever_an_application_writes_there_the_log_goes_on, set_up),
      cmocka_unit_test(only_image_statuses_are_an_images),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
