#include "crypto/crypto.h"

#include <assert.h>
#include <string.h>

#include "crypto/crypto_internal.h"
#include "mbedtls/aes.h"
#include "mbedtls/constant_time.h"
#include "mbedtls/hmac_drbg.h"
#include "mbedtls/memory_buffer_alloc.h"
#include "mbedtls/platform_util.h"
#include "mbedtls/sha256.h"
#include "psa/crypto.h"

enum {
  /** At its peak (verifying an image) the library holds 4,128 octets in 56 blocks of up to 64 octets overhead. */
  kHeapBytes = 16 * 1024,
  kSeedMaxBytes = 256,
  kHmacBlockBytes = 64,
};

static_assert(sizeof(mbedtls_sha256_context) <= sizeof(crypto_sha256_t), "the opaque state is too small");
static_assert(_Alignof(mbedtls_sha256_context) <= _Alignof(crypto_sha256_t), "the opaque state is not aligned");
static_assert(kCryptoRandomMaxBytes <= MBEDTLS_HMAC_DRBG_MAX_REQUEST, "more than the generator gives at once");

static _Alignas(8) uint8_t heap[kHeapBytes];
static mbedtls_hmac_drbg_context drbg;
static bool heap_ready;
static bool drbg_ready;

/** For calls that can fail on no input of ours. */
static void must_be_zero(int library_result) {
  if (library_result != 0) {
    __builtin_trap();
  }
}

status_t crypto_init(const uint8_t *seed, size_t seed_bytes) {
  if (seed == NULL || seed_bytes < kCryptoSeedMinBytes || seed_bytes > kSeedMaxBytes) {
    return kStatusInternal;
  }
  if (!heap_ready) {
    mbedtls_memory_buffer_alloc_init(heap, sizeof heap);
    heap_ready = true;
  }
  if (drbg_ready) {
    drbg_ready = false;
    mbedtls_hmac_drbg_free(&drbg);
  }
  // instantiated without an entropy callback: it never reseeds, the caller seeds anew at each reset
  mbedtls_hmac_drbg_init(&drbg);
  if (mbedtls_hmac_drbg_seed_buf(&drbg, mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), seed, seed_bytes) != 0) {
    return kStatusInternal;
  }
  drbg_ready = true;
  return psa_crypto_init() == PSA_SUCCESS ? kStatusOk : kStatusInternal;
}

int crypto_internal_rng(void *unused, unsigned char *out, size_t bytes) {
  (void)unused;
  return drbg_ready ? mbedtls_hmac_drbg_random(&drbg, out, bytes) : -1;
}

/** PSA's own source of random numbers (MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG). */
psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *context, uint8_t *output,
                                             size_t output_size, size_t *output_length) {
  (void)context;
  if (crypto_random(output, output_size) != kStatusOk) {
    return PSA_ERROR_INSUFFICIENT_ENTROPY;
  }
  *output_length = output_size;
  return PSA_SUCCESS;
}

status_t crypto_random(uint8_t *out, size_t n) {
  if (n > kCryptoRandomMaxBytes || crypto_internal_rng(NULL, out, n) != 0) {
    crypto_wipe(out, n);
    return kStatusInternal;
  }
  return kStatusOk;
}

static mbedtls_sha256_context *library_state(crypto_sha256_t *sha) {
  return (mbedtls_sha256_context *)(void *)sha->opaque;
}

void crypto_sha256_init(crypto_sha256_t *sha) {
  mbedtls_sha256_init(library_state(sha));
  must_be_zero(mbedtls_sha256_starts(library_state(sha), 0));
}

void crypto_sha256_update(crypto_sha256_t *sha, const void *data, size_t n) {
  if (n != 0) {
    must_be_zero(mbedtls_sha256_update(library_state(sha), data, n));
  }
}

void crypto_sha256_finish(crypto_sha256_t *sha, uint8_t out[32]) {
  must_be_zero(mbedtls_sha256_finish(library_state(sha), out));
  crypto_wipe(sha, sizeof *sha);
}

void crypto_sha256(const void *data, size_t n, uint8_t out[32]) {
  crypto_sha256_t sha;
  crypto_sha256_init(&sha);
  crypto_sha256_update(&sha, data, n);
  crypto_sha256_finish(&sha, out);
}

/** Starts a hash with the key's block, each octet changed by `pad` (RFC 2104). */
static void start_padded(crypto_sha256_t *sha, const uint8_t key_block[kHmacBlockBytes], uint8_t pad) {
  uint8_t block[kHmacBlockBytes];
  for (size_t i = 0; i < sizeof block; ++i) {
    block[i] = key_block[i] ^ pad;
  }
  crypto_sha256_init(sha);
  crypto_sha256_update(sha, block, sizeof block);
  crypto_wipe(block, sizeof block);
}

void crypto_hmac_sha256(const uint8_t *key, size_t key_bytes, const crypto_part_t *parts, size_t part_count,
                        uint8_t out[32]) {
  uint8_t key_block[kHmacBlockBytes] = {0};
  if (key_bytes > sizeof key_block) {
    crypto_sha256(key, key_bytes, key_block);
  } else if (key_bytes > 0) {
    memcpy(key_block, key, key_bytes);
  }
  crypto_sha256_t sha;
  uint8_t inner[kCryptoDigestBytes];
  start_padded(&sha, key_block, 0x36);
  for (size_t i = 0; i < part_count; ++i) {
    crypto_sha256_update(&sha, parts[i].data, parts[i].bytes);
  }
  crypto_sha256_finish(&sha, inner);
  start_padded(&sha, key_block, 0x5c);
  crypto_sha256_update(&sha, inner, sizeof inner);
  crypto_sha256_finish(&sha, out);
  crypto_wipe(key_block, sizeof key_block);
  crypto_wipe(inner, sizeof inner);
}

void crypto_kdf(const uint8_t key[32], const char *label, const void *context, size_t context_bytes, uint8_t out[32]) {
  static const uint8_t counter[4] = {0, 0, 0, 1};
  static const uint8_t output_bits[4] = {0, 0, 1, 0};
  const crypto_part_t parts[] = {
      {counter, sizeof counter},
      {label, strlen(label) + 1},  // with the 0x00 that separates label and context
      {context, context_bytes},
      {output_bits, sizeof output_bits},
  };
  crypto_hmac_sha256(key, kCryptoDigestBytes, parts, sizeof parts / sizeof parts[0], out);
}

void crypto_aes128_cfb(int encrypt, const uint8_t key[16], const uint8_t iv[16], uint8_t *data, size_t n) {
  if (n == 0) {
    return;
  }
  uint8_t feedback[16];
  size_t feedback_offset = 0;
  memcpy(feedback, iv, sizeof feedback);
  mbedtls_aes_context aes;
  mbedtls_aes_init(&aes);
  must_be_zero(mbedtls_aes_setkey_enc(&aes, key, 128));
  must_be_zero(mbedtls_aes_crypt_cfb128(&aes, encrypt ? MBEDTLS_AES_ENCRYPT : MBEDTLS_AES_DECRYPT, n, &feedback_offset,
                                        feedback, data, data));
  mbedtls_aes_free(&aes);
  crypto_wipe(feedback, sizeof feedback);
}

bool crypto_equal(const void *a, const void *b, size_t n) { return mbedtls_ct_memcmp(a, b, n) == 0; }

void crypto_wipe(void *data, size_t n) {
  if (n != 0) {
    mbedtls_platform_zeroize(data, n);
  }
}
