#include "test/faults/instruction.h"

#include "base/bytes.h"

enum { kAlways = 14 };

static uint16_t first(const uint8_t *code) { return bytes_get_u16le(code); }

static uint16_t second(const uint8_t *code) { return bytes_get_u16le(code + 2); }

static int32_t sign_extend(uint32_t value, unsigned bits) { return (int32_t)(value << (32 - bits)) >> (32 - bits); }

/** B<c>, encoding T1. */
static bool is_short_branch(const uint8_t *code) {
  return first(code) >> 12 == 0xd && (first(code) >> 8 & 0xf) < kAlways;
}

/** B<c>, encoding T3. */
static bool is_long_branch(const uint8_t *code) {
  return (first(code) & 0xf800) == 0xf000 && (second(code) & 0xd000) == 0x8000 && (first(code) >> 6 & 0xf) < kAlways;
}

/** CBZ, CBNZ. */
static bool is_compare_branch(const uint8_t *code) { return (first(code) & 0xf500) == 0xb100; }

static bool is_it(const uint8_t *code) { return (first(code) & 0xff00) == 0xbf00 && (first(code) & 0xf) != 0; }

/** B<c> of A32; BL is never conditional in what our compiler makes, and is taken for one if it should be. */
static bool is_a32_branch(const uint8_t *code) {
  return (bytes_get_u32le(code) >> 25 & 0x7) == 0x5 && bytes_get_u32le(code) >> 28 < kAlways;
}

uint32_t instruction_length(instruction_set_t set, const uint8_t *code) {
  return set == kA32 || first(code) >> 11 >= 0x1d ? 4 : 2;
}

uint8_t instruction_next_it(instruction_set_t set, const uint8_t *code, uint8_t it) {
  if (set == kA32) {
    return 0;
  }
  if (is_it(code)) {
    return (uint8_t)first(code);
  }
  return (uint8_t)((it & 0x7) == 0 ? 0 : (it & 0xe0) | ((it << 1) & 0x1f));
}

bool instruction_is_conditional(instruction_set_t set, const uint8_t *code) {
  if (set == kA32) {
    return is_a32_branch(code);
  }
  return is_short_branch(code) || is_long_branch(code) || is_compare_branch(code) ||
         (is_it(code) && first(code) >> 4 != (0xbf0 | kAlways));
}

void instruction_skip(instruction_set_t set, const uint8_t *code, registers_t *registers) {
  registers->pc += instruction_length(set, code);
  // an IT that is left out leaves what follows unconditional
  registers->it = set == kT32 && is_it(code) ? 0 : instruction_next_it(set, code, registers->it);
}

static bool passes(uint32_t condition, uint32_t cpsr) {
  const bool n = cpsr >> 31 & 1;
  const bool z = cpsr >> 30 & 1;
  const bool c = cpsr >> 29 & 1;
  const bool v = cpsr >> 28 & 1;
  const bool base[8] = {z, c, n, v, c && !z, n == v, n == v && !z, true};
  return base[condition >> 1] != (condition & 1);
}

static uint32_t long_offset(const uint8_t *code) {
  const uint32_t a = first(code);
  const uint32_t b = second(code);
  const uint32_t offset =
      (a >> 10 & 1) << 20 | (b >> 11 & 1) << 19 | (b >> 13 & 1) << 18 | (a & 0x3f) << 12 | (b & 0x7ff) << 1;
  return (uint32_t)sign_extend(offset, 21);
}

/** ITSTATE of an IT whose "then" and "else" are exchanged: every condition bit above the mask's end is turned. */
static uint8_t inverted_it(uint8_t it) {
  uint8_t turned = it ^ 0x10;
  for (uint8_t bit = 0x8; bit > (it & 0xf & -(it & 0xf)); bit = (uint8_t)(bit >> 1)) {
    turned ^= bit;
  }
  return turned;
}

void instruction_invert(instruction_set_t set, const uint8_t *code, registers_t *registers) {
  const uint32_t after = registers->pc + instruction_length(set, code);
  uint32_t target = registers->pc + 4;
  bool taken;
  if (set == kA32) {
    taken = passes(bytes_get_u32le(code) >> 28, registers->cpsr);
    target += 4 + (uint32_t)sign_extend((bytes_get_u32le(code) & 0xffffff) << 2, 26);
  } else if (is_it(code)) {
    registers->it = inverted_it((uint8_t)first(code));
    registers->pc = after;
    return;
  } else if (is_short_branch(code)) {
    taken = passes(first(code) >> 8 & 0xf, registers->cpsr);
    target += (uint32_t)sign_extend((first(code) & 0xffu) << 1, 9);
  } else if (is_long_branch(code)) {
    taken = passes(first(code) >> 6 & 0xf, registers->cpsr);
    target += long_offset(code);
  } else {
    const bool wants_nonzero = first(code) >> 11 & 1;
    taken = (registers->r[first(code) & 7] != 0) == wants_nonzero;
    target += (first(code) >> 9 & 1u) << 6 | (first(code) >> 3 & 0x1fu) << 1;
  }
  registers->pc = taken ? after : target;
  registers->it = 0;
}
