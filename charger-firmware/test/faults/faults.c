/*
 * Fault-injection campaign of the boot ROM's way from slot choice to jump: one fault per run, for images that must not
 * run. docs/assurance.md says what is faulted and what counts as accepted.
 *
 *   faults ROM.elf ROM.map LAYOUT [--random N] [--seed S] [--jobs J] [--image TEXT]
 *
 * Exits with 1 when a fault led to acceptance, 2 when the campaign itself is not what it should be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "board/virt/memory_map.h"
#include "crypto/crypto.h"
#include "test/faults/machine.h"

enum { kHalfWords = kProgramTextBytes / 2, kNullProbes = 24, kJobsMax = 16, kReportMax = 40 };

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

static const char *const kFaultNames[kFaultCount] = {
    "skip, first time", "skip, last time",    "invert branch, first time", "invert branch, last time",
    "skip, in library", "invert, in library", "nothing (control)",
};

/** What one image came to; shared by the processes that work on it. */
typedef struct tally {
  uint32_t ended[kFaultCount][kVerdictCount];
  uint32_t launched;
  uint32_t unsealed;
  uint32_t own_instructions; /**< Static. */
  uint64_t own_executed;
  uint64_t library_executed;
  uint64_t blocks; /**< From reset to the end. */
} tally_t;

/** A fault that is due before the instruction with this number; own code and the library are counted apart. */
typedef struct plan {
  uint64_t at;
  fault_t fault;
} plan_t;

typedef struct options {
  uint32_t random;
  uint32_t seed;
  uint32_t jobs;
  const char *image;
} options_t;

static struct campaign {
  program_t program;
  machine_t master;
  machine_t probe;
  options_t options;
  bool injecting;
  uint32_t job;
  uint32_t turn;
  tally_t *tally;
  uint64_t own; /**< Executed so far. */
  uint64_t library;
  uint64_t good_blocks; /**< What the good image takes. */
  uint8_t it;           /**< ITSTATE of the instruction at `it_at`. */
  uint32_t it_at;
  uint64_t first[kHalfWords]; /**< Number of the first execution, from 1; 0: never executed. */
  uint64_t last[kHalfWords];
  uint8_t set[kHalfWords]; /**< instruction_set_t; 0: not known yet. */
  plan_t *own_plan;
  plan_t *library_plan;
  size_t own_count;
  size_t library_count;
  size_t own_next;
  size_t library_next;
  uint64_t null_digest;
  bool null_seen;
  uint32_t reported;
} campaign;

static uint64_t next_random(void) {
  static uint64_t state;
  if (state == 0) {
    state = 0x9e3779b97f4a7c15u + campaign.options.seed;
  }
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state;
}

static bool is_library(uint32_t address) { return campaign.program.library[(address - MAP_ROM_TEXT) / 2] != 0; }

static instruction_set_t set_of(uint32_t address) {
  uint8_t *set = &campaign.set[(address - MAP_ROM_TEXT) / 2];
  if (*set == 0) {
    *set = (uint8_t)machine_set(&campaign.master);
  }
  return (instruction_set_t)*set;
}

/** 1. One run without faults: what is executed, and when. */
static void observe(uint32_t address) {
  const uint32_t at = (address - MAP_ROM_TEXT) / 2;
  if (is_library(address)) {
    ++campaign.library;
    return;
  }
  ++campaign.own;
  campaign.first[at] = campaign.first[at] == 0 ? campaign.own : campaign.first[at];
  campaign.last[at] = campaign.own;
}

