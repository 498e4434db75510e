#ifndef SEALBENCH_TEST_CMOCKA_ALL_H_
#define SEALBENCH_TEST_CMOCKA_ALL_H_

/* cmocka.h wants these four before it, whatever a formatter thinks of their order. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#endif
