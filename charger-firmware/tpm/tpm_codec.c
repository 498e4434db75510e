#include "tpm/tpm_codec.h"

#include <string.h>

enum { kAlgSha256 = 0x000b, kPcrSelectOctets = 3 };

tpm_writer_t tpm_writer_over(uint8_t *data, size_t capacity_bytes) {
  return (tpm_writer_t){.data = data, .capacity_bytes = capacity_bytes, .used_bytes = 0, .overflow = false};
}

void tpm_write_octets(tpm_writer_t *writer, const void *data, size_t size_bytes) {
  if (writer->overflow || size_bytes > writer->capacity_bytes - writer->used_bytes) {
    writer->overflow = true;
    return;
  }
  if (size_bytes != 0) {
    memcpy(writer->data + writer->used_bytes, data, size_bytes);
  }
  writer->used_bytes += size_bytes;
}

void tpm_write_u8(tpm_writer_t *writer, uint8_t value) { tpm_write_octets(writer, &value, 1); }

void tpm_write_u16(tpm_writer_t *writer, uint16_t value) {
  const uint8_t octets[2] = {(uint8_t)(value >> 8), (uint8_t)value};
  tpm_write_octets(writer, octets, sizeof octets);
}

void tpm_write_u32(tpm_writer_t *writer, uint32_t value) {
  const uint8_t octets[4] = {(uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
  tpm_write_octets(writer, octets, sizeof octets);
}

void tpm_write_sized(tpm_writer_t *writer, const void *data, size_t size_bytes) {
  if (size_bytes > UINT16_MAX) {
    writer->overflow = true;
    return;
  }
  tpm_write_u16(writer, (uint16_t)size_bytes);
  tpm_write_octets(writer, data, size_bytes);
}

void tpm_write_pcr_selection(tpm_writer_t *writer, uint32_t pcr_mask) {
  tpm_write_u32(writer, 1);
  tpm_write_u16(writer, kAlgSha256);
  tpm_write_u8(writer, kPcrSelectOctets);
  for (unsigned octet = 0; octet < kPcrSelectOctets; ++octet) {
    tpm_write_u8(writer, (uint8_t)(pcr_mask >> (8 * octet)));
  }
}

tpm_reader_t tpm_reader_over(uint8_t *data, size_t size_bytes) {
  return (tpm_reader_t){.data = data, .size_bytes = size_bytes, .offset_bytes = 0, .failed = false};
}

tpm_span_t tpm_read_octets(tpm_reader_t *reader, size_t size_bytes) {
  if (reader->failed || size_bytes > reader->size_bytes - reader->offset_bytes) {
    reader->failed = true;
    return (tpm_span_t){.data = NULL, .size_bytes = 0};
  }
  const tpm_span_t span = {.data = reader->data + reader->offset_bytes, .size_bytes = size_bytes};
  reader->offset_bytes += size_bytes;
  return span;
}

static uint64_t read_big_endian(tpm_reader_t *reader, size_t size_bytes) {
  const tpm_span_t span = tpm_read_octets(reader, size_bytes);
  uint64_t value = 0;
  for (size_t i = 0; i < span.size_bytes; ++i) {
    value = value << 8 | span.data[i];
  }
  return value;
}

uint8_t tpm_read_u8(tpm_reader_t *reader) { return (uint8_t)read_big_endian(reader, 1); }

uint16_t tpm_read_u16(tpm_reader_t *reader) { return (uint16_t)read_big_endian(reader, 2); }

uint32_t tpm_read_u32(tpm_reader_t *reader) { return (uint32_t)read_big_endian(reader, 4); }

uint64_t tpm_read_u64(tpm_reader_t *reader) { return read_big_endian(reader, 8); }

tpm_span_t tpm_read_sized(tpm_reader_t *reader) {
  const uint16_t size_bytes = tpm_read_u16(reader);
  return tpm_read_octets(reader, size_bytes);
}

bool tpm_reader_at_end(const tpm_reader_t *reader) {
  return !reader->failed && reader->offset_bytes == reader->size_bytes;
}
