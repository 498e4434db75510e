#ifndef SEALBENCH_CRYPTO_CRYPTO_INTERNAL_H_
#define SEALBENCH_CRYPTO_CRYPTO_INTERNAL_H_

#include <stddef.h>

/** For files of this folder only. The generator in the shape that Mbed TLS asks for; not 0 when it was not seeded. */
int crypto_internal_rng(void *unused, unsigned char *out, size_t bytes);

#endif
