#include "test/faults/campaign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "board/virt/memory_map.h"

enum { kHalfWords = kProgramTextBytes / 2, kNullProbes = 3, kReportMax = 40 };

const char *campaign_fault_name(fault_t fault) {
  static const char *const kNames[kFaultCount] = {
      "skip, first time", "skip, last time",    "invert branch, first time", "invert branch, last time",
      "skip, in library", "invert, in library", "nothing (control)",
  };
  return kNames[fault];
}

/** A fault that is due before the instruction with this number; own code and the library are counted apart. */
typedef struct plan {
  uint64_t at;
  fault_t fault;
} plan_t;

/** Faults in the order in which they are due. */
typedef struct schedule {
  plan_t *plans;
  size_t count;
  size_t next;
  uint64_t now; /**< Instructions executed so far. */
} schedule_t;

static struct campaign {
  const share_t *share;
  tally_t *tally;
  machine_t master;
  machine_t probe;
  bool injecting;
  uint32_t turn;
  schedule_t own;
  schedule_t library;
  uint8_t it; /**< ITSTATE of the instruction at `it_at`. */
  uint32_t it_at;
  uint64_t first[kHalfWords]; /**< Number of the first execution, from 1; 0: never executed. */
  uint64_t last[kHalfWords];
  uint8_t set[kHalfWords]; /**< instruction_set_t; 0: not known yet. */
  uint64_t null_digest;
  bool null_seen;
  uint32_t reported;
  double whole_run_s; /**< What a run from the window's start to its end takes. */
} campaign;

static uint64_t random_state;

static uint64_t next_random(void) {
  random_state ^= random_state << 13;
  random_state ^= random_state >> 7;
  random_state ^= random_state << 17;
  return random_state;
}

