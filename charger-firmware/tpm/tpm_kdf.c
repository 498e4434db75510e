#include "tpm/tpm_kdf.h"

#include <string.h>

#include "crypto/crypto.h"

static const uint8_t kCounterOne[4] = {0, 0, 0, 1};
static const uint8_t kBits256[4] = {0, 0, 1, 0};

size_t tpm_kdf_auth_bytes(const uint8_t *value, size_t size_bytes) {
  while (size_bytes != 0 && value[size_bytes - 1] == 0) {
    --size_bytes;
  }
  return size_bytes;
}

void tpm_kdf_a(tpm_span_t key, const char *label, const tpm_span_t context[2], uint8_t out[32]) {
  const crypto_part_t parts[] = {
      {kCounterOne, sizeof kCounterOne},        {label, strlen(label) + 1},  {context[0].data, context[0].size_bytes},
      {context[1].data, context[1].size_bytes}, {kBits256, sizeof kBits256},
  };
  crypto_hmac_sha256(key.data, key.size_bytes, parts, sizeof parts / sizeof parts[0], out);
}

void tpm_kdf_e(const uint8_t z[32], const char *label, const uint8_t party_u_x[32], const uint8_t party_v_x[32],
               uint8_t out[32]) {
  crypto_sha256_t hash;
  crypto_sha256_init(&hash);
  crypto_sha256_update(&hash, kCounterOne, sizeof kCounterOne);
  crypto_sha256_update(&hash, z, 32);
  crypto_sha256_update(&hash, label, strlen(label) + 1);
  crypto_sha256_update(&hash, party_u_x, 32);
  crypto_sha256_update(&hash, party_v_x, 32);
  crypto_sha256_finish(&hash, out);
  crypto_wipe(&hash, sizeof hash);
}

void tpm_kdf_name(tpm_span_t public_area, tpm_name_t *out) {
  out->bytes[0] = 0x00;  // TPM_ALG_SHA256, Part 2, 6.3
  out->bytes[1] = 0x0b;
  crypto_sha256(public_area.data, public_area.size_bytes, out->bytes + 2);
}
