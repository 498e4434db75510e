#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "otp/otp.h"
#include "otp/otp_layout.h"
#include "otp/otp_words.h"
#include "test/support/cmocka_all.h"
#include "test/support/vectors.h"

/**
 * NOR flash in memory: programming clears bits and never sets one. Loses power while it programs a given word, of which
 * a random part of the bits is then cleared; until `power_up` nothing works any more.
 */
typedef struct fake_flash {
  uint8_t data[kOtpAreaBytes];
  uint32_t word_count; /**< Words programmed since `power_up`. */
  uint32_t cut_at;     /**< The word, from 1, in which power is lost; 0: never. */
  uint32_t random;     /**< Of which bits the cut word loses. */
  bool dead;
  uint32_t worn_offset; /**< A word that takes no programming; UINT32_MAX: none. */
} fake_flash_t;

static fake_flash_t fake;

static uint32_t next_random(void) {
  fake.random = fake.random * 1664525u + 1013904223u;
  return fake.random >> 16 | fake.random << 16;
}

static status_t fake_read(void *context, uint32_t offset, void *out, uint32_t bytes) {
  fake_flash_t *flash = context;
  assert_true(offset <= kOtpAreaBytes && bytes <= kOtpAreaBytes - offset);
  if (flash->dead) {
    return kStatusFlashFailure;
  }
  memcpy(out, flash->data + offset, bytes);
  return kStatusOk;
}

static void program_word(fake_flash_t *flash, uint32_t offset, uint32_t value) {
  if (offset == flash->worn_offset) {
    return;
  }
  const uint32_t old = bytes_get_u32le(flash->data + offset);
  assert_int_equal(value & ~old, 0);  // nobody may ask a programmed bit to be set
  bytes_put_u32le(flash->data + offset, old & value);
}

static status_t fake_program(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  fake_flash_t *flash = context;
  const uint8_t *octets = data;
  assert_true(offset % 4 == 0 && bytes % 4 == 0);
  assert_true(offset <= kOtpAreaBytes && bytes <= kOtpAreaBytes - offset);
  if (flash->dead) {
    return kStatusFlashFailure;
  }
  for (uint32_t at = 0; at < bytes; at += 4) {
    const uint32_t value = bytes_get_u32le(octets + at);
    if (++flash->word_count == flash->cut_at) {
      program_word(flash, offset + at, (value | next_random()) & bytes_get_u32le(flash->data + offset + at));
      flash->dead = true;
      return kStatusFlashFailure;
    }
    program_word(flash, offset + at, value);
  }
  return kStatusOk;
}

static const otp_flash_t kFlash = {&fake, fake_read, fake_program};

static void power_up(void) {
  fake.dead = false;
  fake.word_count = 0;
  fake.cut_at = 0;
}

static int erase_all(void **state) {
  (void)state;
  memset(fake.data, 0xff, sizeof fake.data);
  fake.worn_offset = UINT32_MAX;
  power_up();
  return 0;
}

/** A record that differs with `number` in every field. */
static otp_record_t sample_record(uint32_t number) {
  otp_record_t record;
  memset(&record, 0, sizeof record);
  record.counter_start = 0x0102030405060700u + number;
  record.security_counter_start = 40 + number;
  record.pair_count = 2 + number % 3;
  memset(record.pairs, (int)(0x10 + number), record.pair_count * sizeof record.pairs[0]);
  memset(record.vid, (int)(0x20 + number), sizeof record.vid);
  memset(record.cid, (int)(0x30 + number), sizeof record.cid);
  memcpy(record.serial, "CP42647100001239", kOtpSerialChars);
  memset(record.trial_id, (int)(0x40 + number), sizeof record.trial_id);
  memset(record.order_digest, (int)(0x50 + number), sizeof record.order_digest);
  memset(record.device_secret, (int)(0x60 + number), sizeof record.device_secret);
  memset(record.ek_name, (int)(0x70 + number), sizeof record.ek_name);
  memset(record.srk_name, (int)(0x80 + number), sizeof record.srk_name);
  memset(record.ak_name, (int)(0x90 + number), sizeof record.ak_name);
  memset(record.credential_names, (int)(0xa0 + number), sizeof record.credential_names);
  memset(record.puk_index_name, (int)(0xb0 + number), sizeof record.puk_index_name);
  return record;
}

