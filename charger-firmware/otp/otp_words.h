#ifndef SEALBENCH_OTP_OTP_WORDS_H_
#define SEALBENCH_OTP_OTP_WORDS_H_

#include "base/hardened.h"
#include "otp/otp.h"
#include "otp/otp_layout.h"

/* For files of this folder only: which record is current, and in which state, from the words of the records' heads. */

/** What the heads of the records say. */
typedef struct otp_survey {
  otp_lifecycle_t lifecycle;
  uint32_t record_index; /**< As in `otp_state_t`. */
  uint32_t torn;         /**< 1: that record was begun and not committed. */
  uint32_t revoked_mask;
} otp_survey_t;

/** 7.1: yes if at most `kOtpTolerableBits` bits of `word` differ from `written`. Worked out twice. */
MUST_CHECK hardened_t otp_words_written(uint32_t word, uint32_t written);

/**
 * Reads all heads, twice, and compares.
 *
 * @return as `otp_read`; says nothing of the current record's body.
 */
MUST_CHECK status_t otp_words_survey(const otp_flash_t *flash, otp_survey_t *out);

/**
 * Programs the word at `offset` to `written` unless it is exactly that. Bits that were 0 by accident stay 0.
 *
 * @return kStatusOtpFailure if it then does not count as written, or the flash's refusal.
 */
MUST_CHECK status_t otp_words_write(const otp_flash_t *flash, uint32_t offset, uint32_t written);

#endif
