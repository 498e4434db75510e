#include "base/hardened.h"

/** Zero if and only if `word` is zero, else one; without a branch. */
static uint32_t nonzero(uint32_t word) { return (word | (0u - word)) >> 31; }

/** Turns "is the word zero?" into yes or no without a branch that could be skipped. */
static hardened_t yes_if_zero(uint32_t word) {
  const uint32_t flip = 0u - nonzero(hardened_hide(word));
  return (hardened_t)(kHardenedYes ^ (flip & 0x7fffffffu));
}

/** Forwards: the differences, collected. */
static hardened_t no_difference(const volatile uint8_t *a, const volatile uint8_t *b, size_t n) {
  uint32_t difference = 0;
  size_t i = 0;
  for (; i < n; ++i) {
    difference |= (uint32_t)(a[i] ^ b[i]);
  }
  // a loop that was left early must not look like equality
  return yes_if_zero(difference | nonzero((uint32_t)(i ^ n)));
}

/** Backwards: the equal octets, counted. */
static hardened_t all_equal(const volatile uint8_t *a, const volatile uint8_t *b, size_t n) {
  size_t equal_count = 0;
  for (size_t left = n; left > 0; --left) {
    equal_count += 1u - nonzero((uint32_t)a[left - 1] - b[left - 1]);
  }
  return yes_if_zero((uint32_t)(equal_count ^ n) | (1u - nonzero((uint32_t)n)));
}

hardened_t hardened_both(hardened_t first, hardened_t second) {
  const uint32_t differs = (uint32_t)(first ^ kHardenedYes);
  const uint32_t differs_again = hardened_hide((uint32_t)second) ^ (uint32_t)kHardenedYes;
  if (differs != 0) {
    return kHardenedNo;
  }
  return yes_if_zero(differs_again | hardened_hide(differs));
}

hardened_t hardened_equal(const void *a, const void *b, size_t n) {
  const hardened_t forwards = no_difference(a, b, n);
  const hardened_t backwards = all_equal(a, b, n);
  return hardened_both(forwards, backwards);
}

hardened_t hardened_same_word(uint32_t a, uint32_t b) {
  const hardened_t by_xor = yes_if_zero(a ^ b);
  const hardened_t by_sum = yes_if_zero(hardened_hide(a) + ~hardened_hide(b) + 1u);
  return hardened_both(by_xor, by_sum);
}

hardened_t hardened_at_least(uint32_t a, uint32_t b) {
  const hardened_t by_compare = a >= b ? kHardenedYes : kHardenedNo;
  // the borrow of a 64-bit subtraction says the same without comparing
  const uint64_t difference = (uint64_t)hardened_hide(a) - (uint64_t)hardened_hide(b);
  return hardened_both(by_compare, yes_if_zero((uint32_t)(difference >> 32)));
}

status_t hardened_require(hardened_t answer, status_t refusal) {
  if (answer != kHardenedYes) {
    return refusal;
  }
  if (hardened_hide((uint32_t)answer) + (uint32_t)kHardenedNo != 0x7fffffffu) {
    return refusal;
  }
  return kStatusOk;
}

hardened_t hardened_ok(status_t status) { return hardened_same_word((uint32_t)status, (uint32_t)kStatusOk); }
