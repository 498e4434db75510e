#ifndef SEALBENCH_CRYPTO_CRYPTO_H_
#define SEALBENCH_CRYPTO_CRYPTO_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/*
 * The cryptography that boot ROM and application use: thin over Mbed TLS, with our status codes and without its heap in
 * sight. Every symbol begins with crypto_ / kCrypto. Not thread-safe: one program, one thread, no use from interrupts.
 *
 * A function that returns nothing cannot fail on any input; should the library refuse all the same (only a programming
 * error can make it), the program traps.
 */

enum {
  /** SHA-256 digest, HMAC-SHA-256 and every key derived by `crypto_kdf`. */
  kCryptoDigestBytes = 32,
  /** P-256 point 04 || x || y. */
  kCryptoPointBytes = 65,
  /** P-256 SubjectPublicKeyInfo in DER: a fixed prefix, then the point. */
  kCryptoSpkiBytes = 91,
  /** ECDSA-Sig-Value of P-256: SEQUENCE of two INTEGERs. */
  kCryptoEcdsaMinBytes = 8,
  kCryptoEcdsaMaxBytes = 72,
  /** RFC 8554 lms_public_key, LMS_SHA256_M32_H10 / LMOTS_SHA256_N32_W8. */
  kCryptoLmsKeyBytes = 56,
  /** RFC 8554 lms_signature of that set: 4 + (4 + 32 + 34 * 32) + 4 + 10 * 32. */
  kCryptoLmsSignatureBytes = 1452,
  /** Least entropy input of `crypto_init`, in octets: 256 bits. */
  kCryptoSeedMinBytes = 32,
  /** Most octets of one `crypto_random` call. */
  kCryptoRandomMaxBytes = 1024,
};

/** Running SHA-256. Owns nothing: may be copied to branch off, and dropped at will. */
typedef struct crypto_sha256 {
  uint64_t opaque[14]; /**< The library's state. */
} crypto_sha256_t;

/** One piece of a message that lies in several places. */
typedef struct crypto_part {
  const void *data; /**< May be NULL when `bytes` is 0. */
  size_t bytes;
} crypto_part_t;

/**
 * Seeds the HMAC_DRBG (SP 800-90A, SHA-256) from `seed` and readies the library. May be called again with a new seed;
 * all functions but `crypto_random` and `crypto_ecdh_ephemeral` also work when it was called with a seed that is not
 * secret. Nothing reseeds the generator later.
 *
 * @param seed_bytes `kCryptoSeedMinBytes` to 256.
 * @return kStatusInternal if the seed's length is out of bounds or the library refuses.
 */
MUST_CHECK status_t crypto_init(const uint8_t *seed, size_t seed_bytes);

/** SHA-256 (FIPS 180-4) of `n` octets. */
void crypto_sha256(const void *data, size_t n, uint8_t out[32]);

/** Starts a SHA-256 over octets that come in pieces. */
void crypto_sha256_init(crypto_sha256_t *sha);

/** Adds `n` octets. */
void crypto_sha256_update(crypto_sha256_t *sha, const void *data, size_t n);

/** Ends it and wipes the state. */
void crypto_sha256_finish(crypto_sha256_t *sha, uint8_t out[32]);

/** HMAC-SHA-256 (RFC 2104) over the parts in their order. */
void crypto_hmac_sha256(const uint8_t *key, size_t key_bytes, const crypto_part_t *parts, size_t part_count,
                        uint8_t out[32]);

/** ORDER.md 3.1: SP 800-108 in counter mode, one block. `label` is ASCII; `context` may be empty. */
void crypto_kdf(const uint8_t key[32], const char *label, const void *context, size_t context_bytes, uint8_t out[32]);

/**
 * ECDSA over P-256 with a SHA-256 digest; strict DER.
 *
 * @return kStatusSignature if the point is not on the curve, the DER is malformed or the signature is not over
 * `digest`.
 */
MUST_CHECK status_t crypto_ecdsa_verify(const uint8_t public_point[65], const uint8_t digest[32], const uint8_t *der,
                                        size_t der_bytes);

/**
 * LMS (RFC 8554, SP 800-208), only LMS_SHA256_M32_H10 with LMOTS_SHA256_N32_W8. `crypto_init` must have been called.
 *
 * @return kStatusSignature if the parameter set is another, a length is wrong or the signature does not verify.
 */
MUST_CHECK status_t crypto_lms_verify(const uint8_t public_key[56], const uint8_t *message, size_t n,
                                      const uint8_t *signature, size_t signature_bytes);

/**
 * One-pass ECDH over P-256: a fresh key pair from the DRBG, its public point, and the x coordinate of the shared point.
 *
 * @param z the secret, 32 octets big-endian; the caller wipes it.
 * @return kStatusInternal if `peer_point` is not a point of the curve or the generator was not seeded.
 */
MUST_CHECK status_t crypto_ecdh_ephemeral(const uint8_t peer_point[65], uint8_t ephemeral_point[65], uint8_t z[32]);

/** AES-128 in CFB mode with 128-bit segments, in place. `encrypt` is 1 to encrypt, 0 to decrypt. `n` may be 0. */
void crypto_aes128_cfb(int encrypt, const uint8_t key[16], const uint8_t iv[16], uint8_t *data, size_t n);

/**
 * `n` octets of the DRBG.
 *
 * @param n at most `kCryptoRandomMaxBytes`.
 * @return kStatusInternal before a successful `crypto_init` or above the bound; `out` is then zero.
 */
MUST_CHECK status_t crypto_random(uint8_t *out, size_t n);

/** Whether two buffers are equal, in a time that depends on `n` only. */
bool crypto_equal(const void *a, const void *b, size_t n);

/** Overwrites with zeros; the compiler may not leave it out. */
void crypto_wipe(void *data, size_t n);

/**
 * The point inside a P-256 SubjectPublicKeyInfo of RFC 5480 with namedCurve and an uncompressed point, the only shape
 * we take.
 *
 * @param point receives 65 octets, not yet checked to lie on the curve.
 * @return kStatusSignature if length or prefix is another.
 */
MUST_CHECK status_t crypto_spki_point(const uint8_t *spki, size_t spki_bytes, uint8_t point[65]);

#endif