static void report(const registers_t *where, fault_t fault) {
  if (campaign.reported++ < kReportMax) {
    uint32_t offset = 0;
    const char *function = program_function(&campaign.program, where->pc, &offset);
    printf("  ACCEPTED after %s at %s+0x%x\n", kFaultNames[fault], function, offset);
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

/** 2. Master waits before an instruction; probe goes on behind the fault. */
static void inject(uint32_t address, fault_t fault) {
  registers_t registers;
  const uint8_t *code = machine_text(&campaign.master, address);
  const instruction_set_t set = set_of(address);
  if (fault != kNothing && campaign.turn++ % campaign.options.jobs != campaign.job) {
    return;
  }
  if (fault == kInvertInLibrary && !instruction_is_conditional(set, code)) {
    fault = kSkipInLibrary;
  }
  machine_registers(&campaign.master, &registers);
  registers.pc = address;
  registers.it = campaign.it;
  const registers_t where = registers;
  if (fault == kInvertFirst || fault == kInvertLast || fault == kInvertInLibrary) {
    instruction_invert(set, code, &registers);
  } else if (fault != kNothing) {
    instruction_skip(set, code, &registers);
  }
  const verdict_t verdict = machine_probe(&campaign.probe, &campaign.master, &registers);
  ++campaign.tally->ended[fault][verdict];
  if (fault == kNothing) {
    judge_control();
    return;
  }
  campaign.tally->launched += campaign.probe.launched;
  campaign.tally->unsealed += campaign.probe.tpm.unsealed;
  if (verdict == kAccepted) {
    report(&where, fault);
  }
}

static void inject_due(uint32_t address) {
  const bool library = is_library(address);
  const uint64_t now = library ? ++campaign.library : ++campaign.own;
  const plan_t *plan = library ? campaign.library_plan : campaign.own_plan;
  const size_t count = library ? campaign.library_count : campaign.own_count;
  size_t *next = library ? &campaign.library_next : &campaign.own_next;
  for (; *next < count && plan[*next].at == now; ++*next) {
    inject(address, plan[*next].fault);
  }
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
  if (campaign.injecting) {
    inject_due(address);
  } else {
    observe(address);
  }
  const uint8_t *code = machine_text(&campaign.master, address);
  campaign.it = instruction_next_it(set_of(address), code, campaign.it);
  campaign.it_at = address + instruction_length(set_of(address), code);
}

static int by_time(const void *a, const void *b) {
  const uint64_t first = ((const plan_t *)a)->at;
  const uint64_t second = ((const plan_t *)b)->at;
  return first < second ? -1 : first > second;
}

static void plan_own(size_t at) {
  const uint8_t *code = machine_text(&campaign.master, MAP_ROM_TEXT + (uint32_t)at * 2);
  plan_t *plan = campaign.own_plan + campaign.own_count;
  const bool again = campaign.last[at] != campaign.first[at];
  *plan++ = (plan_t){campaign.first[at], kSkipFirst};
  if (again) {
    *plan++ = (plan_t){campaign.last[at], kSkipLast};
  }
  if (instruction_is_conditional((instruction_set_t)campaign.set[at], code)) {
    *plan++ = (plan_t){campaign.first[at], kInvertFirst};
    if (again) {
      *plan++ = (plan_t){campaign.last[at], kInvertLast};
    }
  }
  campaign.own_count = (size_t)(plan - campaign.own_plan);
}

static void make_plan(void) {
  campaign.own_count = 0;
  for (size_t at = 0; at < kHalfWords; ++at) {
    if (campaign.first[at] != 0) {
      ++campaign.tally->own_instructions;
      plan_own(at);
    }
  }
  for (uint32_t i = 0; i < kNullProbes; ++i) {
    campaign.own_plan[campaign.own_count++] = (plan_t){1 + next_random() % campaign.own, kNothing};
  }
  campaign.library_count = campaign.library == 0 ? 0 : campaign.options.random;
  for (size_t i = 0; i < campaign.library_count; ++i) {
    campaign.library_plan[i] =
        (plan_t){1 + next_random() % campaign.library, next_random() % 2 ? kSkipInLibrary : kInvertInLibrary};
    if (i % (campaign.options.random / kNullProbes + 1) == 0) {
      campaign.library_plan[i].fault = kNothing;
    }
  }
  qsort(campaign.own_plan, campaign.own_count, sizeof *campaign.own_plan, by_time);
  qsort(campaign.library_plan, campaign.library_count, sizeof *campaign.library_plan, by_time);
}

static void run_master(const uint8_t *image, uint32_t bytes, verdict_t expected) {
  campaign.own = 0;
  campaign.library = 0;
  campaign.own_next = 0;
  campaign.library_next = 0;
  campaign.it = 0;
  campaign.turn = 0;
  if (machine_boot(&campaign.master, image, bytes) != expected) {
    uint32_t offset = 0;
    fprintf(stderr, "faults: ended with %d in %s\n", (int)campaign.master.verdict,
            program_function(&campaign.program, campaign.master.fault_address, &offset));
    program_fail("the run without a fault ended in another way than it must", "control");
  }
}

/** One process's share of one image's faults. */
static void work(const uint8_t *image, uint32_t bytes, verdict_t expected) {
  machine_open(&campaign.master, &campaign.probe, &campaign.program, on_instruction, NULL);
  campaign.own_plan = calloc(4 * (size_t)kHalfWords + kNullProbes, sizeof *campaign.own_plan);
  campaign.library_plan = calloc(campaign.options.random + 1, sizeof *campaign.library_plan);
  run_master(image, bytes, expected);
  campaign.tally->own_executed = campaign.own;
  campaign.tally->library_executed = campaign.library;
  campaign.tally->blocks = campaign.master.blocks;
  if (expected == kAccepted) {
    if (!campaign.master.tpm.unsealed) {
      program_fail("the good image got no credentials", "control");
    }
    return;
  }
  // a fault that lets a refused image through makes its run as long as the good image's: that must not pass for a hang
  campaign.probe.max_blocks = 2 * campaign.good_blocks + 1000000;
  make_plan();
  campaign.injecting = true;
  run_master(image, bytes, expected);
  if (campaign.own_next != campaign.own_count || campaign.library_next != campaign.library_count) {
    program_fail("the second run was not the first one again", "control");
  }
  if (!campaign.null_seen || campaign.null_digest != machine_digest(&campaign.master)) {
    program_fail("runs without a fault do not end as master's", "control");
  }
}

static uint32_t sum_of(const tally_t *tally, fault_t fault) {
  uint32_t sum = 0;
  for (unsigned verdict = 0; verdict < kVerdictCount; ++verdict) {
    sum += tally->ended[fault][verdict];
  }
  return sum;
}

static void add(tally_t *to, const tally_t *from) {
  for (unsigned fault = 0; fault < kFaultCount; ++fault) {
    for (unsigned verdict = 0; verdict < kVerdictCount; ++verdict) {
      to->ended[fault][verdict] += from->ended[fault][verdict];
    }
  }
  to->launched += from->launched;
  to->unsealed += from->unsealed;
}

/** Prints one image's rows; returns its accepted faults and adds to `tried`. */
static uint32_t print(const char *name, const tally_t *tally, uint32_t *tried) {
  uint32_t accepted = 0;
  printf("%s: %u instructions of our own code, executed %llu times; library %llu times\n", name,
         tally->own_instructions, (unsigned long long)tally->own_executed, (unsigned long long)tally->library_executed);
  for (unsigned fault = 0; fault < kFaultCount; ++fault) {
    const uint32_t *ended = tally->ended[fault];
    printf("  %-26s %7u tried %7u refused %7u stopped %4u by W^X %6u hung %4u ACCEPTED\n", kFaultNames[fault],
           sum_of(tally, fault), ended[kRefused], ended[kStopped], ended[kBarred], ended[kHung], ended[kAccepted]);
    accepted += ended[kAccepted];
    *tried += fault == kNothing ? 0 : sum_of(tally, fault);
  }
  printf("  came as far as the launch: %u, got credentials: %u\n", tally->launched, tally->unsealed);
  fflush(stdout);
  return accepted;
}

/** Runs one image's faults in several processes. */
static void divide(unit_image_t which, tally_t *tallies) {
  static uint8_t image[kUnitImageBytes];
  const uint32_t bytes = unit_make_image(which, image);
  fflush(stdout);
  for (uint32_t job = 0; job < campaign.options.jobs; ++job) {
    memset(&tallies[job], 0, sizeof tallies[job]);
    if (fork() == 0) {
      campaign.job = job;
      campaign.tally = &tallies[job];
      work(image, bytes, which == kUnitGood ? kAccepted : kRefused);
      fflush(stdout);
      _exit(0);
    }
  }
  int status = 0;
  bool failed = false;
  while (wait(&status) > 0) {
    failed = failed || status != 0;
  }
  if (failed) {
    program_fail("a process of the campaign failed", unit_image_name(which));
  }
  for (uint32_t job = 1; job < campaign.options.jobs; ++job) {
    add(&tallies[0], &tallies[job]);
  }
}

static options_t read_options(int count, char **words) {
  options_t options = {20000, 1, 2, NULL};
  for (int i = 4; i + 1 < count; i += 2) {
    const uint32_t number = (uint32_t)strtoul(words[i + 1], NULL, 10);
    if (strcmp(words[i], "--random") == 0) {
      options.random = number;
    } else if (strcmp(words[i], "--seed") == 0) {
      options.seed = number;
    } else if (strcmp(words[i], "--jobs") == 0 && number >= 1 && number <= kJobsMax) {
      options.jobs = number;
    } else if (strcmp(words[i], "--image") == 0) {
      options.image = words[i + 1];
    } else {
      program_fail("unknown option", words[i]);
    }
  }
  return options;
}

int main(int count, char **words) {
  static const uint8_t kSeed[32] = {0xfa};
  uint32_t accepted = 0;
  uint32_t tried = 0;
  if (count < 4 || count % 2 != 0) {
    program_fail("usage", "faults ROM.elf ROM.map LAYOUT [--random N] [--seed S] [--jobs J] [--image TEXT]");
  }
  campaign.options = read_options(count, words);
  program_open(&campaign.program, words[1], words[2], words[3]);
  if (crypto_init(kSeed, sizeof kSeed) != kStatusOk) {
    program_fail("crypto_init", "host");
  }
  unit_open();
  tally_t *tallies = mmap(NULL, kJobsMax * sizeof *tallies, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (tallies == MAP_FAILED) {
    program_fail("no memory", "mmap");
  }
  for (unit_image_t which = 0; which < kUnitImageCount; ++which) {
    if (which == kUnitGood || campaign.options.image == NULL ||
        strstr(unit_image_name(which), campaign.options.image) != NULL) {
      divide(which, tallies);
      campaign.good_blocks = which == kUnitGood ? tallies[0].blocks : campaign.good_blocks;
      accepted += which == kUnitGood ? 0 : print(unit_image_name(which), &tallies[0], &tried);
    }
  }
  printf("faults: %u tried, %u accepted\n", tried, accepted);
  return accepted == 0 && tried > 0 ? 0 : 1;
}
