#include "otp/otp.h"

#include <string.h>

#include "base/hardened.h"
#include "crypto/crypto.h"
#include "otp/otp_layout.h"
#include "otp/otp_words.h"

/** One record as it lies in flash; holds the device secret, so it is wiped after each use. */
static uint8_t raw_record[kOtpOffsetEnd];
static uint8_t raw_again[kOtpOffsetEnd];

static uint32_t record_offset(uint32_t index) { return index * kOtpRecordBytes; }

static void wipe_raw(void) {
  crypto_wipe(raw_record, sizeof raw_record);
  crypto_wipe(raw_again, sizeof raw_again);
}

static status_t read_record(const otp_flash_t *flash, uint32_t index, uint8_t raw[kOtpOffsetEnd]) {
  return flash->read(flash->context, record_offset(index), raw, kOtpOffsetEnd);
}

/** Two readings that agree, then the digest. */
static status_t read_body(const otp_flash_t *flash, uint32_t index, otp_record_t *record) {
  status_t status = read_record(flash, index, raw_record);
  if (status == kStatusOk) {
    status = read_record(flash, index, raw_again);
  }
  if (status == kStatusOk) {
    status = hardened_require(hardened_equal(raw_record, raw_again, sizeof raw_record), kStatusOtpCorrupt);
  }
  if (status == kStatusOk) {
    status = otp_layout_decode(raw_again, record);
  }
  wipe_raw();
  return status;
}

status_t otp_read(const otp_flash_t *flash, otp_state_t *out) {
  memset(out, 0, sizeof *out);
  otp_survey_t survey;
  status_t status = otp_words_survey(flash, &survey);
  if (status != kStatusOk) {
    return status;
  }
  if (survey.lifecycle != kOtpBlank) {
    status = read_body(flash, survey.record_index, &out->record);
    if (status != kStatusOk) {
      return status;
    }
  }
  out->lifecycle = survey.lifecycle;
  out->record_index = survey.record_index;
  out->torn = survey.torn != 0;
  out->revoked_mask = survey.revoked_mask;
  return kStatusOk;
}

/** The words behind TRIAL or LOCKED, and the revocations. */
static status_t refresh_current(const otp_flash_t *flash, const otp_survey_t *survey) {
  const uint32_t at = record_offset(survey->record_index);
  status_t status = otp_words_write(flash, at + kOtpOffsetStarted, kOtpWordStarted);
  if (status == kStatusOk) {
    status = otp_words_write(flash, at + kOtpOffsetTrial, kOtpTrial);
  }
  if (status == kStatusOk && survey->lifecycle == kOtpLocked) {
    status = otp_words_write(flash, at + kOtpOffsetLocked, kOtpLocked);
  }
  for (uint32_t i = 0; i < kImageMaxPairs && status == kStatusOk; ++i) {
    if ((survey->revoked_mask >> i & 1u) != 0) {
      status = otp_words_write(flash, at + kOtpOffsetRevoked + 4 * i, kOtpWordRevoked);
    }
  }
  return status;
}

status_t otp_refresh(const otp_flash_t *flash) {
  otp_survey_t survey;
  status_t status = otp_words_survey(flash, &survey);
  // the dead words are relied on too: should one fade, a reverted trial would come back
  for (uint32_t i = 0; status == kStatusOk && i < survey.record_index; ++i) {
    status = otp_words_write(flash, record_offset(i) + kOtpOffsetDead, kOtpWordDead);
  }
  if (status != kStatusOk) {
    return status;
  }
  if (survey.torn != 0) {
    return otp_words_write(flash, record_offset(survey.record_index) + kOtpOffsetDead, kOtpWordDead);
  }
  return survey.lifecycle == kOtpBlank ? kStatusOk : refresh_current(flash, &survey);
}

/** Marks a torn record dead and finds the free one behind it. */
static status_t find_free(const otp_flash_t *flash, uint32_t *index) {
  otp_survey_t survey;
  status_t status = otp_words_survey(flash, &survey);
  if (status != kStatusOk) {
    return status;
  }
  if (survey.lifecycle != kOtpBlank) {
    return kStatusWrongState;
  }
  *index = survey.record_index;
  if (survey.torn != 0) {
    status = otp_words_write(flash, record_offset(*index) + kOtpOffsetDead, kOtpWordDead);
    ++*index;
  }
  if (status != kStatusOk) {
    return status;
  }
  return *index < kOtpRecordCount ? kStatusOk : kStatusOtpFull;
}