static double now_s(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static bool is_library(uint32_t address) { return campaign.share->program->library[(address - MAP_ROM_TEXT) / 2] != 0; }

static instruction_set_t set_of(uint32_t address) {
  uint8_t *set = &campaign.set[(address - MAP_ROM_TEXT) / 2];
  if (*set == 0) {
    *set = (uint8_t)machine_set(&campaign.master);
  }
  return (instruction_set_t)*set;
}

/* 1. Master waits before an instruction; probe goes on behind the fault. */

static void report(uint32_t address, fault_t fault) {
  if (campaign.reported++ < kReportMax) {
    uint32_t offset = 0;
    const char *function = program_function(campaign.share->program, address, &offset);
    printf("  ACCEPTED after %s at %s+0x%x\n", campaign_fault_name(fault), function, offset);
  }
}

/** Where a run was that did not end within its bound. */
static void report_hung(uint32_t address, fault_t fault) {
  uint32_t offset = 0;
  uint32_t end_offset = 0;
  const char *function = program_function(campaign.share->program, address, &offset);
  const char *where = program_function(campaign.share->program, campaign.probe.fault_address, &end_offset);
  if (campaign.share->tells_hung) {
    printf("  hung after %s at %s+0x%x, in %s+0x%x\n", campaign_fault_name(fault), function, offset, where, end_offset);
  }
}

static void judge_control(void) {
  const uint64_t digest = machine_digest(&campaign.probe);
  if (campaign.null_seen && digest != campaign.null_digest) {
    program_fail("a run without a fault differs from another", "emulator");
  }
  campaign.null_digest = digest;
  campaign.null_seen = true;
}

static void count(uint32_t address, fault_t fault, verdict_t verdict) {
  ++campaign.tally->ended[fault][verdict];
  campaign.tally->launched += campaign.probe.launched;
  campaign.tally->unsealed += campaign.probe.tpm.unsealed;
  if (verdict == kAccepted) {
    report(address, fault);
  } else if (verdict == kHung) {
    report_hung(address, fault);
  }
}

static void inject(uint32_t address, fault_t fault) {
  registers_t registers;
  const uint8_t *code = machine_text(&campaign.master, address);
  const instruction_set_t set = set_of(address);
  if (fault == kInvertInLibrary && !instruction_is_conditional(set, code)) {
    fault = kSkipInLibrary;
  }
  machine_registers(&campaign.master, &registers);
  registers.pc = address;
  registers.it = campaign.it;
  if (fault == kInvertFirst || fault == kInvertLast || fault == kInvertInLibrary) {
    instruction_invert(set, code, &registers);
  } else if (fault != kNothing) {
    instruction_skip(set, code, &registers);
  }
  const verdict_t verdict = machine_probe(&campaign.probe, &campaign.master, &registers);
  if (fault == kNothing) {
    ++campaign.tally->ended[fault][verdict];
    judge_control();
  } else {
    count(address, fault, verdict);
  }
}

/** Faults are dealt out to the jobs in turn; each job has controls of its own. */
static void inject_due(uint32_t address, schedule_t *schedule) {
  for (; schedule->next < schedule->count && schedule->plans[schedule->next].at == schedule->now; ++schedule->next) {
    const fault_t fault = schedule->plans[schedule->next].fault;
    if (fault == kNothing || campaign.turn++ % campaign.share->jobs == campaign.share->job) {
      inject(address, fault);
    }
  }
}

/* 2. What is executed, and when. */

/** Lets probe run through without a fault, and once more, when all code is translated. */
static void measure(uint32_t address) {
  double started_s = 0;
  for (int i = 0; i < 2; ++i) {
    started_s = now_s();
    inject(address, kNothing);
  }
  campaign.whole_run_s = now_s() - started_s;
}

static void observe(uint32_t address) {
  const uint32_t at = (address - MAP_ROM_TEXT) / 2;
  campaign.first[at] = campaign.first[at] == 0 ? campaign.own.now : campaign.first[at];
  campaign.last[at] = campaign.own.now;
}

/** The emulator does not show the instructions of an IT block whose condition fails: walks over them. */
static void catch_up(uint32_t address) {
  while (campaign.it != 0 && campaign.it_at < address) {
    const uint8_t *code = machine_text(&campaign.master, campaign.it_at);
    campaign.it = instruction_next_it(kT32, code, campaign.it);
    campaign.it_at += instruction_length(kT32, code);
  }
  campaign.it = campaign.it_at == address ? campaign.it : 0;
}

static void on_instruction(void *context, uint32_t address) {
  (void)context;
  catch_up(address);
  schedule_t *schedule = is_library(address) ? &campaign.library : &campaign.own;
  ++schedule->now;
  if (campaign.injecting) {
    inject_due(address, schedule);
  } else if (schedule == &campaign.own) {
    if (schedule->now == 1) {
      measure(address);
    }
    observe(address);
  }
  const uint8_t *code = machine_text(&campaign.master, address);
  campaign.it = instruction_next_it(set_of(address), code, campaign.it);
  campaign.it_at = address + instruction_length(set_of(address), code);
}

static void run_master(const uint8_t *image, uint32_t bytes, verdict_t expected) {
  campaign.own.now = campaign.own.next = 0;
  campaign.library.now = campaign.library.next = 0;
  campaign.it = 0;
  campaign.turn = 0;
  if (machine_boot(&campaign.master, image, bytes) != expected) {
    uint32_t offset = 0;
    fprintf(stderr, "faults: ended with %d in %s\n", (int)campaign.master.verdict,
            program_function(campaign.share->program, campaign.master.fault_address, &offset));
    program_fail("the run without a fault ended in another way than it must", unit_image_name(campaign.share->image));
  }
}

/* 3. The plan. */

static int by_time(const void *a, const void *b) {
  const plan_t *first = a;
  const plan_t *second = b;
  return first->at != second->at ? (first->at > second->at) - (first->at < second->at)
                                 : (int)first->fault - (int)second->fault;
}

static void add(schedule_t *schedule, uint64_t at, fault_t fault) {
  schedule->plans[schedule->count++] = (plan_t){at, fault};
}

/** Skip, and inversion of what branches: the first time and, if there is another, the last. */
static void plan_instruction(size_t at) {
  const uint8_t *code = machine_text(&campaign.master, MAP_ROM_TEXT + (uint32_t)at * 2);
  const bool again = campaign.last[at] != campaign.first[at];
  const bool branches = instruction_is_conditional((instruction_set_t)campaign.set[at], code);
  add(&campaign.own, campaign.first[at], kSkipFirst);
  if (again) {
    add(&campaign.own, campaign.last[at], kSkipLast);
  }
  if (branches) {
    add(&campaign.own, campaign.first[at], kInvertFirst);
  }
  if (branches && again) {
    add(&campaign.own, campaign.last[at], kInvertLast);
  }
}

/** Seconds that a fault takes, about: it runs from its place to the end. */
static double cost_of(const schedule_t *schedule, size_t index) {
  return campaign.whole_run_s * (1.0 - (double)schedule->plans[index].at / (double)(schedule->now + 1));
}

static int by_time_backwards(const void *a, const void *b) { return by_time(b, a); }

static void shuffle(schedule_t *schedule) {
  for (size_t i = 0; i < schedule->count; ++i) {
    const size_t other = i + next_random() % (schedule->count - i);
    const plan_t chosen = schedule->plans[other];
    schedule->plans[other] = schedule->plans[i];
    schedule->plans[i] = chosen;
  }
}

/** Keeps what comes first, as far as the seconds go. Returns what is left of them. */
static double thin(schedule_t *schedule, double seconds) {
  size_t keep = 0;
  while (keep < schedule->count && cost_of(schedule, keep) <= seconds) {
    seconds -= cost_of(schedule, keep++);
  }
  schedule->count = keep;
  return seconds;
}

/** Of our own code, what lies nearest to the verdict goes first: it takes least, and it is where verdicts are made. */
static void thin_both(double seconds) {
  qsort(campaign.own.plans, campaign.own.count, sizeof(plan_t), by_time_backwards);
  shuffle(&campaign.library);
  const double left = thin(&campaign.own, 0.75 * seconds);
  thin(&campaign.library, 0.25 * seconds + left);
}

static void make_plan(void) {
  const share_t *share = campaign.share;
  campaign.own.plans = calloc(4 * (size_t)kHalfWords + kNullProbes, sizeof(plan_t));
  campaign.library.plans = calloc(share->library_points + kNullProbes, sizeof(plan_t));
  if (campaign.own.plans == NULL || campaign.library.plans == NULL || campaign.library.now == 0) {
    program_fail("nothing to fault", unit_image_name(share->image));
  }
  for (size_t at = 0; at < kHalfWords; ++at) {
    if (campaign.first[at] != 0) {
      ++campaign.tally->own_instructions;
      plan_instruction(at);
    }
  }
  campaign.tally->own_faults = (uint32_t)campaign.own.count;
  for (uint32_t i = 0; i < share->library_points; ++i) {
    const uint64_t at = 1 + next_random() % campaign.library.now;
    add(&campaign.library, at, next_random() % 2 != 0 ? kSkipInLibrary : kInvertInLibrary);
  }
  if (share->seconds > 0) {
    thin_both(share->seconds);
  }
  for (uint32_t i = 0; i < kNullProbes; ++i) {
    add(&campaign.own, 1 + next_random() % campaign.own.now, kNothing);
    add(&campaign.library, 1 + next_random() % campaign.library.now, kNothing);
  }
  qsort(campaign.own.plans, campaign.own.count, sizeof(plan_t), by_time);
  qsort(campaign.library.plans, campaign.library.count, sizeof(plan_t), by_time);
}

/* 4. Two runs of master: one to know what is executed, one with the faults. */

static void run_good(const uint8_t *image, uint32_t bytes) {
  machine_open(&campaign.master, &campaign.probe, campaign.share->program, NULL, NULL);
  run_master(image, bytes, kAccepted);
  campaign.tally->blocks = campaign.master.blocks;
  if (!campaign.master.tpm.unsealed) {
    program_fail("the good image got no credentials", "control");
  }
}

static void run_faults(const uint8_t *image, uint32_t bytes) {
  machine_open(&campaign.master, &campaign.probe, campaign.share->program, on_instruction, NULL);
  // a fault that lets a refused image through makes its run as long as the good image's: that must not pass for a hang
  campaign.probe.patience = campaign.share->patience;
  campaign.probe.max_blocks = 2 * campaign.share->good_blocks + 1000000;
  run_master(image, bytes, kRefused);
  campaign.tally->own_executed = campaign.own.now;
  campaign.tally->library_executed = campaign.library.now;
  campaign.tally->blocks = campaign.master.blocks;
  make_plan();
  campaign.injecting = true;
  run_master(image, bytes, kRefused);
  if (campaign.own.next != campaign.own.count || campaign.library.next != campaign.library.count) {
    program_fail("the second run was not the first one again", "control");
  }
  if (!campaign.null_seen || campaign.null_digest != machine_digest(&campaign.master)) {
    program_fail("runs without a fault do not end as master's", "control");
  }
}

void campaign_work(const share_t *share, tally_t *tally) {
  static uint8_t image[kUnitImageBytes];
  const uint32_t bytes = unit_make_image(share->image, image);
  campaign.share = share;
  campaign.tally = tally;
  random_state = 0x9e3779b97f4a7c15u + share->seed;
  if (share->image == kUnitGood) {
    run_good(image, bytes);
    return;
  }
  run_faults(image, bytes);
}
