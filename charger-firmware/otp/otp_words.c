#include "otp/otp_words.h"

#include <string.h>

#include "base/bytes.h"

/** The words of one record's head. */
typedef struct head {
  uint32_t trial;
  uint32_t locked;
  uint32_t dead;
  uint32_t started;
  uint32_t revoked[kImageMaxPairs];
} head_t;

static status_t read_head(const otp_flash_t *flash, uint32_t record_index, head_t *head) {
  uint8_t raw[kOtpHeadBytes];
  const status_t status = flash->read(flash->context, record_index * kOtpRecordBytes, raw, sizeof raw);
  if (status != kStatusOk) {
    return status;
  }
  head->trial = bytes_get_u32le(raw + kOtpOffsetTrial);
  head->locked = bytes_get_u32le(raw + kOtpOffsetLocked);
  head->dead = bytes_get_u32le(raw + kOtpOffsetDead);
  head->started = bytes_get_u32le(raw + kOtpOffsetStarted);
  for (uint32_t i = 0; i < kImageMaxPairs; ++i) {
    head->revoked[i] = bytes_get_u32le(raw + kOtpOffsetRevoked + 4 * i);
  }
  return kStatusOk;
}

/** Clears the lowest set bit until none is left. */
static uint32_t count_ones(uint32_t word) {
  uint32_t count = 0;
  for (; word != 0; word &= word - 1) {
    ++count;
  }
  return count;
}

/** Looks at each bit. */
static uint32_t count_zeros(uint32_t word) {
  uint32_t count = 0;
  for (uint32_t bit = 0; bit < 32; ++bit) {
    count += 1u - (word >> bit & 1u);
  }
  return count;
}

hardened_t otp_words_written(uint32_t word, uint32_t written) {
  const uint32_t wrong_bits = count_ones(word ^ written);
  const uint32_t right_bits = count_zeros(hardened_hide(word) ^ hardened_hide(written));
  return hardened_both(hardened_at_least(kOtpTolerableBits, wrong_bits),
                       hardened_at_least(right_bits, 32 - kOtpTolerableBits));
}

static bool is_written(uint32_t word, uint32_t written) { return otp_words_written(word, written) == kHardenedYes; }

/** 7.2 for the current record's own words. */
static status_t classify(const head_t *head, otp_survey_t *out) {
  const bool trial = is_written(head->trial, kOtpTrial);
  const bool locked = is_written(head->locked, kOtpLocked);
  if (!trial) {
    out->torn = 1;
    // nothing leads back from LOCKED: a trial word that faded must not make the unit blank
    return locked ? kStatusOtpCorrupt : kStatusOk;
  }
  out->lifecycle = locked ? kOtpLocked : kOtpTrial;
  for (uint32_t i = 0; i < kImageMaxPairs; ++i) {
    if (is_written(head->revoked[i], kOtpWordRevoked)) {
      out->revoked_mask |= 1u << i;
    }
  }
  return kStatusOk;
}

/** Nothing may have been begun behind a free record: records are taken in order. */
static status_t check_free_from(const otp_flash_t *flash, uint32_t first) {
  for (uint32_t i = first; i < kOtpRecordCount; ++i) {
    head_t head;
    const status_t status = read_head(flash, i, &head);
    if (status != kStatusOk) {
      return status;
    }
    if ((head.trial & head.locked & head.dead & head.started) != kOtpWordErased) {
      return kStatusOtpCorrupt;
    }
  }
  return kStatusOk;
}

/** One reading of all heads, 7.2. */
static status_t survey_once(const otp_flash_t *flash, otp_survey_t *out) {
  memset(out, 0, sizeof *out);
  out->lifecycle = kOtpBlank;
  for (uint32_t i = 0; i < kOtpRecordCount; ++i) {
    head_t head;
    const status_t status = read_head(flash, i, &head);
    if (status != kStatusOk) {
      return status;
    }
    if (is_written(head.dead, kOtpWordDead)) {
      if (is_written(head.locked, kOtpLocked)) {
        return kStatusOtpCorrupt;  // 7.3
      }
      continue;
    }
    out->record_index = i;
    if (head.started == kOtpWordErased) {
      return check_free_from(flash, i);
    }
    const status_t refusal = classify(&head, out);
    return refusal == kStatusOk ? check_free_from(flash, i + 1) : refusal;
  }
  out->record_index = kOtpRecordCount;
  return kStatusOk;
}

status_t otp_words_survey(const otp_flash_t *flash, otp_survey_t *out) {
  otp_survey_t again;
  status_t status = survey_once(flash, out);
  if (status == kStatusOk) {
    status = survey_once(flash, &again);
  }
  if (status == kStatusOk) {
    status = hardened_require(hardened_equal(out, &again, sizeof *out), kStatusOtpCorrupt);
  }
  if (status != kStatusOk) {
    memset(out, 0, sizeof *out);
  }
  return status;
}

status_t otp_words_write(const otp_flash_t *flash, uint32_t offset, uint32_t written) {
  uint8_t raw[4];
  status_t status = flash->read(flash->context, offset, raw, sizeof raw);
  if (status != kStatusOk || bytes_get_u32le(raw) == written) {
    return status;
  }
  // bits that are 0 already stay so: flash refuses to program them to 1
  bytes_put_u32le(raw, bytes_get_u32le(raw) & written);
  status = flash->program(flash->context, offset, raw, sizeof raw);
  if (status != kStatusOk) {
    return status;
  }
  status = flash->read(flash->context, offset, raw, sizeof raw);
  if (status != kStatusOk) {
    return status;
  }
  return hardened_require(otp_words_written(bytes_get_u32le(raw), written), kStatusOtpFailure);
}
