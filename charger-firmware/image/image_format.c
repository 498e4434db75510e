#include "image/image_format.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"

enum {
  kMagicProtected = 0x6908,
  kMagicPlain = 0x6907,
  kSignaturePolicy = 1,
  kTypeZeroed = 0x0000,
  kTypeErased = 0xffff,
};

static const uint32_t kMagicImage = 0x96f3b83d;

static_assert(kImageProtectedBytes == 96, "IMAGE.md 2.1 sums up to 96");
static_assert(kImagePlainMaxBytes <= UINT16_MAX, "an area's size has 16 bits");

/** Where the entries of an area go. */
typedef struct tlv_rule {
  uint16_t type;
  uint16_t min_bytes;
  uint16_t max_bytes;
} tlv_rule_t;

enum { kEntriesPerArea = 5 };

/** Positions in the protected area's rules and values. */
enum { kSecurityCounter, kVid, kCid, kPolicy, kSbom };

static const tlv_rule_t kProtectedRules[kEntriesPerArea] = {
    [kSecurityCounter] = {0x0050, 4, 4}, [kVid] = {0x0074, 16, 16},  [kCid] = {0x0075, 16, 16},
    [kPolicy] = {0x00a0, 4, 4},          [kSbom] = {0x00a1, 32, 32},
};

/** Positions in the plain area's rules and values. */
enum { kSha256, kEcdsaKey, kEcdsaSignature, kLmsSignature, kLmsKey };

static const tlv_rule_t kPlainRules[kEntriesPerArea] = {
    [kSha256] = {0x0010, kCryptoDigestBytes, kCryptoDigestBytes},
    [kEcdsaKey] = {0x0002, kCryptoSpkiBytes, kCryptoSpkiBytes},
    [kEcdsaSignature] = {0x0022, kCryptoEcdsaMinBytes, kCryptoEcdsaMaxBytes},
    [kLmsSignature] = {0x01a0, kCryptoLmsSignatureBytes, kCryptoLmsSignatureBytes},
    [kLmsKey] = {0x01a1, kCryptoLmsKeyBytes, kCryptoLmsKeyBytes},
};

/** One area as it lies in memory, and what may stand in it. */
typedef struct area {
  const uint8_t *data;
  uint32_t bytes;
  uint16_t magic;
  const tlv_rule_t *rules;
} area_t;

static uint32_t smaller(uint32_t a, uint32_t b) { return a < b ? a : b; }

/** 2.3: what says nothing to us may stand in the plain area, and only there. */
static status_t file_stranger(const tlv_rule_t *rules, uint16_t type) {
  if (rules != kPlainRules || type == kTypeZeroed || type == kTypeErased) {
    return kStatusImageFormat;
  }
  for (uint32_t i = 0; i < kEntriesPerArea; ++i) {
    if (kProtectedRules[i].type == type) {
      return kStatusImageFormat;
    }
  }
  return kStatusOk;
}

/** Files one entry under its rule. 2.3: a second one, a wrong length, a type in the wrong area: refused. */
static status_t file_entry(const tlv_rule_t *rules, uint16_t type, image_value_t value,
                           image_value_t values[kEntriesPerArea]) {
  for (uint32_t i = 0; i < kEntriesPerArea; ++i) {
    if (rules[i].type != type) {
      continue;
    }
    if (values[i].data != NULL || value.bytes < rules[i].min_bytes || value.bytes > rules[i].max_bytes) {
      return kStatusImageFormat;
    }
    values[i] = value;
    return kStatusOk;
  }
  return file_stranger(rules, type);
}

/** Walks an area; the entries must end exactly at its end. */
static status_t read_entries(const area_t *area, image_value_t values[kEntriesPerArea]) {
  memset(values, 0, kEntriesPerArea * sizeof values[0]);
  if (bytes_get_u16le(area->data) != area->magic || bytes_get_u16le(area->data + 2) != area->bytes) {
    return kStatusImageFormat;
  }
  uint32_t at = kImageAreaHeaderBytes;
  while (at != area->bytes) {
    if (area->bytes - at < kImageEntryHeaderBytes) {
      return kStatusImageFormat;
    }
    const uint16_t type = bytes_get_u16le(area->data + at);
    const uint32_t length = bytes_get_u16le(area->data + at + 2);
    at += kImageEntryHeaderBytes;
    if (length > area->bytes - at) {
      return kStatusImageFormat;
    }
    const image_value_t value = {area->data + at, length};
    if (file_entry(area->rules, type, value, values) != kStatusOk) {
      return kStatusImageFormat;
    }
    at += length;
  }
  return kStatusOk;
}

