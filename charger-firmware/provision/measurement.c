#include "provision/measurement.h"

#include "crypto/crypto.h"

static void add_customer(crypto_sha256_t *hash, const image_unit_t *unit) {
  const uint8_t count = (uint8_t)unit->pair_count;
  crypto_sha256_update(hash, unit->vid, sizeof unit->vid);
  crypto_sha256_update(hash, unit->cid, sizeof unit->cid);
  crypto_sha256_update(hash, &count, sizeof count);
  for (uint32_t i = 0; i < unit->pair_count && i < kImageMaxPairs; ++i) {
    crypto_sha256_update(hash, unit->pairs[i].ecdsa_sha256, sizeof unit->pairs[i].ecdsa_sha256);
    crypto_sha256_update(hash, unit->pairs[i].lms_sha256, sizeof unit->pairs[i].lms_sha256);
  }
}

void measurement_authority(const image_unit_t *unit, uint8_t digest[32]) {
  static const char kLabel[] = "sealbench authority 1";  // its final 0 is the separator
  static const char kUse[] = "production";
  crypto_sha256_t hash;
  crypto_sha256_init(&hash);
  crypto_sha256_update(&hash, kLabel, sizeof kLabel);
  add_customer(&hash, unit);
  crypto_sha256_update(&hash, kUse, sizeof kUse - 1);
  crypto_sha256_finish(&hash, digest);
}

void measurement_lock_content(const image_unit_t *unit, uint8_t digest[32]) {
  crypto_sha256_t hash;
  crypto_sha256_init(&hash);
  add_customer(&hash, unit);
  crypto_sha256_finish(&hash, digest);
}

void measurement_blank(uint8_t digest[32]) { crypto_sha256("blank", 5, digest); }

void measurement_application(uint8_t digest[32]) { crypto_sha256("application", 11, digest); }
