/* Frames: octets of a line, raw or as frames with a right CRC. What is believed was sent, whole and in order. */
#include "fuzz/fuzz.h"
#include "link/frame.h"

enum { kFramesMax = 16 };

static frame_receiver_t receiver;
static uint8_t line[kFrameLineMaxBytes];

static void take(const uint8_t *octets, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) {
    frame_t frame;
    if (frame_receive(&receiver, octets[i], &frame)) {
      FUZZ_MUST(frame.payload_bytes <= kFramePayloadMaxBytes);
      // what was believed can be said again
      static uint8_t again[kFrameLineMaxBytes];
      FUZZ_MUST(frame_encode(&frame, again) > 0);
    }
  }
}

/** A frame as a sender makes it, behind an empty line: it arrives. */
static void take_good(fuzz_input_t *input) {
  static const frame_type_t kTypes[] = {kFrameRequest, kFrameResponse, kFrameBurnData, kFrameBurnAck, kFrameReady};
  frame_t sent = {kTypes[fuzz_u8(input) % 5], fuzz_u16(input), NULL, 0};
  size_t got;
  sent.payload = fuzz_take(input, fuzz_u16(input) % (kFramePayloadMaxBytes + 2), &got);
  sent.payload_bytes = (uint16_t)got;
  const size_t bytes = frame_encode(&sent, line);
  FUZZ_MUST((bytes == 0) == (got > kFramePayloadMaxBytes));
  take((const uint8_t *)"", 1);
  for (size_t i = 0; i < bytes; ++i) {
    frame_t frame;
    const bool arrived = frame_receive(&receiver, line[i], &frame);
    FUZZ_MUST(arrived == (i + 1 == bytes));
    FUZZ_MUST(!arrived || (frame.type == sent.type && frame.sequence == sent.sequence));
    FUZZ_MUST(!arrived || (frame.payload_bytes == got && memcmp(frame.payload, sent.payload, got) == 0));
  }
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input_t input = {data, size};
  memset(&receiver, 0, sizeof receiver);
  for (unsigned i = 0; i < kFramesMax && input.size > 0; ++i) {
    const uint8_t kind = fuzz_u8(&input);
    if (kind < 0x80) {
      size_t got;
      const uint8_t *octets = fuzz_take(&input, kind == 0 ? input.size : kind, &got);
      take(octets, got);
    } else {
      take_good(&input);
    }
  }
  return 0;
}
