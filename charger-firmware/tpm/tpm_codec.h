/**
 * Bounds-checked big-endian writer and reader for TPM 2.0 structures (TPM 2.0 Library Part 2).
 *
 * Both remember the first violation and do nothing after it, so a caller writes or reads a whole structure and asks
 * once at the end. Pure; no state outside the structures. Not safe to share one writer or reader between threads.
 */
#ifndef SEALBENCH_TPM_TPM_CODEC_H_
#define SEALBENCH_TPM_TPM_CODEC_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Octets that belong to someone else. `data` may be NULL only when `size_bytes` is 0. */
typedef struct tpm_span {
  const uint8_t *data;
  size_t size_bytes;
} tpm_span_t;

/** Appends to a buffer of the caller. */
typedef struct tpm_writer {
  uint8_t *data;         /**< Start of the caller's buffer. */
  size_t capacity_bytes; /**< Its size. */
  size_t used_bytes;     /**< What has been written; valid only while `overflow` is false. */
  bool overflow;         /**< True once something did not fit; sticky. */
} tpm_writer_t;

/** Takes octets from a buffer of the caller. */
typedef struct tpm_reader {
  uint8_t *data;       /**< Start of the caller's buffer; written to only by parameter decryption. */
  size_t size_bytes;   /**< Its size. */
  size_t offset_bytes; /**< Where the next read starts. */
  bool failed;         /**< True once a read went beyond the end; sticky. */
} tpm_reader_t;

/** An empty writer over `data`. */
tpm_writer_t tpm_writer_over(uint8_t *data, size_t capacity_bytes);

void tpm_write_u8(tpm_writer_t *writer, uint8_t value);
void tpm_write_u16(tpm_writer_t *writer, uint16_t value);
void tpm_write_u32(tpm_writer_t *writer, uint32_t value);
/** Writes the octets as they are, without a size. */
void tpm_write_octets(tpm_writer_t *writer, const void *data, size_t size_bytes);
/** Writes a TPM2B: u16 size, then the octets. More than 65,535 octets are an overflow. */
void tpm_write_sized(tpm_writer_t *writer, const void *data, size_t size_bytes);
/** Writes a TPML_PCR_SELECTION of one SHA-256 bank; bit n of `pcr_mask` selects PCR n (0 to 23). */
void tpm_write_pcr_selection(tpm_writer_t *writer, uint32_t pcr_mask);

/** A reader at the start of `data`. */
tpm_reader_t tpm_reader_over(uint8_t *data, size_t size_bytes);

/** The next integer, or 0 after a failure. */
uint8_t tpm_read_u8(tpm_reader_t *reader);
uint16_t tpm_read_u16(tpm_reader_t *reader);
uint32_t tpm_read_u32(tpm_reader_t *reader);
uint64_t tpm_read_u64(tpm_reader_t *reader);
/** The next `size_bytes` octets, in place; an empty span after a failure. */
tpm_span_t tpm_read_octets(tpm_reader_t *reader, size_t size_bytes);
/** A TPM2B's content, in place; an empty span after a failure. */
tpm_span_t tpm_read_sized(tpm_reader_t *reader);
/** True when nothing failed and every octet was read. */
bool tpm_reader_at_end(const tpm_reader_t *reader);

#endif
