#include "link/frame.h"

#include <assert.h>
#include <string.h>

#include "base/bytes.h"

enum { kBlockMax = 0xff, kDelimiter = 0x00 };

static_assert(kFrameContentMaxBytes + (kFrameContentMaxBytes + kBlockMax - 2) / (kBlockMax - 1) ==
                  kFrameEncodedMaxBytes,
              "one code octet for each 254 octets begun");

/** Four bits at a time of the reflected polynomial 0x82f63b78: entry i = i shifted out bit by bit. */
static const uint32_t kCrcNibble[16] = {
    0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
    0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
};

uint32_t frame_crc32c(const uint8_t *data, size_t bytes) {
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < bytes; ++i) {
    crc ^= data[i];
    crc = (crc >> 4) ^ kCrcNibble[crc & 0xf];
    crc = (crc >> 4) ^ kCrcNibble[crc & 0xf];
  }
  return ~crc;
}

/** Decodes in place: the decoded octets never overtake the encoded ones. False when a block leaves the frame. */
static bool cobs_decode(uint8_t *data, size_t *bytes) {
  size_t read = 0;
  size_t written = 0;
  while (read < *bytes) {
    const size_t code = data[read++];
    if (code - 1 > *bytes - read) {
      return false;
    }
    memmove(data + written, data + read, code - 1);
    read += code - 1;
    written += code - 1;
    if (code != kBlockMax && read < *bytes) {
      data[written++] = 0;
    }
  }
  *bytes = written;
  return true;
}

static void put_u16le(uint8_t *out, uint16_t value) {
  out[0] = (uint8_t)value;
  out[1] = (uint8_t)(value >> 8);
}

static bool known_type(uint8_t type) {
  return type == kFrameRequest || type == kFrameResponse || type == kFrameBurnData || type == kFrameBurnAck ||
         type == kFrameReady;
}

/** PROTOCOL.md 2.3: whatever is not exactly right is no frame. */
static bool parse(const uint8_t *content, size_t bytes, frame_t *out) {
  if (bytes < kFrameHeaderBytes + kFrameCrcBytes || bytes > kFrameContentMaxBytes) {
    return false;
  }
  const uint16_t payload_bytes = bytes_get_u16le(content + 4);
  if (payload_bytes != bytes - kFrameHeaderBytes - kFrameCrcBytes) {
    return false;
  }
  if (frame_crc32c(content, bytes - kFrameCrcBytes) != bytes_get_u32le(content + bytes - kFrameCrcBytes)) {
    return false;
  }
  if (!known_type(content[0]) || content[1] != 0) {
    return false;
  }
  *out = (frame_t){(frame_type_t)content[0], bytes_get_u16le(content + 2), content + kFrameHeaderBytes, payload_bytes};
  return true;
}

bool frame_receive(frame_receiver_t *receiver, uint8_t octet, frame_t *out) {
  if (octet != kDelimiter) {
    if (receiver->used == sizeof receiver->encoded) {
      receiver->overlong = true;
      return false;
    }
    receiver->encoded[receiver->used++] = octet;
    return false;
  }
  size_t bytes = receiver->used;
  const bool overlong = receiver->overlong;
  receiver->used = 0;
  receiver->overlong = false;
  if (bytes == 0) {
    return false;  // two delimiters in a row: nothing was sent
  }
  if (overlong || !cobs_decode(receiver->encoded, &bytes) || !parse(receiver->encoded, bytes, out)) {
    ++receiver->dropped;
    return false;
  }
  return true;
}

static size_t cobs_encode(const uint8_t *content, size_t bytes, uint8_t *out) {
  size_t code_at = 0;
  size_t written = 1;
  uint8_t code = 1;
  for (size_t i = 0; i < bytes; ++i) {
    if (content[i] != 0) {
      out[written++] = content[i];
      ++code;
    }
    const bool full = code == kBlockMax && i + 1 < bytes;
    if (content[i] == 0 || full) {
      out[code_at] = code;
      code_at = written++;
      code = 1;
    }
  }
  out[code_at] = code;
  return written;
}

size_t frame_encode(const frame_t *frame, uint8_t *out) {
  static uint8_t content[kFrameContentMaxBytes];
  if (frame->payload_bytes > kFramePayloadMaxBytes) {
    return 0;
  }
  content[0] = (uint8_t)frame->type;
  content[1] = 0;
  put_u16le(content + 2, frame->sequence);
  put_u16le(content + 4, frame->payload_bytes);
  if (frame->payload_bytes > 0) {
    memcpy(content + kFrameHeaderBytes, frame->payload, frame->payload_bytes);
  }
  const size_t checked = kFrameHeaderBytes + (size_t)frame->payload_bytes;
  bytes_put_u32le(content + checked, frame_crc32c(content, checked));
  const size_t encoded = cobs_encode(content, checked + kFrameCrcBytes, out);
  out[encoded] = kDelimiter;
  return encoded + 1;
}
