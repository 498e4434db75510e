/*
 * Images: parsed, and held against a unit. The first octet says what is put right before: the digest of the signed
 * part, so that mutations get past it, and the unit's keys, VID and CID, so that they get to the signatures; and
 * whether the LMS signature is looked at by itself. No image that is not one of the vectors may be accepted.
 */
#include "fuzz/fuzz.h"
#include "image/image.h"
#include "image/image_format.h"

enum { kImageMost = 16384, kFixDigest = 1, kFixUnit = 2, kLms = 0x80 };

typedef struct memory {
  const uint8_t *data;
  size_t bytes;
} memory_t;

static status_t read_memory(void *context, uint32_t offset, void *out, uint32_t bytes) {
  const memory_t *memory = context;
  FUZZ_MUST(offset <= memory->bytes && bytes <= memory->bytes - offset);
  memcpy(out, memory->data + offset, bytes);
  return kStatusOk;
}

/** Puts the digest of what is there where the image has its own. */
static void fix_digest(uint8_t *image, uint32_t bytes, const image_parts_t *parts) {
  const uint32_t plain_at = parts->header_bytes + parts->body_bytes + kImageProtectedBytes;
  const size_t digest_at = plain_at + (size_t)(parts->digest.data - parts->plain_area);
  FUZZ_MUST(digest_at + kCryptoDigestBytes <= bytes);
  crypto_sha256(image, plain_at, image + digest_at);
}

static void fix_unit(const image_parts_t *parts, image_unit_t *unit) {
  memcpy(unit->vid, parts->vid.data, sizeof unit->vid);
  memcpy(unit->cid, parts->cid.data, sizeof unit->cid);
  crypto_sha256(parts->ecdsa_key.data, parts->ecdsa_key.bytes, unit->pairs[1].ecdsa_sha256);
  crypto_sha256(parts->lms_key.data, parts->lms_key.bytes, unit->pairs[1].lms_sha256);
  unit->floor = parts->security_counter;
}

/** Behind a wrong ECDSA signature nobody looks at the LMS one: it is looked at here. */
static void verify_lms(const image_parts_t *parts) {
  uint8_t digest[kCryptoDigestBytes] = {0};
  (void)!crypto_lms_verify(parts->lms_key.data, digest, sizeof digest, parts->lms_signature.data,
                           parts->lms_signature.bytes);
}

static void check(const image_source_t *source, const image_unit_t *unit) {
  image_info_t info;
  image_info_t identified;
  static const image_info_t kNothing;
  const status_t status = image_verify(source, unit, &info);
  const status_t identity = image_identify(source, &identified);
  if (status == kStatusOk) {
    FUZZ_MUST(identity == kStatusOk && memcmp(identified.digest, info.digest, sizeof info.digest) == 0);
    FUZZ_MUST(info.trail == kImageTrailEnd && info.security_counter >= unit->floor);
    FUZZ_MUST(info.body_offset + info.body_bytes <= info.total_bytes && info.total_bytes <= source->size_bytes);
  } else {
    FUZZ_MUST(memcmp(&info, &kNothing, sizeof info) == 0);
  }
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  fuzz_seed();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static image_parts_t parts;
  image_unit_t unit = {.pair_count = 2};
  if (size < 1 || size > kImageMost) {
    return 0;
  }
  uint8_t *image = fuzz_block(data + 1, size - 1);
  memory_t memory = {image, size - 1};
  const image_source_t source = {&memory, read_memory, (uint32_t)memory.bytes};
  if (image_format_read(&source, &parts) == kStatusOk) {
    if (data[0] & kFixDigest) {
      fix_digest(image, source.size_bytes, &parts);
    }
    if (data[0] & kFixUnit) {
      fix_unit(&parts, &unit);
    }
    if (data[0] & kLms) {
      verify_lms(&parts);
    }
  }
  check(&source, &unit);
  free(image);
  return 0;
}
