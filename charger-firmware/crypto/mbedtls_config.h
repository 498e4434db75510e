#ifndef SEALBENCH_CRYPTO_MBEDTLS_CONFIG_H_
#define SEALBENCH_CRYPTO_MBEDTLS_CONFIG_H_

/*
 * What boot ROM and application compile of Mbed TLS 3.6: P-256 (ECDSA verification, one-pass ECDH), SHA-256, AES-128
 * CFB, HMAC_DRBG and LMS verification. No X.509, no TLS, no RSA, no entropy source of its own, no file system.
 * Given to the compiler as MBEDTLS_CONFIG_FILE.
 */

/* 1. Platform: no libc I/O, no clock; memory from the static buffer that crypto.c hands over. */
#define MBEDTLS_HAVE_ASM
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS
#define MBEDTLS_MEMORY_BUFFER_ALLOC_C
#define MBEDTLS_MEMORY_ALIGN_MULTIPLE 8

/* 2. Hash and generator. */
#define MBEDTLS_MD_C
#define MBEDTLS_SHA256_C
#define MBEDTLS_HMAC_DRBG_C

/* 3. P-256. The table of the base point (2 KiB of constants) halves the time of key generation. */
#define MBEDTLS_BIGNUM_C
#define MBEDTLS_ECP_C
#define MBEDTLS_ECP_DP_SECP256R1_ENABLED
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECP_WINDOW_SIZE 4
#define MBEDTLS_ECP_FIXED_POINT_OPTIM 1
#define MBEDTLS_MPI_MAX_SIZE 72
#define MBEDTLS_ECDSA_C
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C

/* 4. AES-128 in CFB mode, for TPM 2.0 parameter encryption. */
#define MBEDTLS_AES_C
#define MBEDTLS_AES_ROM_TABLES
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_AES_ONLY_128_BIT_KEY_LENGTH
#define MBEDTLS_CIPHER_MODE_CFB

/* 5. LMS verification. It hashes through PSA, so PSA is here with SHA-256 alone and our generator behind it. */
#define MBEDTLS_LMS_C
#define MBEDTLS_PSA_CRYPTO_C
#define MBEDTLS_PSA_CRYPTO_CONFIG
#define MBEDTLS_PSA_CRYPTO_CONFIG_FILE "crypto/psa_config.h"
#define MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
#define MBEDTLS_PSA_KEY_SLOT_COUNT 1

#endif
