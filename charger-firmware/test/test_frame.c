#include "link/frame.h"

#include <string.h>

#include "test/support/cmocka_all.h"
#include "test/support/vectors.h"

enum { kRowMax = 65536 };

static frame_receiver_t receiver;

/** Feeds octets; returns the number of good frames, the last of which is in `out` with its payload in `payload`. */
static unsigned feed(const uint8_t *line, size_t bytes, frame_t *out, uint8_t *payload) {
  unsigned frames = 0;
  for (size_t i = 0; i < bytes; ++i) {
    frame_t frame;
    if (frame_receive(&receiver, line[i], &frame)) {
      ++frames;
      *out = frame;
      memcpy(payload, frame.payload, frame.payload_bytes);
    }
  }
  return frames;
}

static void crc_is_that_of_rfc_3720(void **state) {
  (void)state;
  uint8_t octets[32] = {0};
  assert_int_equal(frame_crc32c(octets, sizeof octets), 0x8a9136aa);  // B.4, 32 octets of zeros
  memset(octets, 0xff, sizeof octets);
  assert_int_equal(frame_crc32c(octets, sizeof octets), 0x62a8ab43);  // 32 octets of ones
  for (uint8_t i = 0; i < sizeof octets; ++i) {
    octets[i] = i;
  }
  assert_int_equal(frame_crc32c(octets, sizeof octets), 0x46dd794e);  // 32 octets of incrementing values
  assert_int_equal(frame_crc32c((const uint8_t *)"123456789", 9), 0xe3069283);
}

/** Appends what came out of one octet to the text in the shape of frames.txt; returns the text's new length. */
static size_t tell(char *text, size_t at, const frame_t *frame) {
  const char *type = frame->type == kFrameRequest    ? "REQUEST"
                     : frame->type == kFrameResponse ? "RESPONSE"
                     : frame->type == kFrameBurnData ? "BURN_DATA"
                     : frame->type == kFrameBurnAck  ? "BURN_ACK"
                                                     : "READY";
  at += (size_t)sprintf(text + at, "%s%s %u ", at > 0 ? "; " : "", type, frame->sequence);
  for (size_t i = 0; i < frame->payload_bytes; ++i) {
    at += (size_t)sprintf(text + at, "%02x", frame->payload[i]);
  }
  return frame->payload_bytes > 0 ? at : at + (size_t)sprintf(text + at, "-");
}

/** What a fresh receiver makes of a line. */
static const char *told(const uint8_t *line, size_t bytes) {
  static char text[kRowMax];
  size_t at = 0;
  memset(&receiver, 0, sizeof receiver);
  text[0] = '\0';
  for (size_t i = 0; i < bytes; ++i) {
    const uint32_t dropped = receiver.dropped;
    frame_t frame;
    if (frame_receive(&receiver, line[i], &frame)) {
      at = tell(text, at, &frame);
    } else if (receiver.dropped != dropped) {
      at += (size_t)sprintf(text + at, "%sdrop", at > 0 ? "; " : "");
    }
  }
  return text;
}

/** The column that starts at `text`, without the blanks around it; cuts the text there. */
static char *column(char *text, char **rest) {
  char *start = text + strspn(text, " ");
  char *bar = strchr(start, '|');
  assert_non_null(bar);
  *rest = bar + 1;
  while (bar > start && bar[-1] == ' ') {
    --bar;
  }
  *bar = '\0';
  return start;
}

static void every_vector_is_read_as_it_says(void **state) {
  (void)state;
  static char row[kRowMax];
  static uint8_t line[kRowMax / 2];
  FILE *file = vectors_open("frames.txt");
  unsigned rows = 0;
  while (fgets(row, sizeof row, file) != NULL) {
    char *rest;
    if (row[0] == '#' || row[0] == '\n') {
      continue;
    }
    const char *octets = column(row, &rest);
    const char *expected = column(rest, &rest);
    const size_t bytes = vectors_hex(octets, line, sizeof line);
    assert_string_equal(told(line, bytes), expected);
    ++rows;
  }
  fclose(file);
  assert_true(rows > 30);
}