static status_t commit(uint32_t number) {
  const otp_record_t record = sample_record(number);
  uint32_t index = 0;
  const status_t status = otp_begin(&kFlash, &record, &index);
  return status == kStatusOk ? otp_commit_trial(&kFlash, index) : status;
}

/** What every boot does: read, refresh, and read again, which must not change the answer. */
static otp_state_t boot(void) {
  otp_state_t first;
  otp_state_t second;
  power_up();
  assert_int_equal(otp_read(&kFlash, &first), kStatusOk);
  assert_int_equal(otp_refresh(&kFlash), kStatusOk);
  assert_int_equal(otp_read(&kFlash, &second), kStatusOk);
  assert_int_equal(first.lifecycle, second.lifecycle);
  assert_memory_equal(&first.record, &second.record, sizeof first.record);
  assert_false(second.torn);
  return second;
}

static void assert_record(const otp_record_t *actual, uint32_t number) {
  const otp_record_t expected = sample_record(number);
  assert_int_equal(actual->counter_start, expected.counter_start);
  assert_int_equal(actual->security_counter_start, expected.security_counter_start);
  assert_int_equal(actual->pair_count, expected.pair_count);
  assert_memory_equal(actual->pairs, expected.pairs, sizeof expected.pairs);
  assert_memory_equal(actual->vid, expected.vid, sizeof expected.vid);
  assert_memory_equal(actual->cid, expected.cid, sizeof expected.cid);
  assert_string_equal(actual->serial, expected.serial);
  assert_memory_equal(actual->trial_id, expected.trial_id, sizeof expected.trial_id);
  assert_memory_equal(actual->order_digest, expected.order_digest, sizeof expected.order_digest);
  assert_memory_equal(actual->device_secret, expected.device_secret, sizeof expected.device_secret);
  assert_memory_equal(actual->ek_name, expected.ek_name, sizeof expected.ek_name);
  assert_memory_equal(actual->srk_name, expected.srk_name, sizeof expected.srk_name);
  assert_memory_equal(actual->ak_name, expected.ak_name, sizeof expected.ak_name);
  assert_memory_equal(actual->credential_names, expected.credential_names, sizeof expected.credential_names);
  assert_memory_equal(actual->puk_index_name, expected.puk_index_name, sizeof expected.puk_index_name);
}

static void an_erased_area_is_blank(void **state) {
  (void)state;
  const otp_state_t now = boot();
  assert_int_equal(now.lifecycle, kOtpBlank);
  assert_int_equal(now.record_index, 0);
  assert_int_equal(fake.word_count, 0);
}

static void a_unit_lives_blank_trial_locked(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  otp_state_t now = boot();
  assert_int_equal(now.lifecycle, kOtpTrial);
  assert_record(&now.record, 1);
  assert_int_equal(otp_lock(&kFlash), kStatusOk);
  now = boot();
  assert_int_equal(now.lifecycle, kOtpLocked);
  assert_record(&now.record, 1);
  assert_int_equal(otp_lock(&kFlash), kStatusAlreadyLocked);
  assert_int_equal(otp_mark_dead(&kFlash), kStatusAlreadyLocked);
  assert_int_equal(commit(2), kStatusWrongState);
  assert_int_equal(boot().lifecycle, kOtpLocked);
}

