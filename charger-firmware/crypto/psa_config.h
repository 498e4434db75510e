#ifndef SEALBENCH_CRYPTO_PSA_CONFIG_H_
#define SEALBENCH_CRYPTO_PSA_CONFIG_H_

/* PSA serves the LMS verifier only, which needs nothing but SHA-256. */
#define PSA_WANT_ALG_SHA_256 1

#endif
