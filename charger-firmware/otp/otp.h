#ifndef SEALBENCH_OTP_OTP_H_
#define SEALBENCH_OTP_OTP_H_

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "image/image.h"

/*
 * The unit's one-time-programmable records: which lifecycle state it is in, and what it was bound to. Layout, state
 * words and rules: device-link/protocol/IMAGE.md 7. Pure over a small flash interface. Power may fail inside any word;
 * whatever is then in the flash reads as the state before or the state after, never as a third. Not thread-safe.
 *
 * Knows nothing of TPM or orders: that the lock index is closed before `otp_lock`, and open before `otp_mark_dead`, is
 * the caller's to see to.
 */

enum {
  kOtpRecordBytes = 2048,
  kOtpRecordCount = 256,
  /** Both OTP sectors. */
  kOtpAreaBytes = kOtpRecordBytes * kOtpRecordCount,
  /** TPM Name of a SHA-256 object. */
  kOtpNameBytes = 34,
  kOtpSerialChars = 16,
  kOtpTrialIdBytes = 16,
  kOtpCredentialCount = 4,
};

/**
 * Where a unit is in its life. Sparse words: any two differ in at least 12 of 31 bits (asserted in otp.c), none is the
 * erased or the zero word. Trial and locked are the words that the record itself holds.
 */
typedef enum otp_lifecycle {
  kOtpBlank = 0x701e366d,
  kOtpTrial = 0x2d5ac396,
  kOtpLocked = 0x4be18d72,
} otp_lifecycle_t;

/** NOR flash that is never erased: programming only clears bits. Offsets count from the start of the OTP area. */
typedef struct otp_flash {
  /** Handed to the functions untouched. */
  void *context;
  /** Copies `bytes` octets at `offset` to `out`. */
  status_t (*read)(void *context, uint32_t offset, void *out, uint32_t bytes);
  /** Programs `bytes` octets, word by word in ascending order; offset and length are multiples of 4. */
  status_t (*program)(void *context, uint32_t offset, const void *data, uint32_t bytes);
} otp_flash_t;

/** What a record binds a unit to. Holds the device secret: wipe it (`crypto_wipe`) when done. */
typedef struct otp_record {
  uint64_t counter_start;                /**< c0: the TPM counter's value when the order was executed. */
  uint32_t security_counter_start;       /**< s0: the order's security counter. */
  uint32_t pair_count;                   /**< 2 to `kImageMaxPairs`. */
  firmware_pair_t pairs[kImageMaxPairs]; /**< In the order's order; unused ones zero. */
  uint8_t vid[16];
  uint8_t cid[16];
  char serial[kOtpSerialChars + 1]; /**< Ends with 0. */
  uint8_t trial_id[kOtpTrialIdBytes];
  uint8_t order_digest[32];
  uint8_t device_secret[32];
  uint8_t ek_name[kOtpNameBytes];
  uint8_t srk_name[kOtpNameBytes];
  uint8_t ak_name[kOtpNameBytes];
  uint8_t credential_names[kOtpCredentialCount][kOtpNameBytes];
  uint8_t puk_index_name[kOtpNameBytes];
} otp_record_t;

/** What the OTP says. */
typedef struct otp_state {
  otp_lifecycle_t lifecycle;
  /** Of the current record; in BLANK the record that the next order would take, `kOtpRecordCount` if none is left. */
  uint32_t record_index;
  /** BLANK only: that record was begun and is torn; `otp_refresh` marks it dead. */
  bool torn;
  /** Bit i: pair i is revoked. 0 in BLANK. */
  uint32_t revoked_mask;
  /** All zero in BLANK. */
  otp_record_t record;
} otp_state_t;

/**
 * Reads lifecycle and current record; programs nothing.
 *
 * Both are worked out twice from two readings, in two ways.
 *
 * @return kStatusOtpCorrupt if a committed record's digest, version or lengths are wrong, if a locked record lost its
 * trial word or bears a dead word, if a record was begun behind a free one, or if the two readings differ: nothing may
 * boot then. Or the status that `read` returned. `out` is zero in all these cases.
 */
MUST_CHECK status_t otp_read(const otp_flash_t *flash, otp_state_t *out);

/**
 * Makes the words that `otp_read` relied on exact again, and marks a torn record dead (IMAGE.md 7.1, 7.2). Once per
 * boot, right after `otp_read`. Programs nothing when all is exact.
 *
 * @return kStatusOtpFailure if a word does not take its value; what `otp_read` returns.
 */
MUST_CHECK status_t otp_refresh(const otp_flash_t *flash);

/**
 * Programs `record` as the body of the next free record, without committing it: until `otp_commit_trial` the unit
 * stays BLANK, and a reset in between loses the record.
 *
 * @param index receives the record to commit.
 * @return kStatusWrongState unless BLANK; kStatusOtpFull; kStatusOtpFailure if the flash does not hold what was
 * programmed; kStatusInternal if `pair_count` is out of bounds or the serial is not 16 characters.
 */
MUST_CHECK status_t otp_begin(const otp_flash_t *flash, const otp_record_t *record, uint32_t *index);

/**
 * The commit point of an order: BLANK becomes TRIAL. Must follow `otp_begin` without a reset in between.
 *
 * @return kStatusWrongState if record `index` is not the one begun; kStatusOtpCorrupt if its digest is wrong;
 * kStatusOtpFailure.
 */
MUST_CHECK status_t otp_commit_trial(const otp_flash_t *flash, uint32_t index);

/**
 * TRIAL becomes LOCKED, for good.
 *
 * @return kStatusAlreadyLocked; kStatusWrongState in BLANK; kStatusOtpFailure.
 */
MUST_CHECK status_t otp_lock(const otp_flash_t *flash);

/**
 * TRIAL becomes BLANK: the current record is void. A locked record is never marked (IMAGE.md 7.3).
 *
 * @return kStatusAlreadyLocked; kStatusWrongState in BLANK; kStatusOtpFailure.
 */
MUST_CHECK status_t otp_mark_dead(const otp_flash_t *flash);

/** The unit that `state` (TRIAL or LOCKED) is bound to, for `image_verify`; IMAGE.md 3.3 gives its floor. */
void otp_image_unit(const otp_state_t *state, uint32_t floor, image_unit_t *out);

/**
 * IMAGE.md 3.3: s0 + (counter - c0).
 *
 * @return kStatusLockMismatch if the counter stands before c0 or the sum does not fit 32 bits: another TPM's counter.
 */
MUST_CHECK status_t otp_floor(const otp_record_t *record, uint64_t counter, uint32_t *floor);

#endif