static void a_reverted_unit_is_blank_and_runs_again_until_records_end(void **state) {
  (void)state;
  for (uint32_t i = 0; i < kOtpRecordCount; ++i) {
    otp_state_t now = boot();
    assert_int_equal(now.lifecycle, kOtpBlank);
    assert_int_equal(now.record_index, i);
    assert_int_equal(commit(i % 8), kStatusOk);
    now = boot();
    assert_int_equal(now.lifecycle, kOtpTrial);
    assert_record(&now.record, i % 8);
    assert_int_equal(otp_mark_dead(&kFlash), kStatusOk);
  }
  assert_int_equal(boot().record_index, kOtpRecordCount);
  assert_int_equal(commit(1), kStatusOtpFull);
}

static void states_refuse_what_is_not_theirs(void **state) {
  (void)state;
  assert_int_equal(otp_lock(&kFlash), kStatusWrongState);
  assert_int_equal(otp_mark_dead(&kFlash), kStatusWrongState);
  assert_int_equal(otp_commit_trial(&kFlash, 0), kStatusWrongState);
  assert_int_equal(commit(1), kStatusOk);
  assert_int_equal(commit(2), kStatusWrongState);
  assert_int_equal(otp_commit_trial(&kFlash, 0), kStatusWrongState);
}

static void a_begun_record_is_not_committed_under_another_number_or_after_a_boot(void **state) {
  (void)state;
  const otp_record_t record = sample_record(1);
  uint32_t index = 0;
  assert_int_equal(otp_begin(&kFlash, &record, &index), kStatusOk);
  assert_int_equal(otp_commit_trial(&kFlash, index + 1), kStatusWrongState);
  assert_int_equal(boot().lifecycle, kOtpBlank);
  assert_int_equal(otp_commit_trial(&kFlash, index), kStatusWrongState);
  assert_int_equal(boot().record_index, index + 1);
}

static void a_second_begin_leaves_the_first_dead(void **state) {
  (void)state;
  const otp_record_t first = sample_record(1);
  const otp_record_t second = sample_record(2);
  uint32_t index = 0;
  assert_int_equal(otp_begin(&kFlash, &first, &index), kStatusOk);
  assert_int_equal(otp_begin(&kFlash, &second, &index), kStatusOk);
  assert_int_equal(index, 1);
  assert_int_equal(otp_commit_trial(&kFlash, index), kStatusOk);
  const otp_state_t now = boot();
  assert_record(&now.record, 2);
}

static void a_record_out_of_bounds_is_not_begun(void **state) {
  (void)state;
  uint32_t index = 0;
  otp_record_t record = sample_record(1);
  record.pair_count = 5;
  assert_int_equal(otp_begin(&kFlash, &record, &index), kStatusInternal);
  record.pair_count = 1;
  assert_int_equal(otp_begin(&kFlash, &record, &index), kStatusInternal);
  record = sample_record(1);
  record.serial[15] = '\0';
  assert_int_equal(otp_begin(&kFlash, &record, &index), kStatusInternal);
  assert_int_equal(fake.word_count, 0);
}

/** Which of the two states a change that was cut must have left behind. */
static void assert_before_or_after(otp_lifecycle_t now, otp_lifecycle_t before, otp_lifecycle_t after) {
  assert_true(now == before || now == after);
}

/** Cuts power in each word of `change` in turn, many times over, and boots. */
static void cut_everywhere(status_t (*change)(uint32_t), otp_lifecycle_t before, otp_lifecycle_t after) {
  static uint8_t start[kOtpAreaBytes];
  uint32_t cuts = 0;
  memcpy(start, fake.data, sizeof start);
  for (uint32_t word = 1;; ++word) {
    for (uint32_t round = 0; round < 16; ++round) {
      memcpy(fake.data, start, sizeof start);
      power_up();
      fake.cut_at = word;
      fake.random = word * 977 + round;
      const status_t status = change(2);
      if (!fake.dead) {
        assert_int_equal(status, kStatusOk);
        assert_int_equal(boot().lifecycle, after);
        assert_true(cuts > 0);
        return;
      }
      assert_int_not_equal(status, kStatusOk);
      ++cuts;
      const otp_state_t now = boot();
      assert_before_or_after(now.lifecycle, before, after);
      if (now.lifecycle == after && after != kOtpBlank) {
        assert_record(&now.record, after == kOtpTrial ? 2 : 1);
      }
      // whatever was cut can be done again
      if (now.lifecycle == before) {
        assert_int_equal(change(2), kStatusOk);
      }
      assert_int_equal(boot().lifecycle, after);
    }
  }
}

