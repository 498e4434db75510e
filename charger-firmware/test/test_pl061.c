#include "drivers/pl061.h"

#include <string.h>

#include "test/support/cmocka_all.h"

/* A PL061 that is memory: it shows which registers are set up, and is told by hand what its pins did. DDI 0190B, 3.2.
 */
static uint32_t registers[0x420 / 4];

enum { kPin3 = 8, kDataOfPin3 = 0x20 / 4, kDirection = 0x400 / 4, kEvent = 0x40c / 4, kMask = 0x410 / 4 };
enum { kRawStatus = 0x414 / 4, kClear = 0x41c / 4, kSense = 0x404 / 4, kBoth = 0x408 / 4 };

static uintptr_t base(void) { return (uintptr_t)registers; }

static void watching_leaves_the_other_pins_alone(void **state) {
  (void)state;
  memset(registers, 0xff, sizeof registers);
  registers[kEvent] = 0;
  pl061_watch(base(), kPin3);
  assert_int_equal(registers[kDirection], 0xfffffff7);
  assert_int_equal(registers[kMask], 0xfffffff7);
  assert_int_equal(registers[kSense], 0xfffffff7);
  assert_int_equal(registers[kBoth], 0xfffffff7);
  assert_int_equal(registers[kEvent], kPin3);
  assert_int_equal(registers[kClear], kPin3);
}

static void a_level_and_an_edge_are_seen_and_the_edge_is_cleared(void **state) {
  (void)state;
  memset(registers, 0, sizeof registers);
  assert_int_equal(pl061_seen(base(), kPin3), 0);
  registers[kDataOfPin3] = kPin3;
  assert_int_equal(pl061_seen(base(), kPin3), kPin3);
  registers[kDataOfPin3] = 0;
  registers[kRawStatus] = 0xff;
  assert_int_equal(pl061_seen(base(), kPin3), kPin3);
  assert_int_equal(registers[kClear], kPin3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(watching_leaves_the_other_pins_alone),
      cmocka_unit_test(a_level_and_an_edge_are_seen_and_the_edge_is_cleared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
