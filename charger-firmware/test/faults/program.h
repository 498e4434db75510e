/**
 * The ROM as it was linked: its octets, its symbols, and which object each function came from.
 *
 * A file that cannot be read as expected ends the program: a campaign over the wrong code proves nothing.
 */
#ifndef SEALBENCH_TEST_FAULTS_PROGRAM_H_
#define SEALBENCH_TEST_FAULTS_PROGRAM_H_

#include <stdbool.h>
#include <stdint.h>

#include "test/faults/layout.h"

enum { kProgramTextBytes = 1 << 20 };

typedef struct program {
  uint8_t *elf;
  uint32_t elf_bytes;
  uint8_t library[kProgramTextBytes / 2]; /**< Per half-word of text: 1 in third-party code but the decoder's. */
  uint32_t layout[kLayoutCount];
} program_t;

/** Reads the linked ROM, its linker map and the offsets. */
void program_open(program_t *program, const char *elf, const char *map, const char *layout);

/** Hands every loaded segment to `load`: address, octets, size; what is zero-filled is not handed over. */
void program_load(const program_t *program, void (*load)(void *, uint32_t, const uint8_t *, uint32_t), void *context);

/** Address of a symbol, without the Thumb bit. It must exist exactly once. */
uint32_t program_address(const program_t *program, const char *symbol);

/** The function around `address`, "?" where none is; `offset` receives how far into it. */
const char *program_function(const program_t *program, uint32_t address, uint32_t *offset);

/** Ends the program with a sentence. */
void program_fail(const char *why, const char *what) __attribute__((noreturn));

#endif
