#include <assert.h>
#include <string.h>

#include "base/hardened.h"
#include "crypto/crypto.h"
#include "crypto/crypto_internal.h"
#include "mbedtls/ecdsa.h"
#include "mbedtls/ecp.h"
#include "mbedtls/lms.h"

/* Public keys: SubjectPublicKeyInfo, ECDSA, LMS, ECDH. */

enum {
  kScalarBytes = 32,
  kDerSequence = 0x30,
  kDerInteger = 0x02,
};

static_assert((int)kCryptoLmsSignatureBytes ==
                  (int)MBEDTLS_LMS_SIG_LEN(MBEDTLS_LMS_SHA256_M32_H10, MBEDTLS_LMOTS_SHA256_N32_W8),
              "RFC 8554 says 1452");
static_assert((int)kCryptoLmsKeyBytes == (int)MBEDTLS_LMS_PUBLIC_KEY_LEN(MBEDTLS_LMS_SHA256_M32_H10),
              "RFC 8554 says 56");

/**
 * RFC 5480: SEQUENCE { SEQUENCE { OID ecPublicKey 1.2.840.10045.2.1, OID prime256v1 1.2.840.10045.3.1.7 },
 * BIT STRING of 66 octets, no unused bits }.
 */
static const uint8_t kSpkiPrefix[] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                                      0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};
static_assert(sizeof kSpkiPrefix + kCryptoPointBytes == kCryptoSpkiBytes, "91 octets in all");

status_t crypto_spki_point(const uint8_t *spki, size_t spki_bytes, uint8_t point[65]) {
  if (spki_bytes != kCryptoSpkiBytes || memcmp(spki, kSpkiPrefix, sizeof kSpkiPrefix) != 0) {
    return kStatusSignature;
  }
  if (spki[sizeof kSpkiPrefix] != 0x04) {
    return kStatusSignature;
  }
  memcpy(point, spki + sizeof kSpkiPrefix, kCryptoPointBytes);
  return kStatusOk;
}

/** What is left of a DER value while it is read. */
typedef struct der_rest {
  const uint8_t *at;
  size_t bytes;
} der_rest_t;

/** Takes one non-negative INTEGER of at most 256 bits in its shortest form (X.690 8.3, 10.1). */
static status_t take_scalar(der_rest_t *rest, uint8_t scalar[kScalarBytes]) {
  if (rest->bytes < 3 || rest->at[0] != kDerInteger) {
    return kStatusSignature;
  }
  size_t length = rest->at[1];
  const uint8_t *value = rest->at + 2;
  if (length < 1 || length > kScalarBytes + 1 || length > rest->bytes - 2) {
    return kStatusSignature;
  }
  rest->at += 2 + length;
  rest->bytes -= 2 + length;
  if ((value[0] & 0x80) != 0) {
    return kStatusSignature;  // negative
  }
  if (value[0] == 0 && length > 1) {
    if ((value[1] & 0x80) == 0) {
      return kStatusSignature;  // not the shortest form
    }
    ++value;
    --length;
  }
  if (length > kScalarBytes) {
    return kStatusSignature;
  }
  memset(scalar, 0, kScalarBytes - length);
  memcpy(scalar + kScalarBytes - length, value, length);
  return kStatusOk;
}

/** Reads an ECDSA-Sig-Value (RFC 3279) that fills its octets exactly. */
static status_t read_signature(const uint8_t *der, size_t der_bytes, uint8_t r[kScalarBytes], uint8_t s[kScalarBytes]) {
  if (der_bytes < kCryptoEcdsaMinBytes || der_bytes > kCryptoEcdsaMaxBytes) {
    return kStatusSignature;
  }
  if (der[0] != kDerSequence || der[1] != der_bytes - 2) {
    return kStatusSignature;
  }
  der_rest_t rest = {der + 2, der_bytes - 2};
  if (take_scalar(&rest, r) != kStatusOk || take_scalar(&rest, s) != kStatusOk) {
    return kStatusSignature;
  }
  return rest.bytes == 0 ? kStatusOk : kStatusSignature;
}

/** P-256 numbers of one verification; the library's memory behind them is freed by `close_workspace`. */
typedef struct workspace {
  mbedtls_ecp_group group;
  mbedtls_ecp_point point;
  mbedtls_mpi first;
  mbedtls_mpi second;
} workspace_t;

static void open_workspace(workspace_t *work) {
  mbedtls_ecp_group_init(&work->group);
  mbedtls_ecp_point_init(&work->point);
  mbedtls_mpi_init(&work->first);
  mbedtls_mpi_init(&work->second);
}

