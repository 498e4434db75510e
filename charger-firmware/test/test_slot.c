#include "provision/slot.h"

#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "drivers/flash_fake.h"
#include "provision/flash_map.h"
#include "test/support/cmocka_all.h"

static flash_fake_t fake;
static uint8_t copy[kFlashMapSlotBytes];

static int set_up(void **state) {
  static const uint8_t kSeed[32] = {1};
  (void)state;
  flash_fake_open(&fake);
  memset(copy, 0, sizeof copy);
  assert_int_equal(crypto_init(kSeed, sizeof kSeed), kStatusOk);
  return 0;
}

/** A header in slot B that claims these sizes. */
static void claim(uint16_t header, uint16_t protected_bytes, uint32_t body) {
  uint8_t *at = fake.data + kFlashMapSlotB;
  bytes_put_u32le(at, 0x96f3b83d);
  at[8] = (uint8_t)header;
  at[9] = (uint8_t)(header >> 8);
  at[10] = (uint8_t)protected_bytes;
  at[11] = (uint8_t)(protected_bytes >> 8);
  bytes_put_u32le(at + 12, body);
}

static uint32_t copied(void) {
  uint32_t bytes = 0;
  assert_int_equal(slot_copy(&fake.flash, kSlotB, copy, &bytes), kStatusOk);
  return bytes;
}

static void an_image_is_copied_up_to_its_claimed_end(void **state) {
  (void)state;
  claim(1024, 100, 5000);
  fake.data[kFlashMapSlotB + 6124 + 2] = 200;  // plain area: its size, little-endian
  fake.data[kFlashMapSlotB + 6124 + 3] = 0;
  fake.data[kFlashMapSlotB + 6323] = 0x77;
  assert_int_equal(copied(), 6324);
  assert_memory_equal(copy, fake.data + kFlashMapSlotB, 6324);
  assert_int_equal(copy[6323], 0x77);
  assert_int_equal(copy[6324], 0);  // nothing behind it
}

static void claims_that_leave_the_slot_copy_the_slot_and_no_more(void **state) {
  (void)state;
  static const uint32_t kBodies[] = {UINT32_MAX, UINT32_MAX - 2000, kFlashMapSlotBytes, kFlashMapSlotBytes - 1124,
                                     kFlashMapSlotBytes - 1127};
  for (size_t i = 0; i < sizeof kBodies / sizeof kBodies[0]; ++i) {
    claim(1024, 100, kBodies[i]);
    assert_int_equal(copied(), kFlashMapSlotBytes);
  }
  claim(0xffff, 0xffff, 4000000);  // erased flash follows: a plain area of 65,535 octets
  assert_int_equal(copied(), kFlashMapSlotBytes);
}

static void an_empty_slot_holds_no_image_and_a_bad_one_is_refused(void **state) {
  (void)state;
  image_unit_t unit = {.pair_count = 2};
  image_info_t info;
  assert_int_equal(slot_verify(&fake.flash, kSlotB, &unit, &info), kStatusNoImage);
  assert_int_equal(slot_verify_copy(copy, copied(), &unit, &info), kStatusNoImage);
  claim(1024, 100, 5000);
  assert_int_equal(slot_verify(&fake.flash, kSlotB, &unit, &info), kStatusImageFormat);
  assert_int_equal(slot_verify(&fake.flash, kSlotA, &unit, &info), kStatusNoImage);  // the other slot is another one
}

static void a_discarded_slot_is_empty(void **state) {
  (void)state;
  image_unit_t unit = {.pair_count = 2};
  image_info_t info;
  claim(1024, 100, 5000);
  fake.data[kFlashMapSlotA] = 1;
  assert_int_equal(slot_discard(&fake.flash, kSlotB), kStatusOk);
  assert_int_equal(slot_verify(&fake.flash, kSlotB, &unit, &info), kStatusNoImage);
  assert_int_equal(fake.data[kFlashMapSlotA], 1);
}

static void only_an_accepted_image_is_reported_with_digest_and_version(void **state) {
  (void)state;
  const image_info_t info = {.digest = {9}, .version = "1.2.3+4"};
  hello_slot_t slot;
  slot_report(kStatusOk, &info, &slot);
  assert_int_equal(slot.verdict, kStatusOk);
  assert_int_equal(slot.image_sha256[0], 9);
  assert_string_equal(slot.version, "1.2.3+4");
  slot_report(kStatusImageLms, &info, &slot);
  assert_int_equal(slot.verdict, kStatusImageLms);
  assert_int_equal(slot.image_sha256[0], 0);
  assert_string_equal(slot.version, "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(an_image_is_copied_up_to_its_claimed_end, set_up),
      cmocka_unit_test_setup(claims_that_leave_the_slot_copy_the_slot_and_no_more, set_up),
      cmocka_unit_test_setup(an_empty_slot_holds_no_image_and_a_bad_one_is_refused, set_up),
      cmocka_unit_test_setup(a_discarded_slot_is_empty, set_up),
      cmocka_unit_test_setup(only_an_accepted_image_is_reported_with_digest_and_version, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
