#include "tpm/tpm_objects.h"

#include <string.h>

#include "base/hardened.h"
#include "crypto/crypto.h"
#include "tpm/tpm_kdf.h"

/* Part 2: algorithms 6.3, curve 6.4, object attributes 8.3, index attributes 13.4, command codes 6.5. */
enum {
  kAlgAes = 0x0006,
  kAlgSha256 = 0x000b,
  kAlgNull = 0x0010,
  kAlgEcc = 0x0023,
  kAlgCfb = 0x0043,
  kCurveP256 = 0x0003,
  kCodeNvRead = 0x14e,
  kCodePolicyCommandCode = 0x16c,
};

enum {
  kObjectFixedTpm = 0x00000002,
  kObjectFixedParent = 0x00000010,
  kObjectSensitiveDataOrigin = 0x00000020,
  kObjectAdminWithPolicy = 0x00000080,
  kObjectRestricted = 0x00010000,
  kObjectDecrypt = 0x00020000,
  kObjectSignEncrypt = 0x00040000,
  kObjectEk = kObjectFixedTpm | kObjectFixedParent | kObjectSensitiveDataOrigin | kObjectAdminWithPolicy |
              kObjectRestricted | kObjectDecrypt,
};

enum {
  kNvPpWrite = 0x00000001,
  kNvTypeCounter = 0x00000010,
  kNvPolicyDelete = 0x00000400,
  kNvWriteDefine = 0x00002000,
  kNvAuthRead = 0x00040000,
  kNvNoDa = 0x02000000,
  kNvPlatformCreate = 0x40000000,
  kNvCommon = kNvPpWrite | kNvPolicyDelete | kNvAuthRead | kNvNoDa | kNvPlatformCreate,
};

/** PolicySecret(TPM_RH_ENDORSEMENT) as printed in the TCG EK Credential Profile 2.x, B.6.2 (PolicyA, SHA-256). */
static const uint8_t kEkPolicy[32] = {
    0x83, 0x71, 0x97, 0x67, 0x44, 0x84, 0xb3, 0xf8, 0x1a, 0x90, 0xcc, 0x8d, 0x46, 0xa5, 0xd7, 0x24,
    0xfd, 0x52, 0xd7, 0x6e, 0x06, 0x52, 0x0b, 0x64, 0xf2, 0xa1, 0xda, 0x1b, 0x33, 0x14, 0x69, 0xaa,
};

static void write_storage_parameters(tpm_writer_t *writer) {
  tpm_write_u16(writer, kAlgAes);
  tpm_write_u16(writer, 128);
  tpm_write_u16(writer, kAlgCfb);
  tpm_write_u16(writer, kAlgNull);  // scheme
  tpm_write_u16(writer, kCurveP256);
  tpm_write_u16(writer, kAlgNull);  // KDF
}

void tpm_objects_ek_template(tpm_area_t *out) {
  static const uint8_t kZero[32] = {0};
  tpm_writer_t writer = tpm_writer_over(out->octets, sizeof out->octets);
  tpm_write_u16(&writer, kAlgEcc);
  tpm_write_u16(&writer, kAlgSha256);
  tpm_write_u32(&writer, kObjectEk);
  tpm_write_sized(&writer, kEkPolicy, sizeof kEkPolicy);
  write_storage_parameters(&writer);
  tpm_write_sized(&writer, kZero, sizeof kZero);
  tpm_write_sized(&writer, kZero, sizeof kZero);
  out->size_bytes = writer.used_bytes;
}

/** ORDER.md 4: PolicyCommandCode(NV_Read), which no deletion satisfies. */
static void index_policy(uint8_t out[32]) {
  uint8_t octets[32 + 4 + 4] = {0};
  tpm_writer_t writer = tpm_writer_over(octets + 32, 8);
  tpm_write_u32(&writer, kCodePolicyCommandCode);
  tpm_write_u32(&writer, kCodeNvRead);
  crypto_sha256(octets, sizeof octets, out);
}

static void write_index(uint32_t handle, uint32_t attributes, uint16_t data_bytes, tpm_area_t *out) {
  uint8_t policy[32];
  index_policy(policy);
  tpm_writer_t writer = tpm_writer_over(out->octets, sizeof out->octets);
  tpm_write_u32(&writer, handle);
  tpm_write_u16(&writer, kAlgSha256);
  tpm_write_u32(&writer, attributes);
  tpm_write_sized(&writer, policy, sizeof policy);
  tpm_write_u16(&writer, data_bytes);
  out->size_bytes = writer.used_bytes;
}

void tpm_objects_lock_index(uint32_t state, tpm_area_t *out) {
  write_index(kTpmHandleLockIndex, kNvCommon | kNvWriteDefine | state, kTpmObjectsLockBytes, out);
}

void tpm_objects_counter_index(uint32_t state, tpm_area_t *out) {
  write_index(kTpmHandleCounterIndex, kNvCommon | kNvTypeCounter | state, kTpmObjectsCounterBytes, out);
}

void tpm_objects_name(const tpm_area_t *area, tpm_name_t *out) {
  tpm_kdf_name((tpm_span_t){area->octets, area->size_bytes}, out);
}

status_t tpm_objects_require_name(const tpm_area_t *area, const tpm_name_t *name, status_t refusal) {
  tpm_name_t computed;
  tpm_objects_name(area, &computed);
  return hardened_require(hardened_equal(computed.bytes, name->bytes, sizeof computed.bytes), refusal);
}

static bool has_storage_parameters(tpm_reader_t *reader) {
  uint8_t expected[12];
  tpm_writer_t writer = tpm_writer_over(expected, sizeof expected);
  write_storage_parameters(&writer);
  const tpm_span_t found = tpm_read_octets(reader, sizeof expected);
  return found.size_bytes == sizeof expected && memcmp(found.data, expected, sizeof expected) == 0;
}

/** A coordinate may come without its leading zero octets. */
static bool place_coordinate(tpm_span_t coordinate, uint8_t out[32]) {
  if (coordinate.size_bytes == 0 || coordinate.size_bytes > 32) {
    return false;
  }
  memset(out, 0, 32);
  memcpy(out + 32 - coordinate.size_bytes, coordinate.data, coordinate.size_bytes);
  return true;
}

status_t tpm_objects_storage_point(const tpm_area_t *area, uint8_t point[kTpmPointBytes]) {
  const uint32_t needed = kObjectFixedTpm | kObjectFixedParent | kObjectRestricted | kObjectDecrypt;
  tpm_area_t copy = *area;
  tpm_reader_t reader = tpm_reader_over(copy.octets, copy.size_bytes);
  const bool is_ecc = tpm_read_u16(&reader) == kAlgEcc && tpm_read_u16(&reader) == kAlgSha256;
  const uint32_t attributes = tpm_read_u32(&reader);
  (void)tpm_read_sized(&reader);  // policy
  if (!is_ecc || (attributes & (needed | kObjectSignEncrypt)) != needed || !has_storage_parameters(&reader)) {
    return kStatusTpmMismatch;
  }
  const tpm_span_t x = tpm_read_sized(&reader);
  const tpm_span_t y = tpm_read_sized(&reader);
  point[0] = 0x04;
  if (!tpm_reader_at_end(&reader) || !place_coordinate(x, point + 1) || !place_coordinate(y, point + 33)) {
    return kStatusTpmMismatch;
  }
  return kStatusOk;
}
