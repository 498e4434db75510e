/**
 * Frames of the link: COBS, header, CRC-32C. PROTOCOL.md 2. Pure: octets in, frames out.
 *
 * A receiver belongs to one line; not thread-safe.
 */
#ifndef SEALBENCH_LINK_FRAME_H
#define SEALBENCH_LINK_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** PROTOCOL.md 2.2 and 2.3. The longest encoded frame is COBS of 4,106 octets, without its delimiter. */
enum {
  kFramePayloadMaxBytes = 4096,
  kFrameHeaderBytes = 6,
  kFrameCrcBytes = 4,
  kFrameContentMaxBytes = kFrameHeaderBytes + kFramePayloadMaxBytes + kFrameCrcBytes,
  kFrameEncodedMaxBytes = 4123,
  kFrameLineMaxBytes = 1 + kFrameEncodedMaxBytes + 1, /**< With a delimiter before and behind. */
};

/** PROTOCOL.md 2.4. */
typedef enum frame_type {
  kFrameRequest = 0x01,
  kFrameResponse = 0x02,
  kFrameBurnData = 0x10,
  kFrameBurnAck = 0x11,
  kFrameReady = 0x12,
} frame_type_t;

/** A frame with a good CRC. */
typedef struct frame {
  frame_type_t type;
  uint16_t sequence;
  const uint8_t *payload; /**< Inside the receiver: valid until its next octet. */
  uint16_t payload_bytes;
} frame_t;

/** Collects one encoded frame. Zero-initialise. */
typedef struct frame_receiver {
  uint8_t encoded[kFrameEncodedMaxBytes];
  size_t used;
  bool overlong;
  uint32_t dropped; /**< Frames that were not believed, for diagnosis. */
} frame_receiver_t;

/** Takes one octet of the line. True when it ended a good frame, which is then in `out`. */
bool frame_receive(frame_receiver_t *receiver, uint8_t octet, frame_t *out);

/**
 * Writes what goes on the line for one frame, its final delimiter included.
 *
 * @param out kFrameLineMaxBytes octets.
 * @return octets written; 0 when the payload is longer than kFramePayloadMaxBytes.
 */
size_t frame_encode(const frame_t *frame, uint8_t *out);

/** CRC-32C (Castagnoli) as in RFC 3720 B.4. */
uint32_t frame_crc32c(const uint8_t *data, size_t bytes);

#endif
