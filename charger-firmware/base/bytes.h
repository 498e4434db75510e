#ifndef SEALBENCH_BASE_BYTES_H_
#define SEALBENCH_BASE_BYTES_H_

#include <stdint.h>

/*
 * Integers in octets of fixed order, whatever the processor's. Every symbol begins with bytes_. The caller vouches for
 * the length of the buffer.
 */

/** Reads 2 octets, little-endian. */
static inline uint16_t bytes_get_u16le(const uint8_t *in) { return (uint16_t)(in[0] | (uint16_t)(in[1] << 8)); }

/** Reads 4 octets, little-endian. */
static inline uint32_t bytes_get_u32le(const uint8_t *in) {
  return (uint32_t)in[0] | (uint32_t)in[1] << 8 | (uint32_t)in[2] << 16 | (uint32_t)in[3] << 24;
}

/** Reads 8 octets, little-endian. */
static inline uint64_t bytes_get_u64le(const uint8_t *in) {
  return (uint64_t)bytes_get_u32le(in) | (uint64_t)bytes_get_u32le(in + 4) << 32;
}

/** Writes `value`, little-endian. */
static inline void bytes_put_u16le(uint8_t *to, uint16_t value) {
  to[0] = (uint8_t)value;
  to[1] = (uint8_t)(value >> 8);
}

/** Writes 4 octets, little-endian. */
static inline void bytes_put_u32le(uint8_t *out, uint32_t value) {
  for (int i = 0; i < 4; ++i) {
    out[i] = (uint8_t)(value >> (8 * i));
  }
}

/** Writes 8 octets, little-endian. */
static inline void bytes_put_u64le(uint8_t *out, uint64_t value) {
  bytes_put_u32le(out, (uint32_t)value);
  bytes_put_u32le(out + 4, (uint32_t)(value >> 32));
}

/** Reads 2 octets, big-endian. */
static inline uint16_t bytes_get_u16be(const uint8_t *in) { return (uint16_t)((uint16_t)(in[0] << 8) | in[1]); }

/** Reads 4 octets, big-endian. */
static inline uint32_t bytes_get_u32be(const uint8_t *in) {
  return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | (uint32_t)in[3];
}

/** Writes 2 octets, big-endian. */
static inline void bytes_put_u16be(uint8_t *out, uint16_t value) {
  out[0] = (uint8_t)(value >> 8);
  out[1] = (uint8_t)value;
}

/** Writes 4 octets, big-endian. */
static inline void bytes_put_u32be(uint8_t *out, uint32_t value) {
  bytes_put_u16be(out, (uint16_t)(value >> 16));
  bytes_put_u16be(out + 2, (uint16_t)value);
}

#endif
