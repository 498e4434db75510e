#ifndef SEALBENCH_BASE_HARDENED_H_
#define SEALBENCH_BASE_HARDENED_H_

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/*
 * Decisions that one flipped bit or one skipped instruction may not turn. Every symbol begins with hardened_ /
 * kHardened. An answer is a sparse word; it comes from two computations that share no code path; the compiler is kept
 * from merging the two. Not a defence against an attacker who faults at will: it makes one fault not enough.
 */

/**
 * Yes and no, each other's complement in the 31 bits that C11 gives an enumerator: no few flipped bits turn one into
 * the other, and wiped, erased or never written memory is neither.
 */
typedef enum hardened {
  kHardenedYes = 0x2c9a53e6,
  kHardenedNo = 0x5365ac19,
} hardened_t;

static_assert((kHardenedYes ^ kHardenedNo) == 0x7fffffff, "not complements");

/** `word` again, but the compiler no longer knows that, and can neither fold nor reuse what it knew. */
static inline uint32_t hardened_hide(uint32_t word) {
  __asm__ volatile("" : "+r"(word));
  return word;
}

/** Whether `n` octets are equal. Time depends on `n` only. `n` 0 is answered with no. */
MUST_CHECK hardened_t hardened_equal(const void *a, const void *b, size_t n);

/** Whether two words are equal. */
MUST_CHECK hardened_t hardened_same_word(uint32_t a, uint32_t b);

/** Whether `a` is `b` or more. */
MUST_CHECK hardened_t hardened_at_least(uint32_t a, uint32_t b);

/** Yes only if both are exactly yes. */
MUST_CHECK hardened_t hardened_both(hardened_t first, hardened_t second);

/** kStatusOk if `answer` is exactly yes, looked at twice; else `refusal`. */
MUST_CHECK status_t hardened_require(hardened_t answer, status_t refusal);

/** Yes only if `status` is exactly kStatusOk, looked at twice. */
MUST_CHECK hardened_t hardened_ok(status_t status);

#endif