static void what_we_send_is_received_whatever_its_octets(void **state) {
  (void)state;
  static uint8_t payload[kFramePayloadMaxBytes];
  static uint8_t got[kFramePayloadMaxBytes];
  static uint8_t line[kFrameLineMaxBytes];
  uint32_t random = 3;
  for (uint16_t bytes = 0; bytes < 1100; ++bytes) {
    for (size_t i = 0; i < bytes; ++i) {
      random = random * 1664525u + 1013904223u;
      payload[i] = bytes % 3 == 0 ? (uint8_t)(random >> 30) : bytes % 3 == 1 ? (uint8_t)(random >> 24) : 0x7e;
    }
    frame_t frame = {kFrameBurnData, bytes, payload, bytes};
    const size_t line_bytes = frame_encode(&frame, line);
    assert_null(memchr(line, 0, line_bytes - 1));
    assert_int_equal(line[line_bytes - 1], 0);
    memset(&receiver, 0, sizeof receiver);
    assert_int_equal(feed(line, line_bytes, &frame, got), 1);
    assert_int_equal(frame.sequence, bytes);
    assert_int_equal(frame.payload_bytes, bytes);
    assert_memory_equal(got, payload, bytes);
  }
}

static void the_longest_payload_goes_through_and_one_more_octet_does_not(void **state) {
  (void)state;
  static uint8_t payload[kFramePayloadMaxBytes + 1];
  static uint8_t got[kFramePayloadMaxBytes];
  static uint8_t line[kFrameLineMaxBytes];
  memset(payload, 0x41, sizeof payload);
  frame_t frame = {kFrameBurnData, 1, payload, kFramePayloadMaxBytes};
  const size_t bytes = frame_encode(&frame, line);
  assert_in_range(bytes, kFramePayloadMaxBytes, kFrameLineMaxBytes);
  memset(&receiver, 0, sizeof receiver);
  assert_int_equal(feed(line, bytes, &frame, got), 1);
  assert_int_equal(frame.payload_bytes, kFramePayloadMaxBytes);
  assert_memory_equal(got, payload, sizeof got);
  frame = (frame_t){kFrameBurnData, 1, payload, kFramePayloadMaxBytes + 1};
  assert_int_equal(frame_encode(&frame, line), 0);
}

static void what_is_too_long_is_dropped_up_to_its_delimiter_and_no_further(void **state) {
  (void)state;
  static const uint8_t kGood[] = {0x02, 0x01, 0x01, 0x01, 0x01, 0x01, 0x05, 0x93, 0x17, 0x1a, 0xb8, 0x00};
  uint8_t payload[8];
  frame_t frame;
  memset(&receiver, 0, sizeof receiver);
  for (int i = 0; i < 100000; ++i) {
    assert_false(frame_receive(&receiver, 0x55, &frame));
  }
  assert_false(frame_receive(&receiver, 0, &frame));
  assert_int_equal(receiver.dropped, 1);
  assert_int_equal(feed(kGood, sizeof kGood, &frame, payload), 1);
}

static void noise_never_becomes_a_frame(void **state) {
  (void)state;
  uint32_t random = 20261123;
  frame_t frame;
  memset(&receiver, 0, sizeof receiver);
  for (int i = 0; i < 2000000; ++i) {
    random = random * 1664525u + 1013904223u;
    assert_false(frame_receive(&receiver, (uint8_t)(random >> 24), &frame));
  }
  assert_true(receiver.dropped > 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(crc_is_that_of_rfc_3720),
      cmocka_unit_test(every_vector_is_read_as_it_says),
      cmocka_unit_test(what_we_send_is_received_whatever_its_octets),
      cmocka_unit_test(the_longest_payload_goes_through_and_one_more_octet_does_not),
      cmocka_unit_test(what_is_too_long_is_dropped_up_to_its_delimiter_and_no_further),
      cmocka_unit_test(noise_never_becomes_a_frame),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
