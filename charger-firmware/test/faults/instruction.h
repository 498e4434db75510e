/**
 * Just enough of the instruction sets T32 and A32 (ARM DDI 0406C, A5 and A6) to leave out one instruction, or to turn
 * one conditional branch. Pure.
 */
#ifndef SEALBENCH_TEST_FAULTS_INSTRUCTION_H_
#define SEALBENCH_TEST_FAULTS_INSTRUCTION_H_

#include <stdbool.h>
#include <stdint.h>

typedef enum instruction_set { kT32 = 1, kA32 } instruction_set_t;

/** Core registers as the emulator shows them. */
typedef struct registers {
  uint32_t r[15];
  uint32_t pc;
  uint32_t cpsr; /**< IT bits cleared; they are in `it`. */
  uint8_t it;    /**< ITSTATE for the instruction at `pc`. */
} registers_t;

/** Octets of the instruction at `code`: 2 or 4. */
uint32_t instruction_length(instruction_set_t set, const uint8_t *code);

/** ITSTATE for the instruction behind the one at `code`, which is executed with ITSTATE `it`. */
uint8_t instruction_next_it(instruction_set_t set, const uint8_t *code, uint8_t it);

/** Whether the instruction decides which one comes next, or, as IT, which of the next four are executed. */
bool instruction_is_conditional(instruction_set_t set, const uint8_t *code);

/** Goes on behind the instruction at `pc` as if it had not been there. */
void instruction_skip(instruction_set_t set, const uint8_t *code, registers_t *registers);

/** Executes the conditional instruction at `pc` with its condition inverted. */
void instruction_invert(instruction_set_t set, const uint8_t *code, registers_t *registers);

#endif
