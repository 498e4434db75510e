#ifndef SEALBENCH_OTP_OTP_LAYOUT_H_
#define SEALBENCH_OTP_OTP_LAYOUT_H_

#include <assert.h>
#include <stdint.h>

#include "base/status.h"
#include "otp/otp.h"

/*
 * For files of this folder and their tests: where things lie in a record, IMAGE.md 7, layout version 1. Integers are
 * little-endian.
 */

enum {
  kOtpOffsetTrial = 0,
  kOtpOffsetLocked = 4,
  kOtpOffsetDead = 8,
  kOtpOffsetStarted = 12,
  kOtpOffsetRevoked = 16,
  kOtpOffsetVersion = 32,
  kOtpOffsetBodyLength = 36,
  kOtpOffsetCounterStart = 40,
  kOtpOffsetSecurityCounter = 48,
  kOtpOffsetPairCount = 52,
  kOtpOffsetPairs = 56,
  kOtpOffsetVid = 312,
  kOtpOffsetCid = 328,
  kOtpOffsetSerial = 344,
  kOtpOffsetTrialId = 360,
  kOtpOffsetOrderDigest = 376,
  kOtpOffsetDeviceSecret = 408,
  kOtpOffsetEkName = 440,
  kOtpOffsetSrkName = 476,
  kOtpOffsetAkName = 512,
  kOtpOffsetCredentialNames = 548,
  kOtpOffsetPukIndexName = 692,
  kOtpOffsetSpare = 728,
  kOtpOffsetDigest = 768,
  kOtpOffsetEnd = 800,

  /** State and revocation words. */
  kOtpHeadBytes = 32,
  /** Everything from the version to the digest, as its own field 7 says. */
  kOtpBodyBytes = kOtpOffsetDigest - kOtpHeadBytes,
  /** A name of 34 octets takes 36. */
  kOtpNamePitch = 36,
  kOtpLayoutVersion = 1,
  /** 7.1: a state word counts as written up to this many wrong bits. */
  kOtpTolerableBits = 4,
};

/** Words of a record's head, in the order in which they lie there; trial and locked are `otp_lifecycle_t`'s. */
enum {
  kOtpWordDead = 0x13a74e9c,
  kOtpWordStarted = 0x1e6b95d4,
  kOtpWordRevoked = 0x36c9a51e,
};

static const uint32_t kOtpWordErased = 0xffffffff;

#define OTP_BITS_APART(a, b) __builtin_popcount((uint32_t)(a) ^ (uint32_t)(b))
static_assert(OTP_BITS_APART(kOtpTrial, kOtpLocked) >= 12, "too close");
static_assert(OTP_BITS_APART(kOtpTrial, kOtpBlank) >= 12, "too close");
static_assert(OTP_BITS_APART(kOtpLocked, kOtpBlank) >= 12, "too close");
static_assert(OTP_BITS_APART(kOtpTrial, UINT32_MAX) >= 12, "too close to erased");
static_assert(OTP_BITS_APART(kOtpLocked, UINT32_MAX) >= 12, "too close to erased");
static_assert(OTP_BITS_APART(kOtpWordDead, UINT32_MAX) >= 12, "too close to erased");
static_assert(OTP_BITS_APART(kOtpWordRevoked, UINT32_MAX) >= 12, "too close to erased");
static_assert(kOtpOffsetPairs + 4 * 64 == kOtpOffsetVid, "IMAGE.md 7 says 312");
static_assert(kOtpOffsetCredentialNames + 4 * kOtpNamePitch == kOtpOffsetPukIndexName, "IMAGE.md 7 says 692");
static_assert(kOtpBodyBytes == 736 && kOtpOffsetEnd == kOtpOffsetDigest + 32, "IMAGE.md 7: the digest is the end");

/** Writes body and digest of `record` to `raw`, `kOtpOffsetEnd` octets of which the head stays erased. */
void otp_layout_encode(const otp_record_t *record, uint8_t raw[kOtpOffsetEnd]);

/**
 * Reads a committed record.
 *
 * @return kStatusOtpCorrupt if digest, version, lengths, counts or serial do not hold; `record` is zero then.
 */
MUST_CHECK status_t otp_layout_decode(const uint8_t raw[kOtpOffsetEnd], otp_record_t *record);

#endif
