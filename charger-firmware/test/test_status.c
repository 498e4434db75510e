#include <string.h>

#include "base/status.h"
#include "test/support/cmocka_all.h"

static const struct {
  status_t code;
  const char *text;
} kAll[] = {
#define X(name, code, text) {name, text},
#include "../../device-link/protocol/status.list"
#undef X
};

enum { kCount = sizeof kAll / sizeof kAll[0], kLeastDistance = 3 };

static int bits_apart(unsigned a, unsigned b) { return __builtin_popcount(a ^ b); }

static void every_code_is_three_bits_from_any_other(void **state) {
  (void)state;
  assert_true(kCount >= 50);
  for (size_t i = 0; i < kCount; ++i) {
    for (size_t j = i + 1; j < kCount; ++j) {
      assert_true(bits_apart(kAll[i].code, kAll[j].code) >= kLeastDistance);
    }
  }
}

static void no_code_is_near_wiped_or_erased_memory(void **state) {
  (void)state;
  for (size_t i = 0; i < kCount; ++i) {
    assert_true(kAll[i].code <= 0xffff);
    assert_true(bits_apart(kAll[i].code, 0x0000) >= kLeastDistance);
    assert_true(bits_apart(kAll[i].code, 0xffff) >= kLeastDistance);
  }
}

static void success_is_the_code_that_was_agreed(void **state) {
  (void)state;
  assert_int_equal(kStatusOk, 0x5a3c);
}

static void every_code_has_its_text_and_others_say_so(void **state) {
  (void)state;
  for (size_t i = 0; i < kCount; ++i) {
    assert_string_equal(status_text(kAll[i].code), kAll[i].text);
    assert_true(strlen(kAll[i].text) > 0);
  }
  assert_string_equal(status_text((status_t)0), "unknown status");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_code_is_three_bits_from_any_other),
      cmocka_unit_test(no_code_is_near_wiped_or_erased_memory),
      cmocka_unit_test(success_is_the_code_that_was_agreed),
      cmocka_unit_test(every_code_has_its_text_and_others_say_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
