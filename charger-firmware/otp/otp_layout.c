#include "otp/otp_layout.h"

#include <string.h>

#include "base/bytes.h"
#include "base/hardened.h"
#include "crypto/crypto.h"

static_assert(sizeof(firmware_pair_t) == 64, "pairs are copied as they lie");

void otp_layout_encode(const otp_record_t *record, uint8_t raw[kOtpOffsetEnd]) {
  memset(raw, 0xff, kOtpHeadBytes);
  memset(raw + kOtpHeadBytes, 0, kOtpBodyBytes);
  bytes_put_u32le(raw + kOtpOffsetVersion, kOtpLayoutVersion);
  bytes_put_u32le(raw + kOtpOffsetBodyLength, kOtpBodyBytes);
  bytes_put_u64le(raw + kOtpOffsetCounterStart, record->counter_start);
  bytes_put_u32le(raw + kOtpOffsetSecurityCounter, record->security_counter_start);
  bytes_put_u32le(raw + kOtpOffsetPairCount, record->pair_count);
  memcpy(raw + kOtpOffsetPairs, record->pairs, record->pair_count * sizeof record->pairs[0]);
  memcpy(raw + kOtpOffsetVid, record->vid, sizeof record->vid);
  memcpy(raw + kOtpOffsetCid, record->cid, sizeof record->cid);
  memcpy(raw + kOtpOffsetSerial, record->serial, kOtpSerialChars);
  memcpy(raw + kOtpOffsetTrialId, record->trial_id, sizeof record->trial_id);
  memcpy(raw + kOtpOffsetOrderDigest, record->order_digest, sizeof record->order_digest);
  memcpy(raw + kOtpOffsetDeviceSecret, record->device_secret, sizeof record->device_secret);
  memcpy(raw + kOtpOffsetEkName, record->ek_name, kOtpNameBytes);
  memcpy(raw + kOtpOffsetSrkName, record->srk_name, kOtpNameBytes);
  memcpy(raw + kOtpOffsetAkName, record->ak_name, kOtpNameBytes);
  for (uint32_t i = 0; i < kOtpCredentialCount; ++i) {
    memcpy(raw + kOtpOffsetCredentialNames + i * kOtpNamePitch, record->credential_names[i], kOtpNameBytes);
  }
  memcpy(raw + kOtpOffsetPukIndexName, record->puk_index_name, kOtpNameBytes);
  crypto_sha256(raw + kOtpHeadBytes, kOtpBodyBytes, raw + kOtpOffsetDigest);
}

/** Digest first: nothing else of a damaged record means anything. */
static status_t check_body(const uint8_t raw[kOtpOffsetEnd]) {
  uint8_t digest[kCryptoDigestBytes];
  crypto_sha256(raw + kOtpHeadBytes, kOtpBodyBytes, digest);
  if (hardened_equal(digest, raw + kOtpOffsetDigest, sizeof digest) != kHardenedYes) {
    return kStatusOtpCorrupt;
  }
  const uint32_t pair_count = bytes_get_u32le(raw + kOtpOffsetPairCount);
  if (bytes_get_u32le(raw + kOtpOffsetVersion) != kOtpLayoutVersion ||
      bytes_get_u32le(raw + kOtpOffsetBodyLength) != kOtpBodyBytes || pair_count < 2 || pair_count > kImageMaxPairs) {
    return kStatusOtpCorrupt;
  }
  return memchr(raw + kOtpOffsetSerial, '\0', kOtpSerialChars) == NULL ? kStatusOk : kStatusOtpCorrupt;
}

status_t otp_layout_decode(const uint8_t raw[kOtpOffsetEnd], otp_record_t *record) {
  memset(record, 0, sizeof *record);
  const status_t status = check_body(raw);
  if (status != kStatusOk) {
    return status;
  }
  record->counter_start = bytes_get_u64le(raw + kOtpOffsetCounterStart);
  record->security_counter_start = bytes_get_u32le(raw + kOtpOffsetSecurityCounter);
  record->pair_count = bytes_get_u32le(raw + kOtpOffsetPairCount);
  memcpy(record->pairs, raw + kOtpOffsetPairs, record->pair_count * sizeof record->pairs[0]);
  memcpy(record->vid, raw + kOtpOffsetVid, sizeof record->vid);
  memcpy(record->cid, raw + kOtpOffsetCid, sizeof record->cid);
  memcpy(record->serial, raw + kOtpOffsetSerial, kOtpSerialChars);
  memcpy(record->trial_id, raw + kOtpOffsetTrialId, sizeof record->trial_id);
  memcpy(record->order_digest, raw + kOtpOffsetOrderDigest, sizeof record->order_digest);
  memcpy(record->device_secret, raw + kOtpOffsetDeviceSecret, sizeof record->device_secret);
  memcpy(record->ek_name, raw + kOtpOffsetEkName, kOtpNameBytes);
  memcpy(record->srk_name, raw + kOtpOffsetSrkName, kOtpNameBytes);
  memcpy(record->ak_name, raw + kOtpOffsetAkName, kOtpNameBytes);
  for (uint32_t i = 0; i < kOtpCredentialCount; ++i) {
    memcpy(record->credential_names[i], raw + kOtpOffsetCredentialNames + i * kOtpNamePitch, kOtpNameBytes);
  }
  memcpy(record->puk_index_name, raw + kOtpOffsetPukIndexName, kOtpNameBytes);
  return kStatusOk;
}
