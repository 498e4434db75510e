#include "provision/factory_data.h"

#include <openssl/sha.h>
#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "test/support/cmocka_all.h"

/** A sector made here by IMAGE.md 5, its digest by OpenSSL. */
static uint8_t sector[kFactoryDataBytes];

static void sign(void) { SHA256(sector, 224, sector + 224); }

static int set_up(void **state) {
  (void)state;
  memset(sector, 0, sizeof sector);
  memcpy(sector, "SBFD", 4);
  sector[4] = 1;
  sector[8] = 4;
  memset(sector + 9, 0x5a, 64);
  memcpy(sector + 76, "0123456789abcdef", 16);
  bytes_put_u32le(sector + 92, 7);
  memcpy(sector + 96, "virt-charger", 12);
  sign();
  return 0;
}

static void a_good_sector_is_decoded(void **state) {
  (void)state;
  factory_data_t data;
  assert_int_equal(factory_data_read(sector, &data), kStatusOk);
  assert_memory_equal(data.vendor_root, sector + 8, 65);
  assert_memory_equal(data.board_id, "0123456789abcdef", 16);
  assert_int_equal(data.hardware_revision, 7);
  assert_string_equal(data.board, "virt-charger");
}

static void every_changed_octet_is_noticed(void **state) {
  (void)state;
  factory_data_t data;
  for (size_t i = 0; i < sizeof sector; ++i) {
    sector[i] ^= 0x40;
    assert_int_equal(factory_data_read(sector, &data), kStatusFactoryData);
    sector[i] ^= 0x40;
  }
}

static void wrong_fields_are_refused_with_a_right_digest(void **state) {
  (void)state;
  static const size_t kPlaces[] = {0, 3, 4, 7, 8, 73, 75, 112, 223};
  factory_data_t data;
  for (size_t i = 0; i < sizeof kPlaces / sizeof kPlaces[0]; ++i) {
    set_up(NULL);
    sector[kPlaces[i]] ^= 0x01;
    sign();
    assert_int_equal(factory_data_read(sector, &data), kStatusFactoryData);
  }
}

static void erased_and_zeroed_sectors_are_missing(void **state) {
  (void)state;
  factory_data_t data;
  memset(sector, 0xff, sizeof sector);
  assert_int_equal(factory_data_read(sector, &data), kStatusFactoryData);
  memset(sector, 0, sizeof sector);
  assert_int_equal(factory_data_read(sector, &data), kStatusFactoryData);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(a_good_sector_is_decoded, set_up),
      cmocka_unit_test_setup(every_changed_octet_is_noticed, set_up),
      cmocka_unit_test_setup(wrong_fields_are_refused_with_a_right_digest, set_up),
      cmocka_unit_test_setup(erased_and_zeroed_sectors_are_missing, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