static status_t lock_change(uint32_t unused) {
  (void)unused;
  return otp_lock(&kFlash);
}

static status_t dead_change(uint32_t unused) {
  (void)unused;
  return otp_mark_dead(&kFlash);
}

static void an_order_cut_in_any_word_is_done_or_not(void **state) {
  (void)state;
  cut_everywhere(commit, kOtpBlank, kOtpTrial);
}

static void an_order_after_a_revert_cut_in_any_word_is_done_or_not(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  assert_int_equal(otp_mark_dead(&kFlash), kStatusOk);
  cut_everywhere(commit, kOtpBlank, kOtpTrial);
}

static void a_lock_cut_in_its_word_is_done_or_not(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  cut_everywhere(lock_change, kOtpTrial, kOtpLocked);
}

static void a_revert_cut_in_its_word_is_done_or_not(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  cut_everywhere(dead_change, kOtpTrial, kOtpBlank);
}

/** Refreshing is itself cut: every boot may be the one in which power fails. */
static void a_refresh_cut_in_any_word_changes_nothing(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  assert_int_equal(otp_mark_dead(&kFlash), kStatusOk);
  assert_int_equal(commit(3), kStatusOk);
  assert_int_equal(otp_lock(&kFlash), kStatusOk);
  static const uint32_t words[] = {kOtpOffsetDead, kOtpRecordBytes + kOtpOffsetTrial,
                                   kOtpRecordBytes + kOtpOffsetLocked, kOtpRecordBytes + kOtpOffsetStarted};
  for (uint32_t cut = 1; cut <= 4; ++cut) {
    for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
      fake.data[words[i] + 1] |= 0x50;  // two cells fade
    }
    power_up();
    fake.cut_at = cut;
    assert_int_equal(otp_refresh(&kFlash), kStatusFlashFailure);
    power_up();
    otp_state_t now;
    assert_int_equal(otp_read(&kFlash, &now), kStatusOk);
    assert_int_equal(now.lifecycle, kOtpLocked);
    assert_record(&now.record, 3);
  }
}

static void faded_words_are_made_exact_and_exact_ones_left_alone(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  assert_int_equal(otp_mark_dead(&kFlash), kStatusOk);
  assert_int_equal(commit(2), kStatusOk);
  assert_int_equal(otp_lock(&kFlash), kStatusOk);
  power_up();
  assert_int_equal(otp_refresh(&kFlash), kStatusOk);
  assert_int_equal(fake.word_count, 0);
  static const struct {
    uint32_t offset;
    uint32_t word;
  } words[] = {{kOtpOffsetDead, kOtpWordDead},
               {kOtpRecordBytes + kOtpOffsetTrial, kOtpTrial},
               {kOtpRecordBytes + kOtpOffsetLocked, kOtpLocked},
               {kOtpRecordBytes + kOtpOffsetStarted, kOtpWordStarted}};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
    bytes_put_u32le(fake.data + words[i].offset, words[i].word | 0x0f000000);
  }
  assert_int_equal(otp_refresh(&kFlash), kStatusOk);
  assert_int_equal(fake.word_count, 4);
  for (size_t i = 0; i < sizeof words / sizeof words[0]; ++i) {
    assert_int_equal(bytes_get_u32le(fake.data + words[i].offset), words[i].word);
  }
}

