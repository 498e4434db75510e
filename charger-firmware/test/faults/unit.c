#include "test/faults/unit.h"

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "image/image.h"
#include "otp/otp.h"
#include "provision/measurement.h"
#include "test/support/signer.h"

enum {
  kHeaderBytes = 1024,
  kBodyBytes = 64,
  kProtectedBytes = 96,
  kFloor = 40,
  /* RFC 8554: LMS_SHA256_M32_H10, LMOTS_SHA256_N32_W8 */
  kLmsType = 6,
  kOtsType = 4,
  kChains = 34,
  kChainEnd = 255,
  kTreeHeight = 10,
  kLeaf = 3,
  kHash = 32,
};

/** Two keys that sign together. The LMS key signs with one leaf only: what the others are nobody asks. */
typedef struct pair {
  signer_t ecdsa;
  uint8_t spki[91];
  uint8_t id[16];
  uint8_t chain_starts[kChains][kHash];
  uint8_t path[kTreeHeight][kHash];
  uint8_t lms_key[56];
} pair_t;

static pair_t own;
static pair_t foreign;
static image_unit_t unit;

const char *unit_image_name(unit_image_t which) {
  static const char *const kNames[kUnitImageCount] = {
      "good image",   "bad ECDSA signature", "bad LMS signature", "wrong customer",
      "foreign keys", "lower counter",       "changed body",
  };
  return kNames[which];
}

static void draw(void *out, size_t bytes) { signer_must(crypto_random(out, bytes) == kStatusOk, "random"); }

static void put_u32be(uint8_t *out, uint32_t value) {
  for (unsigned i = 0; i < 4; ++i) {
    out[i] = (uint8_t)(value >> (24 - 8 * i));
  }
}

/** RFC 8554, 4.2: hash of I, a number, a 16-bit mark and what follows. */
static void lms_hash(const pair_t *pair, uint32_t number, uint16_t mark, crypto_sha256_t *hash) {
  uint8_t prefix[22];
  memcpy(prefix, pair->id, sizeof pair->id);
  put_u32be(prefix + 16, number);
  prefix[20] = (uint8_t)(mark >> 8);
  prefix[21] = (uint8_t)mark;
  crypto_sha256_init(hash);
  crypto_sha256_update(hash, prefix, sizeof prefix);
}

static void walk_chain(const pair_t *pair, uint16_t chain, unsigned steps, uint8_t value[kHash]) {
  memcpy(value, pair->chain_starts[chain], kHash);
  for (unsigned i = 0; i < steps; ++i) {
    crypto_sha256_t hash;
    const uint8_t step = (uint8_t)i;
    lms_hash(pair, kLeaf, chain, &hash);
    crypto_sha256_update(&hash, &step, 1);
    crypto_sha256_update(&hash, value, kHash);
    crypto_sha256_finish(&hash, value);
  }
}

static void make_lms_key(pair_t *pair) {
  uint8_t node[kHash];
  crypto_sha256_t hash;
  lms_hash(pair, kLeaf, 0x8080, &hash);
  for (uint16_t chain = 0; chain < kChains; ++chain) {
    walk_chain(pair, chain, kChainEnd, node);
    crypto_sha256_update(&hash, node, kHash);
  }
  crypto_sha256_finish(&hash, node);
  uint32_t number = (1u << kTreeHeight) + kLeaf;
  lms_hash(pair, number, 0x8282, &hash);
  crypto_sha256_update(&hash, node, kHash);
  crypto_sha256_finish(&hash, node);
  for (unsigned level = 0; level < kTreeHeight; ++level, number /= 2) {
    lms_hash(pair, number / 2, 0x8383, &hash);
    crypto_sha256_update(&hash, number % 2 != 0 ? pair->path[level] : node, kHash);
    crypto_sha256_update(&hash, number % 2 != 0 ? node : pair->path[level], kHash);
    crypto_sha256_finish(&hash, node);
  }
  put_u32be(pair->lms_key, kLmsType);
  put_u32be(pair->lms_key + 4, kOtsType);
  memcpy(pair->lms_key + 8, pair->id, sizeof pair->id);
  memcpy(pair->lms_key + 24, node, kHash);
}

