/**
 * The word between a function's buffers and its return address, checked when the function returns
 * (-fstack-protector-strong). Not thread-safe.
 */
#ifndef SEALBENCH_BOARD_VIRT_STACK_GUARD_H
#define SEALBENCH_BOARD_VIRT_STACK_GUARD_H

#include <stddef.h>
#include <stdint.h>

/**
 * Makes the word one that nobody can know: a hash of `bytes` octets of entropy. Functions that run meanwhile must not
 * return: call from a program's outermost function.
 */
void stack_guard_open(const uint8_t *entropy, size_t bytes);

#endif