/** Body and digest, and the proof that the flash holds them. Needs the encoded record in `raw_record`. */
static status_t program_body(const otp_flash_t *flash, uint32_t index) {
  const uint32_t at = record_offset(index);
  status_t status = otp_words_write(flash, at + kOtpOffsetStarted, kOtpWordStarted);
  if (status != kStatusOk) {
    return status;
  }
  status =
      flash->program(flash->context, at + kOtpHeadBytes, raw_record + kOtpHeadBytes, kOtpOffsetEnd - kOtpHeadBytes);
  if (status != kStatusOk) {
    return status;
  }
  status = read_record(flash, index, raw_again);
  if (status != kStatusOk) {
    return status;
  }
  return hardened_require(
      hardened_equal(raw_again + kOtpHeadBytes, raw_record + kOtpHeadBytes, kOtpOffsetEnd - kOtpHeadBytes),
      kStatusOtpFailure);
}

status_t otp_begin(const otp_flash_t *flash, const otp_record_t *record, uint32_t *index) {
  *index = kOtpRecordCount;
  if (record->pair_count < 2 || record->pair_count > kImageMaxPairs ||
      memchr(record->serial, '\0', sizeof record->serial) != record->serial + kOtpSerialChars) {
    return kStatusInternal;
  }
  status_t status = find_free(flash, index);
  if (status == kStatusOk) {
    otp_layout_encode(record, raw_record);
    status = program_body(flash, *index);
  }
  wipe_raw();
  return status;
}

/** Whether record `index` is begun, not committed, and whole. */
static status_t check_begun(const otp_flash_t *flash, uint32_t index) {
  otp_survey_t survey;
  status_t status = otp_words_survey(flash, &survey);
  if (status != kStatusOk) {
    return status;
  }
  if (survey.torn == 0 || survey.record_index != index) {
    return kStatusWrongState;
  }
  otp_record_t record;
  status = read_body(flash, index, &record);
  crypto_wipe(&record, sizeof record);
  return status;
}

status_t otp_commit_trial(const otp_flash_t *flash, uint32_t index) {
  const status_t status = check_begun(flash, index);
  if (status != kStatusOk) {
    return status;
  }
  return otp_words_write(flash, record_offset(index) + kOtpOffsetTrial, kOtpTrial);
}

/** The record of a TRIAL; all other states are refused. */
static status_t find_trial(const otp_flash_t *flash, uint32_t *index) {
  otp_survey_t survey;
  const status_t status = otp_words_survey(flash, &survey);
  if (status != kStatusOk) {
    return status;
  }
  *index = survey.record_index;
  if (survey.lifecycle == kOtpLocked) {
    return kStatusAlreadyLocked;
  }
  return hardened_require(hardened_same_word(survey.lifecycle, kOtpTrial), kStatusWrongState);
}

status_t otp_lock(const otp_flash_t *flash) {
  uint32_t index = 0;
  const status_t status = find_trial(flash, &index);
  if (status != kStatusOk) {
    return status;
  }
  return otp_words_write(flash, record_offset(index) + kOtpOffsetLocked, kOtpLocked);
}

status_t otp_mark_dead(const otp_flash_t *flash) {
  uint32_t index = 0;
  const status_t status = find_trial(flash, &index);
  if (status != kStatusOk) {
    return status;
  }
  return otp_words_write(flash, record_offset(index) + kOtpOffsetDead, kOtpWordDead);
}

void otp_image_unit(const otp_state_t *state, uint32_t floor, image_unit_t *out) {
  memset(out, 0, sizeof *out);
  memcpy(out->vid, state->record.vid, sizeof out->vid);
  memcpy(out->cid, state->record.cid, sizeof out->cid);
  out->pair_count = state->record.pair_count;
  memcpy(out->pairs, state->record.pairs, sizeof out->pairs);
  out->revoked_mask = state->revoked_mask;
  out->floor = floor;
}

status_t otp_floor(const otp_record_t *record, uint64_t counter, uint32_t *floor) {
  *floor = UINT32_MAX;
  if (counter < record->counter_start) {
    return kStatusLockMismatch;
  }
  const uint64_t raised = counter - record->counter_start;
  if (raised > UINT32_MAX - record->security_counter_start) {
    return kStatusLockMismatch;
  }
  *floor = record->security_counter_start + (uint32_t)raised;
  return kStatusOk;
}