static void a_bit_that_was_programmed_too_much_does_not_stop_the_boot(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  fake.data[kOtpOffsetTrial] &= 0xef;
  assert_int_not_equal(bytes_get_u32le(fake.data + kOtpOffsetTrial), kOtpTrial);
  assert_int_equal(boot().lifecycle, kOtpTrial);
}

static void revoked_pairs_are_seen(void **state) {
  (void)state;
  assert_int_equal(commit(2), kStatusOk);
  bytes_put_u32le(fake.data + kOtpOffsetRevoked + 4, kOtpWordRevoked);
  bytes_put_u32le(fake.data + kOtpOffsetRevoked + 8, kOtpWordRevoked | 0xf0000000);
  bytes_put_u32le(fake.data + kOtpOffsetRevoked + 12, 0x36ffffff);
  const otp_state_t now = boot();
  assert_int_equal(now.revoked_mask, 0x6);
  assert_int_equal(bytes_get_u32le(fake.data + kOtpOffsetRevoked + 8), kOtpWordRevoked);
  image_unit_t unit;
  otp_image_unit(&now, 99, &unit);
  assert_int_equal(unit.revoked_mask, 0x6);
  assert_int_equal(unit.floor, 99);
  assert_memory_equal(unit.vid, sample_record(2).vid, sizeof unit.vid);
  assert_int_equal(unit.pair_count, sample_record(2).pair_count);
}

static void assert_corrupt(void) {
  static const otp_state_t nothing;
  otp_state_t now;
  assert_int_equal(otp_read(&kFlash, &now), kStatusOtpCorrupt);
  assert_memory_equal(&now, &nothing, sizeof now);
}

static void any_damaged_octet_of_a_committed_body_is_corrupt(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  for (uint32_t i = kOtpHeadBytes; i < kOtpOffsetEnd; ++i) {
    fake.data[i] ^= 0x08;
    assert_corrupt();
    fake.data[i] ^= 0x08;
  }
  assert_int_equal(boot().lifecycle, kOtpTrial);
}

/** A later layout, or a count that would run out of the record: well digested, not ours. */
static void a_body_that_is_whole_but_not_version_1_is_corrupt(void **state) {
  (void)state;
  static const uint32_t fields[][2] = {{kOtpOffsetVersion, 2},
                                       {kOtpOffsetBodyLength, 735},
                                       {kOtpOffsetPairCount, 5},
                                       {kOtpOffsetPairCount, 1},
                                       {kOtpOffsetPairCount, UINT32_MAX}};
  assert_int_equal(commit(1), kStatusOk);
  static uint8_t good[kOtpRecordBytes];
  memcpy(good, fake.data, sizeof good);
  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; ++i) {
    memcpy(fake.data, good, sizeof good);
    bytes_put_u32le(fake.data + fields[i][0], fields[i][1]);
    crypto_sha256(fake.data + kOtpHeadBytes, kOtpBodyBytes, fake.data + kOtpOffsetDigest);
    assert_corrupt();
  }
}

static void nothing_leads_back_from_locked(void **state) {
  (void)state;
  assert_int_equal(commit(1), kStatusOk);
  assert_int_equal(otp_lock(&kFlash), kStatusOk);
  bytes_put_u32le(fake.data + kOtpOffsetDead, kOtpWordDead);
  assert_corrupt();  // dead and locked
  bytes_put_u32le(fake.data + kOtpOffsetDead, kOtpWordErased);
  bytes_put_u32le(fake.data + kOtpOffsetTrial, kOtpWordErased);
  assert_corrupt();  // the trial word faded
  assert_int_equal(otp_refresh(&kFlash), kStatusOtpCorrupt);
  assert_int_equal(otp_mark_dead(&kFlash), kStatusOtpCorrupt);
  bytes_put_u32le(fake.data + kOtpOffsetStarted, kOtpWordErased);
  assert_corrupt();  // the started word as well
}

