#include <string.h>

#include "base/hardened.h"
#include "test/support/cmocka_all.h"

static void equal_octets_are_equal(void **state) {
  (void)state;
  uint8_t a[64];
  uint8_t b[64];
  memset(a, 0x5a, sizeof a);
  memset(b, 0x5a, sizeof b);
  for (size_t n = 1; n <= sizeof a; ++n) {
    assert_int_equal(hardened_equal(a, b, n), kHardenedYes);
  }
}

static void one_flipped_bit_anywhere_is_a_difference(void **state) {
  (void)state;
  uint8_t a[64] = {0};
  uint8_t b[64] = {0};
  for (size_t bit = 0; bit < 8 * sizeof a; ++bit) {
    b[bit / 8] ^= (uint8_t)(1u << bit % 8);
    assert_int_equal(hardened_equal(a, b, sizeof a), kHardenedNo);
    b[bit / 8] = 0;
  }
}

static void no_octets_are_not_equal(void **state) {
  (void)state;
  const uint8_t a[1] = {0};
  assert_int_equal(hardened_equal(a, a, 0), kHardenedNo);
}

static void words_are_equal_only_to_themselves(void **state) {
  (void)state;
  static const uint32_t words[] = {0, 1, 0x7fffffff, 0x80000000, 0x5a3c, 0xffffffff};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
    for (size_t j = 0; j < sizeof words / sizeof words[0]; ++j) {
      assert_int_equal(hardened_same_word(words[i], words[j]), i == j ? kHardenedYes : kHardenedNo);
    }
  }
}

static void at_least_is_exact_at_its_borders(void **state) {
  (void)state;
  static const struct {
    uint32_t a;
    uint32_t b;
    hardened_t expected;
  } cases[] = {
      {0, 0, kHardenedYes},
      {0, 1, kHardenedNo},
      {1, 0, kHardenedYes},
      {64, 64, kHardenedYes},
      {64, 65, kHardenedNo},
      {UINT32_MAX, 0, kHardenedYes},
      {0, UINT32_MAX, kHardenedNo},
      {UINT32_MAX, UINT32_MAX, kHardenedYes},
      {0x7fffffff, 0x80000000, kHardenedNo},
      {0x80000000, 0x7fffffff, kHardenedYes},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; ++i) {
    assert_int_equal(hardened_at_least(cases[i].a, cases[i].b), cases[i].expected);
  }
}

static void both_takes_two_exact_yeses(void **state) {
  (void)state;
  assert_int_equal(hardened_both(kHardenedYes, kHardenedYes), kHardenedYes);
  assert_int_equal(hardened_both(kHardenedYes, kHardenedNo), kHardenedNo);
  assert_int_equal(hardened_both(kHardenedNo, kHardenedYes), kHardenedNo);
  assert_int_equal(hardened_both(kHardenedNo, kHardenedNo), kHardenedNo);
  for (uint32_t bit = 0; bit < 31; ++bit) {
    const hardened_t damaged = (hardened_t)((uint32_t)kHardenedYes ^ 1u << bit);
    assert_int_equal(hardened_both(damaged, kHardenedYes), kHardenedNo);
    assert_int_equal(hardened_both(kHardenedYes, damaged), kHardenedNo);
  }
}

static void require_refuses_all_but_an_exact_yes(void **state) {
  (void)state;
  assert_int_equal(hardened_require(kHardenedYes, kStatusInternal), kStatusOk);
  assert_int_equal(hardened_require(kHardenedNo, kStatusImageKey), kStatusImageKey);
  assert_int_equal(hardened_require((hardened_t)0, kStatusImageKey), kStatusImageKey);
  for (uint32_t bit = 0; bit < 31; ++bit) {
    const hardened_t damaged = (hardened_t)((uint32_t)kHardenedYes ^ 1u << bit);
    assert_int_equal(hardened_require(damaged, kStatusImageKey), kStatusImageKey);
  }
}

static void ok_is_ok_only(void **state) {
  (void)state;
  assert_int_equal(hardened_ok(kStatusOk), kHardenedYes);
  assert_int_equal(hardened_ok((status_t)0), kHardenedNo);
  assert_int_equal(hardened_ok((status_t)1), kHardenedNo);
  assert_int_equal(hardened_ok(kStatusSignature), kHardenedNo);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_octets_are_equal),
      cmocka_unit_test(one_flipped_bit_anywhere_is_a_difference),
      cmocka_unit_test(no_octets_are_not_equal),
      cmocka_unit_test(words_are_equal_only_to_themselves),
      cmocka_unit_test(at_least_is_exact_at_its_borders),
      cmocka_unit_test(both_takes_two_exact_yeses),
      cmocka_unit_test(require_refuses_all_but_an_exact_yes),
      cmocka_unit_test(ok_is_ok_only),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
