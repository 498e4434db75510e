/**
 * What the fuzz targets share: an input that is taken apart octet by octet, and demands that end the run.
 *
 * A target is one function over one input (libFuzzer's LLVMFuzzerTestOneInput). Where a parser asks for a magic, a
 * length or a check sum first, the input says what is behind it and the target puts that in front: what a mutation
 * would hit once in 2^32 tries is no test.
 */
#ifndef SEALBENCH_FUZZ_FUZZ_H_
#define SEALBENCH_FUZZ_FUZZ_H_

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/crypto.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *count, char ***words);

/** Ends the run with a finding when something that must hold does not. */
#define FUZZ_MUST(condition)                                                  \
  do {                                                                        \
    if (!(condition)) {                                                       \
      fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                                \
    }                                                                         \
  } while (0)

/** What is left of an input. Behind its end come zeros. */
typedef struct fuzz_input {
  const uint8_t *data;
  size_t size;
} fuzz_input_t;

static inline uint8_t fuzz_u8(fuzz_input_t *input) {
  if (input->size == 0) {
    return 0;
  }
  --input->size;
  return *input->data++;
}

static inline uint16_t fuzz_u16(fuzz_input_t *input) {
  const uint8_t low = fuzz_u8(input);
  return (uint16_t)(low | fuzz_u8(input) << 8);
}

static inline uint32_t fuzz_u32(fuzz_input_t *input) {
  const uint32_t low = fuzz_u16(input);
  return low | (uint32_t)fuzz_u16(input) << 16;
}

/** Up to `bytes` octets of the input itself; `*got` is how many they are. */
static inline const uint8_t *fuzz_take(fuzz_input_t *input, size_t bytes, size_t *got) {
  const uint8_t *at = input->data;
  *got = bytes < input->size ? bytes : input->size;
  input->data += *got;
  input->size -= *got;
  return at;
}

/** Fills `out`, with zeros behind the input's end. */
static inline void fuzz_fill(fuzz_input_t *input, void *out, size_t bytes) {
  size_t got;
  const uint8_t *from = fuzz_take(input, bytes, &got);
  memset(out, 0, bytes);
  if (got > 0) {
    memcpy(out, from, got);
  }
}

/** A block of its own of exactly `bytes` octets, so that one octet too many is seen. `free` it. */
static inline uint8_t *fuzz_block(const uint8_t *data, size_t bytes) {
  uint8_t *block = malloc(bytes == 0 ? 1 : bytes);
  FUZZ_MUST(block != NULL);
  if (bytes > 0) {
    memcpy(block, data, bytes);
  }
  return block;
}

/** The same random numbers in every run. */
static inline void fuzz_seed(void) {
  static const uint8_t kSeed[32] = {0xf5};
  FUZZ_MUST(crypto_init(kSeed, sizeof kSeed) == kStatusOk);
}

#endif
