/**
 * Just enough of the T32 instruction set (ARM DDI 0406C, A6) to leave out one instruction, or to turn one conditional
 * branch. Pure.
 */
#ifndef SEALBENCH_TEST_FAULTS_THUMB_H_
#define SEALBENCH_TEST_FAULTS_THUMB_H_

#include <stdbool.h>
#include <stdint.h>

/** Core registers as the emulator shows them. */
typedef struct registers {
  uint32_t r[15];
  uint32_t pc;
  uint32_t cpsr; /**< IT bits cleared; they are in `it`. */
  uint8_t it;    /**< ITSTATE for the instruction at `pc`. */
} registers_t;

/** Octets of the instruction at `code`: 2 or 4. */
uint32_t thumb_length(const uint8_t *code);

/** ITSTATE for the instruction behind the one at `code`, which is executed with ITSTATE `it`. */
uint8_t thumb_next_it(const uint8_t *code, uint8_t it);

/** Whether the instruction decides which one comes next, or, as IT, which of the next four are executed. */
bool thumb_is_conditional(const uint8_t *code);

/** Goes on behind the instruction at `pc` as if it had not been there. */
void thumb_skip(const uint8_t *code, registers_t *registers);

/** Executes the conditional instruction at `pc` with its condition inverted. */
void thumb_invert(const uint8_t *code, registers_t *registers);

#endif
