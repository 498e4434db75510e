#include "image/image.h"

#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"
#include "base/hardened.h"
#include "crypto/crypto.h"
#include "image/image_format.h"

enum { kChunkBytes = 1024 };

/** One image on its way through IMAGE.md 3.2. */
typedef struct candidate {
  image_parts_t parts;
  uint8_t digest[kCryptoDigestBytes]; /**< As computed here, 3.1. */
  const image_unit_t *unit;
  uint32_t pair_index;
  uint32_t trail; /**< Marks of the backward pass. */
} candidate_t;

static candidate_t candidate;

/** Hashes header padding and body as they come by; tells whether all padding was 0x00 or 0xff. */
static status_t hash_stored(const image_source_t *source, crypto_sha256_t *sha, bool *padding_good) {
  static uint8_t chunk[kChunkBytes];
  const uint32_t end = candidate.parts.header_bytes + candidate.parts.body_bytes;
  *padding_good = true;
  for (uint32_t at = kImageHeaderBytes; at < end;) {
    const uint32_t bytes = end - at < kChunkBytes ? end - at : kChunkBytes;
    const status_t status = source->read(source->context, at, chunk, bytes);
    if (status != kStatusOk) {
      return status;
    }
    for (uint32_t i = 0; i < bytes && at + i < candidate.parts.header_bytes; ++i) {
      *padding_good = *padding_good && (chunk[i] == 0x00 || chunk[i] == 0xff);
    }
    crypto_sha256_update(sha, chunk, bytes);
    at += bytes;
  }
  return kStatusOk;
}

/** Chapters 1 and 2, and the digest of 3.1 on the way. */
static status_t load(const image_source_t *source) {
  status_t status = image_format_read(source, &candidate.parts);
  if (status != kStatusOk) {
    return status;
  }
  bool padding_good = false;
  crypto_sha256_t sha;
  crypto_sha256_init(&sha);
  crypto_sha256_update(&sha, candidate.parts.header, kImageHeaderBytes);
  status = hash_stored(source, &sha, &padding_good);
  if (status != kStatusOk) {
    return status;
  }
  crypto_sha256_update(&sha, candidate.parts.protected_area, kImageProtectedBytes);
  crypto_sha256_finish(&sha, candidate.digest);
  return padding_good ? kStatusOk : kStatusImageFormat;
}

static status_t check_digest(void) {
  return hardened_require(hardened_equal(candidate.parts.digest.data, candidate.digest, kCryptoDigestBytes),
                          kStatusImageDigest);
}

static status_t check_customer(void) {
  const hardened_t vid = hardened_equal(candidate.parts.vid.data, candidate.unit->vid, sizeof candidate.unit->vid);
  const hardened_t cid = hardened_equal(candidate.parts.cid.data, candidate.unit->cid, sizeof candidate.unit->cid);
  return hardened_require(hardened_both(vid, cid), kStatusImageCustomer);
}

static hardened_t is_pair(uint32_t index, const uint8_t ecdsa_sha256[32], const uint8_t lms_sha256[32]) {
  const firmware_pair_t *pair = &candidate.unit->pairs[index];
  const hardened_t ecdsa = hardened_equal(pair->ecdsa_sha256, ecdsa_sha256, kCryptoDigestBytes);
  const hardened_t lms = hardened_equal(pair->lms_sha256, lms_sha256, kCryptoDigestBytes);
  const hardened_t valid = hardened_same_word(candidate.unit->revoked_mask >> index & 1u, 0);
  return hardened_both(hardened_both(ecdsa, lms), valid);
}

static status_t check_key(void) {
  uint8_t ecdsa_sha256[kCryptoDigestBytes];
  uint8_t lms_sha256[kCryptoDigestBytes];
  crypto_sha256(candidate.parts.ecdsa_key.data, candidate.parts.ecdsa_key.bytes, ecdsa_sha256);
  crypto_sha256(candidate.parts.lms_key.data, candidate.parts.lms_key.bytes, lms_sha256);
  for (uint32_t i = 0; i < candidate.unit->pair_count && i < kImageMaxPairs; ++i) {
    const hardened_t found = is_pair(i, ecdsa_sha256, lms_sha256);
    if (found == kHardenedYes) {
      candidate.pair_index = i;
      return hardened_require(found, kStatusImageKey);
    }
  }
  return kStatusImageKey;
}

static status_t check_ecdsa(void) {
  uint8_t point[kCryptoPointBytes];
  if (crypto_spki_point(candidate.parts.ecdsa_key.data, candidate.parts.ecdsa_key.bytes, point) != kStatusOk) {
    return kStatusImageEcdsa;
  }
  const image_value_t signature = candidate.parts.ecdsa_signature;
  const status_t status = crypto_ecdsa_verify(point, candidate.digest, signature.data, signature.bytes);
  return hardened_require(hardened_ok(status), kStatusImageEcdsa);
}