static void close_workspace(workspace_t *work) {
  mbedtls_mpi_free(&work->second);
  mbedtls_mpi_free(&work->first);
  mbedtls_ecp_point_free(&work->point);
  mbedtls_ecp_group_free(&work->group);
}

/** Loads the curve and a point that lies on it and is not its zero. */
static status_t load_point(workspace_t *work, const uint8_t encoded[65]) {
  if (encoded[0] != 0x04 || mbedtls_ecp_group_load(&work->group, MBEDTLS_ECP_DP_SECP256R1) != 0) {
    return kStatusSignature;
  }
  if (mbedtls_ecp_point_read_binary(&work->group, &work->point, encoded, kCryptoPointBytes) != 0) {
    return kStatusSignature;
  }
  return mbedtls_ecp_check_pubkey(&work->group, &work->point) == 0 ? kStatusOk : kStatusSignature;
}

status_t crypto_ecdsa_verify(const uint8_t public_point[65], const uint8_t digest[32], const uint8_t *der,
                             size_t der_bytes) {
  uint8_t r[kScalarBytes];
  uint8_t s[kScalarBytes];
  if (read_signature(der, der_bytes, r, s) != kStatusOk) {
    return kStatusSignature;
  }
  workspace_t work;
  open_workspace(&work);
  volatile int refused = 1;
  if (load_point(&work, public_point) == kStatusOk && mbedtls_mpi_read_binary(&work.first, r, sizeof r) == 0 &&
      mbedtls_mpi_read_binary(&work.second, s, sizeof s) == 0) {
    refused = mbedtls_ecdsa_verify(&work.group, digest, kCryptoDigestBytes, &work.point, &work.first, &work.second);
  }
  close_workspace(&work);
  return hardened_require(hardened_same_word((uint32_t)refused, 0), kStatusSignature);
}

status_t crypto_lms_verify(const uint8_t public_key[56], const uint8_t *message, size_t n, const uint8_t *signature,
                           size_t signature_bytes) {
  if (signature_bytes != kCryptoLmsSignatureBytes) {
    return kStatusSignature;
  }
  mbedtls_lms_public_t key;
  mbedtls_lms_public_init(&key);
  volatile int refused = 1;
  if (mbedtls_lms_import_public_key(&key, public_key, kCryptoLmsKeyBytes) == 0) {
    refused = mbedtls_lms_verify(&key, message, n, signature, signature_bytes);
  }
  mbedtls_lms_public_free(&key);
  return hardened_require(hardened_same_word((uint32_t)refused, 0), kStatusSignature);
}

/** Draws the key pair into `work->first` and `own`, then z = x of first * peer. */
static status_t agree(workspace_t *work, mbedtls_ecp_point *own, uint8_t ephemeral_point[65], uint8_t z[32]) {
  size_t point_bytes = 0;
  if (mbedtls_ecp_gen_keypair(&work->group, &work->first, own, crypto_internal_rng, NULL) != 0 ||
      mbedtls_ecp_point_write_binary(&work->group, own, MBEDTLS_ECP_PF_UNCOMPRESSED, &point_bytes, ephemeral_point,
                                     kCryptoPointBytes) != 0 ||
      point_bytes != kCryptoPointBytes) {
    return kStatusInternal;
  }
  if (mbedtls_ecp_mul(&work->group, own, &work->first, &work->point, crypto_internal_rng, NULL) != 0 ||
      mbedtls_ecp_is_zero(own) != 0) {
    return kStatusInternal;
  }
  uint8_t shared[kCryptoPointBytes];
  if (mbedtls_ecp_point_write_binary(&work->group, own, MBEDTLS_ECP_PF_UNCOMPRESSED, &point_bytes, shared,
                                     sizeof shared) != 0) {
    return kStatusInternal;
  }
  memcpy(z, shared + 1, kScalarBytes);
  crypto_wipe(shared, sizeof shared);
  return kStatusOk;
}

status_t crypto_ecdh_ephemeral(const uint8_t peer_point[65], uint8_t ephemeral_point[65], uint8_t z[32]) {
  workspace_t work;
  mbedtls_ecp_point own;
  open_workspace(&work);
  mbedtls_ecp_point_init(&own);
  status_t status = kStatusInternal;
  if (load_point(&work, peer_point) == kStatusOk) {
    status = agree(&work, &own, ephemeral_point, z);
  }
  mbedtls_ecp_point_free(&own);
  close_workspace(&work);
  if (status != kStatusOk) {
    crypto_wipe(ephemeral_point, kCryptoPointBytes);
    crypto_wipe(z, kScalarBytes);
  }
  return status;
}
