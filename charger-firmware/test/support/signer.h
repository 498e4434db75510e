#ifndef SEALBENCH_TEST_SUPPORT_SIGNER_H_
#define SEALBENCH_TEST_SUPPORT_SIGNER_H_

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/crypto.h"
#include "crypto/crypto_internal.h"
#include "documents.pb.h"
#include "mbedtls/ecdsa.h"
#include "pb_encode.h"
#include "provision/document.h"

/*
 * A signer of documents for tests, with a key that is drawn when the test starts: whom our verifier must believe, it
 * believes. That it believes others' signatures as well is shown with the vectors.
 */

/** One key pair; `crypto_init` comes first. */
typedef struct signer {
  mbedtls_ecdsa_context key;
  uint8_t point[65];
} signer_t;

static inline void signer_must(int good, const char *what) {
  if (!good) {
    fprintf(stderr, "signer: %s\n", what);
    exit(1);
  }
}

static inline void signer_open(signer_t *signer) {
  size_t bytes = 0;
  mbedtls_ecdsa_init(&signer->key);
  signer_must(mbedtls_ecdsa_genkey(&signer->key, MBEDTLS_ECP_DP_SECP256R1, crypto_internal_rng, NULL) == 0, "key");
  signer_must(
      mbedtls_ecp_point_write_binary(&signer->key.MBEDTLS_PRIVATE(grp), &signer->key.MBEDTLS_PRIVATE(Q),
                                     MBEDTLS_ECP_PF_UNCOMPRESSED, &bytes, signer->point, sizeof signer->point) == 0,
      "point");
}

static inline void signer_close(signer_t *signer) { mbedtls_ecdsa_free(&signer->key); }

/** SubjectPublicKeyInfo of RFC 5480. */
static inline void signer_spki(const signer_t *signer, uint8_t spki[91]) {
  static const uint8_t prefix[26] = {0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
                                     0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00};
  memcpy(spki, prefix, sizeof prefix);
  memcpy(spki + sizeof prefix, signer->point, sizeof signer->point);
}

/** Signs what `envelope` holds as payload. */
static inline void signer_sign(signer_t *signer, const char *type, wire_Envelope *envelope) {
  uint8_t digest[32];
  uint8_t der[MBEDTLS_ECDSA_MAX_LEN];
  size_t bytes = 0;
  document_digest(type, envelope->payload.bytes, envelope->payload.size, digest);
  signer_must(mbedtls_ecdsa_write_signature(&signer->key, MBEDTLS_MD_SHA256, digest, sizeof digest, der, sizeof der,
                                            &bytes, crypto_internal_rng, NULL) == 0,
              "sign");
  signer_must(bytes <= sizeof envelope->signature.bytes, "length");
  memcpy(envelope->signature.bytes, der, bytes);
  envelope->signature.size = (pb_size_t)bytes;
  strcpy(envelope->payload_type, type);
}

/** Serialises `message` into `envelope` and signs it. */
static inline void signer_envelope(signer_t *signer, const char *type, const pb_msgdesc_t *fields, const void *message,
                                   wire_Envelope *envelope) {
  memset(envelope, 0, sizeof *envelope);
  pb_ostream_t stream = pb_ostream_from_buffer(envelope->payload.bytes, sizeof envelope->payload.bytes);
  signer_must(pb_encode(&stream, fields, message), "encode");
  envelope->payload.size = (pb_size_t)stream.bytes_written;
  signer_sign(signer, type, envelope);
}

#endif