static void a_record_begun_behind_a_free_one_is_corrupt(void **state) {
  (void)state;
  bytes_put_u32le(fake.data + 200 * kOtpRecordBytes + kOtpOffsetStarted, kOtpWordStarted);
  assert_corrupt();
}

static void a_worn_cell_is_noticed_before_the_commit(void **state) {
  (void)state;
  fake.worn_offset = kOtpOffsetVid + 4;
  assert_int_equal(commit(1), kStatusOtpFailure);
  assert_int_equal(boot().lifecycle, kOtpBlank);
  fake.worn_offset = kOtpRecordBytes + kOtpOffsetTrial;
  assert_int_equal(commit(1), kStatusOtpFailure);
  fake.worn_offset = UINT32_MAX;
  assert_int_equal(boot().lifecycle, kOtpBlank);
  assert_int_equal(commit(1), kStatusOk);
  assert_int_equal(boot().record_index, 2);
}

static void the_floor_follows_the_counter_and_stays_in_32_bits(void **state) {
  (void)state;
  otp_record_t record = sample_record(0);
  record.counter_start = 7;
  record.security_counter_start = 40;
  uint32_t floor = 0;
  assert_int_equal(otp_floor(&record, 7, &floor), kStatusOk);
  assert_int_equal(floor, 40);
  assert_int_equal(otp_floor(&record, 10, &floor), kStatusOk);
  assert_int_equal(floor, 43);
  assert_int_equal(otp_floor(&record, 6, &floor), kStatusLockMismatch);
  assert_int_equal(floor, UINT32_MAX);
  assert_int_equal(otp_floor(&record, 7 + (uint64_t)UINT32_MAX - 40, &floor), kStatusOk);
  assert_int_equal(floor, UINT32_MAX);
  assert_int_equal(otp_floor(&record, 8 + (uint64_t)UINT32_MAX - 40, &floor), kStatusLockMismatch);
  assert_int_equal(otp_floor(&record, UINT64_MAX, &floor), kStatusLockMismatch);
}

/** Reads one column into `out`, whose length must fit. */
static void take(char **rest, void *out, size_t bytes) { vectors_hex_exact(vectors_word(rest), out, bytes); }

static void check_record_vector(char *rest) {
  otp_record_t record;
  memset(&record, 0, sizeof record);
  record.counter_start = strtoull(vectors_word(&rest), NULL, 10);
  record.security_counter_start = (uint32_t)strtoull(vectors_word(&rest), NULL, 10);
  uint8_t pairs[sizeof record.pairs];
  record.pair_count = (uint32_t)(vectors_hex(vectors_word(&rest), pairs, sizeof pairs) / 64);
  memcpy(record.pairs, pairs, record.pair_count * 64);
  take(&rest, record.vid, 16);
  take(&rest, record.cid, 16);
  take(&rest, record.serial, 16);
  take(&rest, record.trial_id, 16);
  take(&rest, record.order_digest, 32);
  take(&rest, record.device_secret, 32);
  take(&rest, record.ek_name, 34);
  take(&rest, record.srk_name, 34);
  take(&rest, record.ak_name, 34);
  for (uint32_t i = 0; i < kOtpCredentialCount; ++i) {
    take(&rest, record.credential_names[i], 34);
  }
  take(&rest, record.puk_index_name, 34);
  uint8_t expected[kOtpOffsetEnd - kOtpHeadBytes];
  take(&rest, expected, sizeof expected);
  uint8_t raw[kOtpOffsetEnd];
  otp_layout_encode(&record, raw);
  assert_memory_equal(raw + kOtpHeadBytes, expected, sizeof expected);
  otp_record_t decoded;
  assert_int_equal(otp_layout_decode(raw, &decoded), kStatusOk);
  assert_memory_equal(&decoded, &record, sizeof record);
}

