#include "monitor/mailbox.h"

#include <string.h>

#include "test/support/cmocka_all.h"

static mailbox_t mailbox;
static uint8_t letter[kMailboxMaxBytes];
static uint32_t kind;
static uint32_t bytes;

static int set_up(void **state) {
  (void)state;
  memset(&mailbox, 0xa5, sizeof mailbox);  // what RAM may hold after power-on
  mailbox_open(&mailbox);
  return 0;
}

static void it_is_empty_after_power_on_whatever_the_ram_holds(void **state) {
  (void)state;
  for (int fill = 0; fill < 256; ++fill) {
    memset(&mailbox, fill, sizeof mailbox);
    mailbox_open(&mailbox);
    assert_int_equal(mailbox_take(&mailbox, &kind, letter, &bytes), kStatusMailboxEmpty);
    assert_int_equal(mailbox.last_status, 0);
  }
}

static void a_letter_outlives_a_warm_reset_and_is_taken_once(void **state) {
  (void)state;
  assert_int_equal(mailbox_put(&mailbox, kMailboxRevert, "letter", 6), kStatusOk);
  mailbox_open(&mailbox);
  assert_int_equal(mailbox_take(&mailbox, &kind, letter, &bytes), kStatusOk);
  assert_int_equal(kind, kMailboxRevert);
  assert_int_equal(bytes, 6);
  assert_memory_equal(letter, "letter", 6);
  mailbox_open(&mailbox);
  assert_int_equal(mailbox_take(&mailbox, &kind, letter, &bytes), kStatusMailboxEmpty);
}

static void a_later_letter_replaces_the_one_before(void **state) {
  (void)state;
  assert_int_equal(mailbox_put(&mailbox, kMailboxRevert, "first", 5), kStatusOk);
  assert_int_equal(mailbox_put(&mailbox, kMailboxConfirm, "2nd", 3), kStatusOk);
  assert_int_equal(mailbox_take(&mailbox, &kind, letter, &bytes), kStatusOk);
  assert_int_equal(kind, kMailboxConfirm);
  assert_int_equal(bytes, 3);
}

static void lengths_and_kinds_are_bounded(void **state) {
  (void)state;
  static const uint8_t kLong[kMailboxMaxBytes + 1] = {0};
  assert_int_equal(mailbox_put(&mailbox, kMailboxConfirm, kLong, kMailboxMaxBytes + 1), kStatusTooLong);
  assert_int_equal(mailbox_put(&mailbox, kMailboxConfirm, kLong, 0), kStatusTooLong);
  assert_int_equal(mailbox_put(&mailbox, 0, kLong, 1), kStatusBadRequest);
  assert_int_equal(mailbox_put(&mailbox, kMailboxConfirm ^ 1, kLong, 1), kStatusBadRequest);
  assert_int_equal(mailbox_take(&mailbox, &kind, letter, &bytes), kStatusMailboxEmpty);
  assert_int_equal(mailbox_put(&mailbox, kMailboxConfirm, kLong, kMailboxMaxBytes), kStatusOk);
}

static void what_changed_in_ram_is_thrown_away(void **state) {
  (void)state;
  assert_int_equal(mailbox_put(&mailbox, kMailboxConfirm, "letter", 6), kStatusOk);
  mailbox.letter[2] ^= 1;
  mailbox_open(&mailbox);
  assert_int_equal(mailbox_take(&mailbox, &kind, letter, &bytes), kStatusMailboxEmpty);
}

static void the_status_is_kept_beside_letters(void **state) {
  (void)state;
  mailbox_set_status(&mailbox, kStatusDecisionTrial);
  mailbox_open(&mailbox);
  assert_int_equal(mailbox.last_status, kStatusDecisionTrial);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(it_is_empty_after_power_on_whatever_the_ram_holds, set_up),
      cmocka_unit_test_setup(a_letter_outlives_a_warm_reset_and_is_taken_once, set_up),
      cmocka_unit_test_setup(a_later_letter_replaces_the_one_before, set_up),
      cmocka_unit_test_setup(lengths_and_kinds_are_bounded, set_up),
      cmocka_unit_test_setup(what_changed_in_ram_is_thrown_away, set_up),
      cmocka_unit_test_setup(the_status_is_kept_beside_letters, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
