/**
 * The faults of one image: what its run executes, which faults are planned, and how each of them ends.
 *
 * `campaign_work` is one process's share. Nothing here is thread-safe.
 */
#ifndef SEALBENCH_TEST_FAULTS_CAMPAIGN_H_
#define SEALBENCH_TEST_FAULTS_CAMPAIGN_H_

#include "test/faults/machine.h"

typedef enum fault {
  kSkipFirst,
  kSkipLast,
  kInvertFirst,
  kInvertLast,
  kSkipInLibrary,
  kInvertInLibrary,
  kNothing, /**< A control: the run must end as the master's. */
  kFaultCount,
} fault_t;

/** "skip, first time" and so on. */
const char *campaign_fault_name(fault_t fault);

/** What one image came to. */
typedef struct tally {
  uint32_t ended[kFaultCount][kVerdictCount];
  uint32_t launched;         /**< Faulted runs that entered rom_launch. */
  uint32_t unsealed;         /**< Faulted runs that got a credential. */
  uint32_t own_instructions; /**< Static. */
  uint32_t own_faults;       /**< All that there are; fewer are tried when time is short. */
  uint64_t own_executed;
  uint64_t library_executed;
  uint64_t blocks; /**< From reset to the end. */
} tally_t;

typedef struct share {
  const program_t *program;
  unit_image_t image;
  uint32_t library_points; /**< Random ones. */
  uint32_t seed;
  uint32_t job;         /**< This process's number, */
  uint32_t jobs;        /**< of so many; each takes every n-th fault. */
  double seconds;       /**< What the faults of all jobs together may take, about; 0: as long as it takes. */
  uint32_t patience;    /**< How many times as long as a boot a run may take. */
  bool tells_hung;      /**< One line for each run that took longer. */
  uint64_t good_blocks; /**< What the good image takes from reset to its jump. */
} share_t;

/** Runs the share and adds to `tally`. A run that is not as it must be without a fault ends the program. */
void campaign_work(const share_t *share, tally_t *tally);

#endif
