/*
 * Fault-injection campaign of the boot ROM's way from slot choice to jump: one fault per run, for images that must not
 * run. docs/campaigns.md, Faults, says what is faulted and what counts as accepted.
 *
 *   faults ROM.elf ROM.map LAYOUT [--short] [--seconds N] [--seed S] [--random N] [--jobs J] [--image TEXT]
 *          [--patience N]
 *
 * Without --seconds every fault in our own code and --random points of the library (20,000) are tried for every image.
 * With it what fits: of our own code what lies nearest to the verdict, of the library a random choice; --short is three
 * images in about half a minute. --image takes those whose name holds TEXT. A run is given up when it takes twice
 * --patience (2) as long as a good boot; with more patience, each such run is named. The last line is `campaign faults
 * cases N failures M`. Exits with 1 when a fault led to acceptance, 2 when the campaign itself is not what it should
 * be.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crypto/crypto.h"
#include "test/faults/campaign.h"

enum { kJobsMax = 16, kShortSeconds = 16, kShortRandom = 1500, kPatience = 2 };

typedef struct options {
  uint32_t random;
  uint32_t seed;
  uint32_t jobs;
  uint32_t seconds; /**< 0: as long as it takes. */
  bool is_short;
  uint32_t patience;
  const char *image;
} options_t;

static options_t options = {20000, 1, 1, 0, false, kPatience, NULL};
static program_t program;

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

/** Prints one image's rows; adds to `cases` and `failures`. */
static void print(const char *name, const tally_t *tally, uint32_t *cases, uint32_t *failures) {
  printf("%s: %u instructions of our own code, executed %llu times, %u faults; library %llu times\n", name,
         tally->own_instructions, (unsigned long long)tally->own_executed, tally->own_faults,
         (unsigned long long)tally->library_executed);
  for (unsigned fault = 0; fault < kFaultCount; ++fault) {
    const uint32_t *ended = tally->ended[fault];
    printf("  %-26s %6u tried %6u refused %6u stopped %4u by W^X %4u looping %4u hung %3u ACCEPTED\n",
           campaign_fault_name(fault), sum_of(tally, fault), ended[kRefused], ended[kStopped], ended[kBarred],
           ended[kLooping], ended[kHung], ended[kAccepted]);
    *failures += ended[kAccepted];
    *cases += fault == kNothing ? 0 : sum_of(tally, fault);
  }
  printf("  came as far as the launch: %u, got credentials: %u\n", tally->launched, tally->unsealed);
  fflush(stdout);
}

/** Runs one image's faults in several processes; the sum is in the first tally. */
static void divide(const share_t *whole, tally_t *tallies) {
  fflush(stdout);
  for (uint32_t job = 0; job < whole->jobs; ++job) {
    memset(&tallies[job], 0, sizeof tallies[job]);
    if (fork() == 0) {
      share_t share = *whole;
      share.job = job;
      campaign_work(&share, &tallies[job]);
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
    program_fail("a process of the campaign failed", unit_image_name(whole->image));
  }
  for (uint32_t job = 1; job < whole->jobs; ++job) {
    add(&tallies[0], &tallies[job]);
  }
}

static uint64_t blocks_of_good_image(tally_t *tallies) {
  const share_t share = {.program = &program, .image = kUnitGood, .jobs = 1, .seed = options.seed};
  divide(&share, tallies);
  return tallies[0].blocks;
}

static bool is_wanted(unit_image_t which) {
  if (options.image != NULL) {
    return strstr(unit_image_name(which), options.image) != NULL;
  }
  return !options.is_short || which == kUnitWrongCustomer || which == kUnitBadEcdsa;
}

/** What is left of the time, divided among the images that are left; what master's own runs take is taken off. */
static double seconds_for_one(time_t deadline, uint32_t images_left) {
  enum { kOverheadS = 4 };
  const double share = ((double)(deadline - time(NULL)) / images_left - kOverheadS) * options.jobs;
  return share > 1 ? share : 1;
}

static void run(uint32_t *cases, uint32_t *failures) {
  const time_t deadline = time(NULL) + (time_t)options.seconds;
  tally_t *tallies = mmap(NULL, kJobsMax * sizeof *tallies, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (tallies == MAP_FAILED) {
    program_fail("no memory", "mmap");
  }
  share_t share = {.program = &program, .library_points = options.random, .seed = options.seed, .jobs = options.jobs};
  share.patience = options.patience;
  share.tells_hung = options.patience > kPatience;
  share.good_blocks = blocks_of_good_image(tallies);
  uint32_t left = 0;
  for (unsigned which = kUnitGood + 1; which < kUnitImageCount; ++which) {
    left += is_wanted((unit_image_t)which);
  }
  // the images that are refused early take little: the later ones get what is left
  for (unsigned which = kUnitImageCount - 1; which > kUnitGood; --which) {
    if (is_wanted((unit_image_t)which)) {
      share.image = (unit_image_t)which;
      share.seconds = options.seconds == 0 ? 0 : seconds_for_one(deadline, left--);
      divide(&share, tallies);
      print(unit_image_name(share.image), &tallies[0], cases, failures);
    }
  }
}

static void read_option(const char *name, const char *value) {
  const uint32_t number = (uint32_t)strtoul(value, NULL, 10);
  if (strcmp(name, "--random") == 0) {
    options.random = number;
  } else if (strcmp(name, "--seed") == 0) {
    options.seed = number;
  } else if (strcmp(name, "--seconds") == 0) {
    options.seconds = number;
  } else if (strcmp(name, "--jobs") == 0 && number >= 1 && number <= kJobsMax) {
    options.jobs = number;
  } else if (strcmp(name, "--patience") == 0 && number >= 1) {
    options.patience = number;
  } else if (strcmp(name, "--image") == 0) {
    options.image = value;
  } else {
    program_fail("unknown option", name);
  }
}

static void read_options(int count, char **words) {
  for (int i = 4; i < count; ++i) {
    if (strcmp(words[i], "--short") == 0) {
      options.is_short = true;
    } else if (i + 1 < count) {
      read_option(words[i], words[i + 1]);
      ++i;
    } else {
      program_fail("an option without its value", words[i]);
    }
  }
  if (options.is_short && options.seconds == 0) {
    options.seconds = kShortSeconds;
    options.random = kShortRandom;
    options.patience = 1;
  }
}

int main(int count, char **words) {
  static const uint8_t kSeed[32] = {0xfa};
  uint32_t failures = 0;
  uint32_t cases = 0;
  if (count < 4) {
    program_fail("usage", "faults ROM.elf ROM.map LAYOUT [--short] [--seconds N] [--seed S] [--random N] [--jobs J]");
  }
  read_options(count, words);
  program_open(&program, words[1], words[2], words[3]);
  if (crypto_init(kSeed, sizeof kSeed) != kStatusOk) {
    program_fail("crypto_init", "host");
  }
  unit_open();
  run(&cases, &failures);
  printf("campaign faults cases %u failures %u\n", cases, failures);
  return failures == 0 && cases > 0 ? 0 : 1;
}
