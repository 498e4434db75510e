#include "provision/tpm_filter.h"

#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "test/support/cmocka_all.h"

enum { kBytes = 64, kOwner = 0x40000001, kLockout = 0x4000000a, kEndorsement = 0x4000000b, kPlatform = 0x4000000c };
enum { kNull = 0x40000007, kObject = (int)0x81000001 };

/** A command of kBytes octets with three handles. */
static const uint8_t *command(uint32_t code, uint32_t first, uint32_t second, uint32_t third) {
  static uint8_t octets[kBytes];
  memset(octets, 0, sizeof octets);
  bytes_put_u16be(octets, 0x8002);
  bytes_put_u32be(octets + 2, kBytes);
  bytes_put_u32be(octets + 6, code);
  bytes_put_u32be(octets + 10, first);
  bytes_put_u32be(octets + 14, second);
  bytes_put_u32be(octets + 18, third);
  return octets;
}

static status_t with(uint32_t code, uint32_t first) {
  return tpm_filter_check(command(code, first, (uint32_t)kObject, (uint32_t)kObject), kBytes);
}

/** PROTOCOL.md 7.2, all of it, in the order of the text. */
static const uint16_t kListed[] = {0x12a, 0x129, 0x120, 0x131, 0x137, 0x13a, 0x127, 0x148, 0x184,
                                   0x14e, 0x169, 0x153, 0x157, 0x156, 0x173, 0x176, 0x151, 0x17f,
                                   0x16b, 0x16c, 0x189, 0x180, 0x165, 0x17a, 0x17b};

static bool listed(uint32_t code) {
  for (size_t i = 0; i < sizeof kListed / sizeof kListed[0]; ++i) {
    if (kListed[i] == code) {
      return true;
    }
  }
  return false;
}

/** A first handle that 7.3 allows for this command. */
static uint32_t good_handle(uint32_t code) {
  switch (code) {
    case 0x151:
      return kEndorsement;
    case 0x13a:
    case 0x127:
      return kLockout;
    default:
      return kOwner;
  }
}

static void exactly_the_listed_codes_pass(void **state) {
  (void)state;
  unsigned passed = 0;
  for (uint32_t code = 0; code < 0x20000; ++code) {
    const status_t status = with(code, good_handle(code));
    assert_int_equal(status, listed(code) ? kStatusOk : kStatusTpmCommandRefused);
    passed += status == kStatusOk;
  }
  assert_int_equal(passed, 25);
  assert_int_equal(with(0x8000017b, kOwner), kStatusTpmCommandRefused);
  assert_int_equal(with(0x2000017b, kOwner), kStatusTpmCommandRefused);  // vendor bit
}

static void dangerous_commands_are_not_on_the_list(void **state) {
  (void)state;
  static const uint16_t kNever[] = {0x147 /* ActivateCredential */,
                                    0x182 /* PCR_Extend */,
                                    0x13d /* PCR_Reset */,
                                    0x144 /* Startup */,
                                    0x145 /* Shutdown */,
                                    0x126 /* Clear */,
                                    0x121 /* HierarchyControl */,
                                    0x15e /* Unseal */,
                                    0x12b /* NV_UndefineSpaceSpecial */,
                                    0x122 /* NV_UndefineSpace */,
                                    0x134 /* NV_Increment */,
                                    0x138 /* NV_WriteLock */};
  for (size_t i = 0; i < sizeof kNever / sizeof kNever[0]; ++i) {
    assert_int_equal(with(kNever[i], kOwner), kStatusTpmCommandRefused);
  }
}

static void the_platform_is_refused_in_every_handle_field(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof kListed / sizeof kListed[0]; ++i) {
    const bool has_handles = kListed[i] != 0x17a && kListed[i] != 0x17b;
    assert_int_equal(with(kListed[i], kPlatform), has_handles ? kStatusTpmCommandRefused : kStatusOk);
  }
  static const uint16_t kTwo[] = {0x120, 0x137, 0x148, 0x14e, 0x151, 0x176, 0x184};
  for (size_t i = 0; i < sizeof kTwo / sizeof kTwo[0]; ++i) {
    const uint8_t *octets = command(kTwo[i], good_handle(kTwo[i]), kPlatform, (uint32_t)kObject);
    assert_int_equal(tpm_filter_check(octets, kBytes), kStatusTpmCommandRefused);
  }
  const uint8_t *octets = command(0x184, kOwner, (uint32_t)kObject, kPlatform);
  assert_int_equal(tpm_filter_check(octets, kBytes), kStatusTpmCommandRefused);
}