static void check_word_vector(char *rest) {
  const uint32_t value = (uint32_t)strtoul(vectors_word(&rest), NULL, 16);
  const uint32_t written = (uint32_t)strtoul(vectors_word(&rest), NULL, 16);
  const bool expected = strcmp(vectors_word(&rest), "yes") == 0;
  if (otp_words_written(value, written) != (expected ? kHardenedYes : kHardenedNo)) {
    fail_msg("%08x as %08x: %s", value, written, rest);
  }
}

static void records_and_words_match_the_vectors(void **state) {
  (void)state;
  static char line[kVectorsLineMax];
  FILE *file = vectors_open("otp.txt");
  size_t records = 0;
  size_t words = 0;
  while (vectors_line(file, line)) {
    char *rest = line;
    if (strcmp(vectors_word(&rest), "record") == 0) {
      check_record_vector(rest);
      ++records;
    } else {
      check_word_vector(rest);
      ++words;
    }
  }
  assert_true(records >= 2 && words >= 30);
}

static void the_state_words_are_those_of_the_document(void **state) {
  (void)state;
  assert_int_equal(kOtpTrial, 0x2d5ac396);
  assert_int_equal(kOtpLocked, 0x4be18d72);
  assert_int_equal(commit(0), kStatusOk);
  assert_int_equal(otp_lock(&kFlash), kStatusOk);
  assert_int_equal(bytes_get_u32le(fake.data + 0), 0x2d5ac396);
  assert_int_equal(bytes_get_u32le(fake.data + 4), 0x4be18d72);
  assert_int_equal(bytes_get_u32le(fake.data + 8), 0xffffffff);
  assert_int_equal(bytes_get_u32le(fake.data + 12), 0x1e6b95d4);
}

int main(void) {
#define ON_ERASED_FLASH(test) cmocka_unit_test_setup(test, erase_all)
  const struct CMUnitTest tests[] = {
      ON_ERASED_FLASH(an_erased_area_is_blank),
      ON_ERASED_FLASH(a_unit_lives_blank_trial_locked),
      ON_ERASED_FLASH(a_reverted_unit_is_blank_and_runs_again_until_records_end),
      ON_ERASED_FLASH(states_refuse_what_is_not_theirs),
      ON_ERASED_FLASH(a_begun_record_is_not_committed_under_another_number_or_after_a_boot),
      ON_ERASED_FLASH(a_second_begin_leaves_the_first_dead),
      ON_ERASED_FLASH(a_record_out_of_bounds_is_not_begun),
      ON_ERASED_FLASH(an_order_cut_in_any_word_is_done_or_not),
      ON_ERASED_FLASH(an_order_after_a_revert_cut_in_any_word_is_done_or_not),
      ON_ERASED_FLASH(a_lock_cut_in_its_word_is_done_or_not),
      ON_ERASED_FLASH(a_revert_cut_in_its_word_is_done_or_not),
      ON_ERASED_FLASH(a_refresh_cut_in_any_word_changes_nothing),
      ON_ERASED_FLASH(faded_words_are_made_exact_and_exact_ones_left_alone),
      ON_ERASED_FLASH(a_bit_that_was_programmed_too_much_does_not_stop_the_boot),
      ON_ERASED_FLASH(revoked_pairs_are_seen),
      ON_ERASED_FLASH(any_damaged_octet_of_a_committed_body_is_corrupt),
      ON_ERASED_FLASH(a_body_that_is_whole_but_not_version_1_is_corrupt),
      ON_ERASED_FLASH(nothing_leads_back_from_locked),
      ON_ERASED_FLASH(a_record_begun_behind_a_free_one_is_corrupt),
      ON_ERASED_FLASH(a_worn_cell_is_noticed_before_the_commit),
      ON_ERASED_FLASH(the_floor_follows_the_counter_and_stays_in_32_bits),
      ON_ERASED_FLASH(records_and_words_match_the_vectors),
      ON_ERASED_FLASH(the_state_words_are_those_of_the_document),
  };
#undef ON_ERASED_FLASH
  return cmocka_run_group_tests(tests, NULL, NULL);
}
