/**
 * The ROM's machine code in an emulated core, with the memory map of board `virt` and the ROM's own W^X permissions.
 *
 * Ours and the library's code runs from reset to the application's first instruction as it is linked. What is not
 * there is served at the border: MMU set-up, timer, entropy, CFI flash commands, and the TPM, whose functions
 * (tpm_boot.h) answer as the chip would to a bond that is open: PCR values are kept, and credentials open for the
 * unit's own authority in PCR 7 only. One pair of machines per process: `master` is run and never faulted; `probe` sees
 * master's memory and changes a private copy of it.
 */
#ifndef SEALBENCH_TEST_FAULTS_MACHINE_H_
#define SEALBENCH_TEST_FAULTS_MACHINE_H_

#include <unicorn/unicorn.h>

#include "test/faults/instruction.h"
#include "test/faults/program.h"
#include "test/faults/unit.h"

/** How a run ended. */
typedef enum verdict {
  kRunning,
  kRefused,  /**< The ROM answers the link: nothing boots. */
  kStopped,  /**< Exception, reset, or board_stop. */
  kBarred,   /**< Jumped to RAM, where the image lies, and met memory that is never executed: a stop, by W^X alone. */
  kLooping,  /**< Came back to a state that it had been in: it never ends, and never jumps. */
  kHung,     /**< Did not end within its bound, and did not come back to a state either. */
  kAccepted, /**< The world switch was reached. */
  kVerdictCount,
} verdict_t;

/** One state of a run that takes too long. */
typedef struct loop_watch {
  uint64_t taken_at; /**< In blocks; 0: none yet. */
  uint64_t next_at;  /**< When another one takes its place. */
  uint64_t memory;
  uint64_t time_us;
  registers_t registers;
  uint32_t comparisons;
} loop_watch_t;

/** The TPM as far as the boot sees it. */
typedef struct fake_tpm {
  uint8_t pcr[3][32]; /**< 0, 4, 7. */
  bool platform_closed;
  bool unsealed;
} fake_tpm_t;

typedef struct machine {
  uc_engine *uc;
  const program_t *program;
  uint8_t *memory; /**< Of the emulated machine; `machine_at` finds a place in it. */
  bool is_master;
  bool window_open; /**< The slot choice has begun. */
  bool launched;    /**< rom_launch was entered. */
  verdict_t verdict;
  fake_tpm_t tpm;
  uint64_t time_us; /**< Passes with each look at the timer. */
  uint64_t blocks;
  uint64_t max_blocks; /**< Behind these a run is held against states that it was in. */
  uint64_t patience;   /**< Behind so many times `max_blocks` it is given up. */
  loop_watch_t watch;
  uint32_t fault_address; /**< Where a stop happened. */
} machine_t;

/** Called before each instruction of the ROM that master executes once the window is open. */
typedef void (*machine_observer_t)(void *context, uint32_t address);

/** Makes both; with no `observer` master runs faster. */
void machine_open(machine_t *master, machine_t *probe, const program_t *program, machine_observer_t observer,
                  void *context);

/** Runs master from reset until it ends, with `slot_a` in slot A and nothing in slot B. */
verdict_t machine_boot(machine_t *master, const uint8_t *slot_a, uint32_t bytes);

/** Lets probe go on from where master is, but with `registers`; master must be in its observer. */
verdict_t machine_probe(machine_t *probe, const machine_t *master, const registers_t *registers);

/** Registers of a machine that is stopped or in its observer; `it` is 0. */
void machine_registers(const machine_t *machine, registers_t *registers);

/** The instruction set that a machine in its observer is about to execute. */
instruction_set_t machine_set(const machine_t *machine);

/** Digest of the ROM's data and stack: equal for two runs that did the same. */
uint64_t machine_digest(const machine_t *machine);

/** The octets at an address of the ROM's text. */
const uint8_t *machine_text(const machine_t *machine, uint32_t address);

/** Whether the function at `address` is served at the border, so that none of its instructions is ours to fault. */
bool machine_is_border(const machine_t *machine, uint32_t address);

#endif