static void hierarchies_are_held_to_the_list(void **state) {
  (void)state;
  static const struct {
    uint16_t code;
    bool owner, lockout, endorsement;
  } kRows[] = {
      {0x131, true, false, true}, {0x12a, true, false, false}, {0x137, true, false, false}, {0x120, true, false, false},
      {0x129, true, true, false}, {0x13a, false, true, false}, {0x127, false, true, false}, {0x151, false, false, true},
  };
  for (size_t i = 0; i < sizeof kRows / sizeof kRows[0]; ++i) {
    assert_int_equal(with(kRows[i].code, kOwner) == kStatusOk, kRows[i].owner);
    assert_int_equal(with(kRows[i].code, kLockout) == kStatusOk, kRows[i].lockout);
    assert_int_equal(with(kRows[i].code, kEndorsement) == kStatusOk, kRows[i].endorsement);
    assert_int_equal(with(kRows[i].code, kNull), kStatusTpmCommandRefused);
    assert_int_equal(with(kRows[i].code, (uint32_t)kObject), kStatusTpmCommandRefused);
  }
}

static void lengths_and_tags_are_exact(void **state) {
  (void)state;
  static uint8_t octets[kTpmFilterMaxBytes + 1];
  memcpy(octets, command(0x17b, 0, 0, 0), kBytes);
  assert_int_equal(tpm_filter_check(octets, kBytes), kStatusOk);
  assert_int_equal(tpm_filter_check(octets, kBytes - 1), kStatusTpmCommandRefused);
  assert_int_equal(tpm_filter_check(octets, kBytes + 1), kStatusTpmCommandRefused);
  bytes_put_u32be(octets + 2, kTpmFilterMaxBytes);
  assert_int_equal(tpm_filter_check(octets, kTpmFilterMaxBytes), kStatusOk);
  bytes_put_u32be(octets + 2, kTpmFilterMaxBytes + 1);
  assert_int_equal(tpm_filter_check(octets, kTpmFilterMaxBytes + 1), kStatusTpmCommandRefused);
  for (uint32_t bytes = 0; bytes < 10; ++bytes) {
    bytes_put_u32be(octets + 2, bytes);
    assert_int_equal(tpm_filter_check(octets, bytes), kStatusTpmCommandRefused);
  }
  bytes_put_u32be(octets + 2, kBytes);
  for (uint32_t tag = 0; tag <= 0xffff; ++tag) {
    bytes_put_u16be(octets, (uint16_t)tag);
    const bool good = tag == 0x8001 || tag == 0x8002;
    assert_int_equal(tpm_filter_check(octets, kBytes), good ? kStatusOk : kStatusTpmCommandRefused);
  }
}

static void a_command_cut_inside_its_handles_is_refused(void **state) {
  (void)state;
  uint8_t octets[kBytes];
  memcpy(octets, command(0x184, kOwner, (uint32_t)kObject, (uint32_t)kObject), sizeof octets);
  for (uint32_t bytes = 10; bytes < 22; ++bytes) {
    bytes_put_u32be(octets + 2, bytes);
    assert_int_equal(tpm_filter_check(octets, bytes), kStatusTpmCommandRefused);
  }
  bytes_put_u32be(octets + 2, 22);
  assert_int_equal(tpm_filter_check(octets, 22), kStatusOk);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(exactly_the_listed_codes_pass),
      cmocka_unit_test(dangerous_commands_are_not_on_the_list),
      cmocka_unit_test(the_platform_is_refused_in_every_handle_field),
      cmocka_unit_test(hierarchies_are_held_to_the_list),
      cmocka_unit_test(lengths_and_tags_are_exact),
      cmocka_unit_test(a_command_cut_inside_its_handles_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
