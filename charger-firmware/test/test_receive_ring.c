#include "link/receive_ring.h"

#include <string.h>

#include "provision/burn.h"
#include "test/support/cmocka_all.h"

/** A port at which `left` octets wait: 0, 1, 2, ... */
static struct {
  uint32_t next;
  size_t left;
  size_t most_at_once;
  unsigned waits;
} line;

static receive_ring_t ring;
static link_port_t port;

static size_t receive(void *context, uint8_t *out, size_t capacity) {
  (void)context;
  size_t taken = 0;
  while (taken < capacity && taken < line.most_at_once && line.left > 0) {
    out[taken++] = (uint8_t)(line.next++ * 7 >> 3);
    --line.left;
  }
  return taken;
}

static void send(void *context, const uint8_t *data, size_t bytes) {
  (void)context;
  (void)data;
  (void)bytes;
}

static void drain(void *context) { (void)context; }

static void wait(void *context) {
  (void)context;
  ++line.waits;
}

static int set_up(void **state) {
  (void)state;
  memset(&line, 0, sizeof line);
  line.most_at_once = SIZE_MAX;
  const link_port_t below = {NULL, receive, send, drain, wait, NULL, 0, NULL};
  receive_ring_open(&ring, &below, &port);
  return 0;
}

static void assert_next(uint32_t *expected, size_t bytes) {
  static uint8_t out[kReceiveRingBytes + 1];
  assert_int_equal(port.receive(port.context, out, bytes), bytes);
  for (size_t i = 0; i < bytes; ++i) {
    assert_int_equal(out[i], (uint8_t)((*expected)++ * 7 >> 3));
  }
}

static void octets_come_out_as_they_came_in_around_the_end(void **state) {
  (void)state;
  uint32_t expected = 0;
  line.most_at_once = 1000;
  for (size_t turn = 0; turn < 12; ++turn) {
    line.left = 60000;
    for (size_t i = 0; i < 60; ++i) {
      receive_ring_pump(&ring);
    }
    assert_next(&expected, 25000);
    assert_next(&expected, 35000);
  }
  uint8_t none;
  assert_int_equal(port.receive(port.context, &none, 1), 0);
}

static void a_full_ring_leaves_the_rest_at_the_port(void **state) {
  (void)state;
  uint32_t expected = 0;
  line.left = kReceiveRingBytes + 10;
  receive_ring_pump(&ring);
  receive_ring_pump(&ring);
  assert_int_equal(line.left, 10);
  assert_next(&expected, kReceiveRingBytes);
  assert_next(&expected, 10);
}

static void it_sleeps_only_when_nothing_waits(void **state) {
  (void)state;
  uint32_t expected = 0;
  line.left = 2;
  receive_ring_pump(&ring);
  port.wait(port.context);
  assert_int_equal(line.waits, 0);
  assert_next(&expected, 2);
  port.wait(port.context);
  assert_int_equal(line.waits, 1);
}

/** A window of data frames on the line, the worst case of COBS and the smallest last frame included. */
static void a_whole_window_fits(void **state) {
  (void)state;
  const size_t data = kFramePayloadMaxBytes - kBurnDataHeaderBytes;
  const size_t frames = kBurnWindowBytes / data + 1;
  assert_true(frames * kFrameLineMaxBytes + kFrameLineMaxBytes <= kReceiveRingBytes);
}

static void a_port_without_a_rate_has_none_behind_the_ring(void **state) {
  (void)state;
  assert_null(port.set_baud);
  assert_int_equal(port.baud_count, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(octets_come_out_as_they_came_in_around_the_end, set_up),
      cmocka_unit_test_setup(a_full_ring_leaves_the_rest_at_the_port, set_up),
      cmocka_unit_test_setup(it_sleeps_only_when_nothing_waits, set_up),
      cmocka_unit_test_setup(a_port_without_a_rate_has_none_behind_the_ring, set_up),
      cmocka_unit_test(a_whole_window_fits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