static uint8_t *put(uint8_t *at, const void *data, size_t bytes) {
  memcpy(at, data, bytes);
  return at + bytes;
}

/** RFC 8554, 4.5 and 5.4.1. Writes 1,452 octets. */
static void sign_lms(const pair_t *pair, const uint8_t digest[kHash], uint8_t *out) {
  uint8_t digits[kChains];
  uint8_t randomizer[kHash];
  crypto_sha256_t hash;
  draw(randomizer, sizeof randomizer);
  lms_hash(pair, kLeaf, 0x8181, &hash);
  crypto_sha256_update(&hash, randomizer, sizeof randomizer);
  crypto_sha256_update(&hash, digest, kHash);
  crypto_sha256_finish(&hash, digits);
  uint32_t sum = 0;
  for (unsigned i = 0; i < kHash; ++i) {
    sum += (uint32_t)(kChainEnd - digits[i]);
  }
  digits[kHash] = (uint8_t)(sum >> 8);
  digits[kHash + 1] = (uint8_t)sum;
  put_u32be(out, kLeaf);
  put_u32be(out + 4, kOtsType);
  uint8_t *at = put(out + 8, randomizer, sizeof randomizer);
  for (uint16_t chain = 0; chain < kChains; ++chain, at += kHash) {
    walk_chain(pair, chain, digits[chain], at);
  }
  put_u32be(at, kLmsType);
  put(at + 4, pair->path, sizeof pair->path);
}

static void open_pair(pair_t *pair) {
  signer_open(&pair->ecdsa);
  signer_spki(&pair->ecdsa, pair->spki);
  draw(pair->id, sizeof pair->id);
  for (unsigned i = 0; i < kChains; ++i) {
    draw(pair->chain_starts[i], kHash);
  }
  for (unsigned i = 0; i < kTreeHeight; ++i) {
    draw(pair->path[i], kHash);
  }
  make_lms_key(pair);
}

void unit_open(void) {
  open_pair(&own);
  open_pair(&foreign);
  memset(&unit, 0, sizeof unit);
  draw(unit.vid, sizeof unit.vid);
  draw(unit.cid, sizeof unit.cid);
  unit.pair_count = 2;
  crypto_sha256(own.spki, sizeof own.spki, unit.pairs[0].ecdsa_sha256);
  crypto_sha256(own.lms_key, sizeof own.lms_key, unit.pairs[0].lms_sha256);
  draw(&unit.pairs[1], sizeof unit.pairs[1]);
  unit.floor = kFloor;
}

void unit_authority(uint8_t digest[32]) { measurement_authority(&unit, digest); }

static status_t read_octets(void *context, uint32_t offset, void *out, uint32_t bytes) {
  memcpy(out, (const uint8_t *)context + offset, bytes);
  return kStatusOk;
}

static status_t clear_bits(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i) {
    ((uint8_t *)context)[offset + i] &= ((const uint8_t *)data)[i];
  }
  return kStatusOk;
}

static void fill_otp(uint8_t *otp) {
  const otp_flash_t flash = {otp, read_octets, clear_bits};
  uint32_t index = 0;
  otp_record_t record;
  memset(&record, 0x11, sizeof record);
  record.counter_start = kUnitCounter;
  record.security_counter_start = unit.floor;
  record.pair_count = unit.pair_count;
  memcpy(record.pairs, unit.pairs, sizeof record.pairs);
  memcpy(record.vid, unit.vid, sizeof record.vid);
  memcpy(record.cid, unit.cid, sizeof record.cid);
  strcpy(record.serial, "0123456789ABCDEF");
  memset(otp, 0xff, kOtpAreaBytes);
  signer_must(otp_begin(&flash, &record, &index) == kStatusOk, "OTP record");
  signer_must(otp_commit_trial(&flash, index) == kStatusOk && otp_lock(&flash) == kStatusOk, "OTP state");
}