static status_t check_lms(void) {
  const image_value_t signature = candidate.parts.lms_signature;
  const status_t status = crypto_lms_verify(candidate.parts.lms_key.data, candidate.digest, sizeof candidate.digest,
                                            signature.data, signature.bytes);
  return hardened_require(hardened_ok(status), kStatusImageLms);
}

static status_t check_rollback(void) {
  return hardened_require(hardened_at_least(candidate.parts.security_counter, candidate.unit->floor),
                          kStatusImageRollback);
}

static status_t check_jump(void) {
  const uint32_t jump = candidate.parts.security_counter - candidate.unit->floor;
  return hardened_require(hardened_at_least(kImageMaxCounterJump, jump), kStatusImageJump);
}

/** 3.2 behind the format, in its order. Each mark is added to a trail once its check passed. */
static const struct {
  status_t (*check)(void);
  uint32_t mark;
} kChecks[] = {
    {check_digest, 0x0b5e31d7}, {check_customer, 0x15a8c46b}, {check_key, 0x1d13f92e},  {check_ecdsa, 0x070fa6c5},
    {check_lms, 0x12c97d38},    {check_rollback, 0x19365b4a}, {check_jump, 0x0e74829d},
};

enum { kCheckCount = sizeof kChecks / sizeof kChecks[0] };

/** Sum of the marks: what both trails must come to. */
const uint32_t kImageTrailEnd =
    0x0b5e31d7u + 0x15a8c46bu + 0x1d13f92eu + 0x070fa6c5u + 0x12c97d38u + 0x19365b4au + 0x0e74829du;

/** All checks in their order; the first refusal is the verdict. */
static status_t check_forwards(void) {
  uint32_t trail = 0;
  for (uint32_t i = 0; i < kCheckCount; ++i) {
    const status_t status = kChecks[i].check();
    if (status != kStatusOk) {
      return status;
    }
    trail += kChecks[i].mark;
  }
  return hardened_require(hardened_same_word(trail, kImageTrailEnd), kStatusInternal);
}

/** All checks once more, last first: a fault that made one of them pass has to happen a second time elsewhere. */
static status_t check_backwards(void) {
  uint32_t trail_left = kImageTrailEnd;
  for (uint32_t left = kCheckCount; left > 0; --left) {
    if (hardened_ok(kChecks[left - 1].check()) != kHardenedYes) {
      return kStatusInternal;
    }
    trail_left -= kChecks[left - 1].mark;
    candidate.trail += kChecks[left - 1].mark;
  }
  return hardened_require(hardened_same_word(trail_left, 0), kStatusInternal);
}

/** Appends `value` in decimal; room is the caller's matter. */
static char *put_decimal(char *out, uint32_t value) {
  char digits[10];
  int count = 0;
  do {
    digits[count++] = (char)('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count > 0) {
    *out++ = digits[--count];
  }
  return out;
}

/** Chapter 1: `major.minor.revision+build`. */
static void put_version(const uint8_t header[kImageHeaderBytes], char out[kImageVersionBytes]) {
  char *at = put_decimal(out, header[20]);
  *at++ = '.';
  at = put_decimal(at, header[21]);
  *at++ = '.';
  at = put_decimal(at, bytes_get_u16le(header + 22));
  *at++ = '+';
  at = put_decimal(at, bytes_get_u32le(header + 24));
  *at = '\0';
}

static void describe(image_info_t *out) {
  memcpy(out->digest, candidate.digest, sizeof out->digest);
  memcpy(out->sbom_sha256, candidate.parts.sbom_sha256.data, sizeof out->sbom_sha256);
  put_version(candidate.parts.header, out->version);
  out->security_counter = candidate.parts.security_counter;
  out->total_bytes = candidate.parts.total_bytes;
  out->body_offset = candidate.parts.header_bytes;
  out->body_bytes = candidate.parts.body_bytes;
  out->pair_index = candidate.pair_index;
  out->trail = candidate.trail;
}

status_t image_verify(const image_source_t *source, const image_unit_t *unit, image_info_t *out) {
  memset(out, 0, sizeof *out);
  memset(&candidate, 0, sizeof candidate);
  candidate.unit = unit;
  status_t status = load(source);
  if (status != kStatusOk) {
    return status;
  }
  status = check_forwards();
  if (status != kStatusOk) {
    return status;
  }
  status = check_backwards();
  if (status != kStatusOk) {
    return status;
  }
  describe(out);
  return kStatusOk;
}

status_t image_identify(const image_source_t *source, image_info_t *out) {
  memset(out, 0, sizeof *out);
  memset(&candidate, 0, sizeof candidate);
  candidate.pair_index = UINT32_MAX;
  status_t status = load(source);
  if (status != kStatusOk) {
    return status;
  }
  status = check_digest();
  if (status != kStatusOk) {
    return status;
  }
  describe(out);
  return kStatusOk;
}

status_t image_claim(const image_source_t *source, uint8_t digest[32]) {
  memset(&candidate, 0, sizeof candidate);
  const status_t status = image_format_read(source, &candidate.parts);
  if (status == kStatusOk) {
    memcpy(digest, candidate.parts.digest.data, kCryptoDigestBytes);
  }
  return status;
}