/** Chapter 1. The sum of all lengths stays far below 32 bits because each was bounded before it was added. */
static status_t read_header(const image_source_t *source, image_parts_t *parts) {
  if (source->size_bytes < kImageHeaderBytes) {
    return kStatusNoImage;
  }
  const status_t status = source->read(source->context, 0, parts->header, kImageHeaderBytes);
  if (status != kStatusOk) {
    return status;
  }
  const uint8_t *header = parts->header;
  if (bytes_get_u32le(header) != kMagicImage) {
    return kStatusNoImage;
  }
  const uint32_t limit = smaller(source->size_bytes, kImageMaxBytes);
  const uint32_t load_address = bytes_get_u32le(header + 4);
  const uint32_t flags = bytes_get_u32le(header + 16);
  const uint32_t padding = bytes_get_u32le(header + 28);
  if (load_address != 0 || flags != 0 || padding != 0) {
    return kStatusImageFormat;
  }
  parts->header_bytes = bytes_get_u16le(header + 8);
  if (parts->header_bytes < kImageHeaderBytes || parts->header_bytes > kImageHeaderMaxBytes ||
      parts->header_bytes % 4 != 0 || parts->header_bytes > limit) {
    return kStatusImageFormat;
  }
  // 2.1 leaves the protected area one size only
  if (bytes_get_u16le(header + 10) != kImageProtectedBytes) {
    return kStatusImageFormat;
  }
  parts->body_bytes = bytes_get_u32le(header + 12);
  if (parts->body_bytes < 1 || parts->body_bytes > limit - parts->header_bytes) {
    return kStatusImageFormat;
  }
  const uint32_t left = limit - parts->header_bytes - parts->body_bytes;
  return left >= kImageProtectedBytes + kImageAreaHeaderBytes ? kStatusOk : kStatusImageFormat;
}

/** 2.1 */
static status_t read_protected(const image_source_t *source, image_parts_t *parts) {
  const uint32_t offset = parts->header_bytes + parts->body_bytes;
  const status_t status = source->read(source->context, offset, parts->protected_area, kImageProtectedBytes);
  if (status != kStatusOk) {
    return status;
  }
  const area_t area = {parts->protected_area, kImageProtectedBytes, kMagicProtected, kProtectedRules};
  image_value_t values[kEntriesPerArea];
  if (read_entries(&area, values) != kStatusOk) {
    return kStatusImageFormat;
  }
  for (uint32_t i = 0; i < kEntriesPerArea; ++i) {
    if (values[i].data == NULL) {
      return kStatusImageFormat;
    }
  }
  if (bytes_get_u32le(values[kPolicy].data) != kSignaturePolicy) {
    return kStatusImageFormat;
  }
  parts->security_counter = bytes_get_u32le(values[kSecurityCounter].data);
  parts->vid = values[kVid];
  parts->cid = values[kCid];
  parts->sbom_sha256 = values[kSbom];
  return kStatusOk;
}

/** Brings the plain area into `parts`, each octet read once; its size is the area's own word for it. */
static status_t load_plain(const image_source_t *source, image_parts_t *parts, uint32_t *area_bytes) {
  const uint32_t offset = parts->header_bytes + parts->body_bytes + kImageProtectedBytes;
  const uint32_t limit = smaller(source->size_bytes, kImageMaxBytes);
  status_t status = source->read(source->context, offset, parts->plain_area, kImageAreaHeaderBytes);
  if (status != kStatusOk) {
    return status;
  }
  const uint32_t size = bytes_get_u16le(parts->plain_area + 2);
  if (size < kImageAreaHeaderBytes || size > kImagePlainMaxBytes || size > limit - offset) {
    return kStatusImageFormat;
  }
  if (size > kImageAreaHeaderBytes) {
    status = source->read(source->context, offset + kImageAreaHeaderBytes, parts->plain_area + kImageAreaHeaderBytes,
                          size - kImageAreaHeaderBytes);
  }
  *area_bytes = size;
  parts->total_bytes = offset + size;
  return status;
}

/** 2.2 */
static status_t read_plain(const image_source_t *source, image_parts_t *parts) {
  uint32_t area_bytes = 0;
  const status_t status = load_plain(source, parts, &area_bytes);
  if (status != kStatusOk) {
    return status;
  }
  const area_t area = {parts->plain_area, area_bytes, kMagicPlain, kPlainRules};
  image_value_t values[kEntriesPerArea];
  if (read_entries(&area, values) != kStatusOk || values[kSha256].data == NULL) {
    return kStatusImageFormat;
  }
  parts->digest = values[kSha256];
  parts->ecdsa_key = values[kEcdsaKey];
  parts->ecdsa_signature = values[kEcdsaSignature];
  parts->lms_signature = values[kLmsSignature];
  parts->lms_key = values[kLmsKey];
  if (parts->ecdsa_key.data == NULL || parts->ecdsa_signature.data == NULL || parts->lms_signature.data == NULL ||
      parts->lms_key.data == NULL) {
    return kStatusImageUnsigned;
  }
  return kStatusOk;
}

status_t image_format_read(const image_source_t *source, image_parts_t *parts) {
  memset(parts, 0, sizeof *parts);
  status_t status = read_header(source, parts);
  if (status != kStatusOk) {
    return status;
  }
  status = read_protected(source, parts);
  if (status != kStatusOk) {
    return status;
  }
  return read_plain(source, parts);
}