void unit_fill_bank0(uint8_t *otp, uint8_t *factory_data) {
  fill_otp(otp);
  memset(factory_data, 0, 256);
  memcpy(factory_data, "SBFD", 4);
  factory_data[4] = 1;
  memcpy(factory_data + 8, own.ecdsa.point, sizeof own.ecdsa.point);
  memset(factory_data + 76, 0x42, 16);
  factory_data[92] = 1;
  memcpy(factory_data + 96, "virt-charger", 12);
  crypto_sha256(factory_data, 224, factory_data + 224);
}

static uint8_t *put_entry(uint8_t *at, uint16_t type, const void *data, size_t bytes) {
  const uint8_t head[4] = {(uint8_t)type, (uint8_t)(type >> 8), (uint8_t)bytes, (uint8_t)(bytes >> 8)};
  return put(put(at, head, sizeof head), data, bytes);
}

/** Header, body and protected area: what the digest is over. */
static uint8_t *put_signed_part(unit_image_t which, uint8_t *image) {
  static const uint8_t kPolicy[4] = {1};
  const uint8_t counter[4] = {which == kUnitLowerCounter ? kFloor - 1 : kFloor};
  uint8_t sbom[kHash] = {0x5b};
  uint8_t vid[sizeof unit.vid];
  memcpy(vid, unit.vid, sizeof vid);
  vid[5] ^= which == kUnitWrongCustomer ? 0x10 : 0;
  memset(image, 0, kHeaderBytes);
  bytes_put_u32le(image, 0x96f3b83d);
  image[9] = kHeaderBytes >> 8;
  image[10] = kProtectedBytes;
  image[12] = kBodyBytes;
  image[20] = 1;
  memset(image + kHeaderBytes, 0x3e, kBodyBytes);
  uint8_t *at = image + kHeaderBytes + kBodyBytes;
  at = put(at, (const uint8_t[]){0x08, 0x69, kProtectedBytes, 0}, 4);
  at = put_entry(at, 0x0050, counter, sizeof counter);
  at = put_entry(at, 0x0074, vid, sizeof vid);
  at = put_entry(at, 0x0075, unit.cid, sizeof unit.cid);
  at = put_entry(at, 0x00a0, kPolicy, sizeof kPolicy);
  return put_entry(at, 0x00a1, sbom, sizeof sbom);
}

uint32_t unit_make_image(unit_image_t which, uint8_t out[kUnitImageBytes]) {
  pair_t *pair = which == kUnitForeignKeys ? &foreign : &own;
  uint8_t digest[kHash];
  uint8_t ecdsa[MBEDTLS_ECDSA_MAX_LEN];
  uint8_t lms[1452];
  size_t ecdsa_bytes = 0;
  uint8_t *area = put_signed_part(which, out);
  crypto_sha256(out, (size_t)(area - out), digest);
  signer_must(mbedtls_ecdsa_write_signature(&pair->ecdsa.key, MBEDTLS_MD_SHA256, digest, sizeof digest, ecdsa,
                                            sizeof ecdsa, &ecdsa_bytes, crypto_internal_rng, NULL) == 0,
              "sign");
  sign_lms(pair, digest, lms);
  ecdsa[ecdsa_bytes - 1] ^= which == kUnitBadEcdsa ? 1 : 0;
  lms[700] ^= which == kUnitBadLms ? 1 : 0;
  out[kHeaderBytes] ^= which == kUnitChangedBody ? 1 : 0;
  uint8_t *at = put_entry(area + 4, 0x0010, digest, sizeof digest);
  at = put_entry(at, 0x0002, pair->spki, sizeof pair->spki);
  at = put_entry(at, 0x0022, ecdsa, ecdsa_bytes);
  at = put_entry(at, 0x01a0, lms, sizeof lms);
  at = put_entry(at, 0x01a1, pair->lms_key, sizeof pair->lms_key);
  const uint32_t area_bytes = (uint32_t)(at - area);
  put(area, (const uint8_t[]){0x07, 0x69, (uint8_t)area_bytes, (uint8_t)(area_bytes >> 8)}, 4);
  return (uint32_t)(at - out);
}
