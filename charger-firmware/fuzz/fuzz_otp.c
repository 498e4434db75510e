/*
 * The OTP area: records as the ROM writes them and as worn or torn cells, or an attacker with a laser, leave them. The
 * input is a list of edits. Whatever is there is read the same way twice, and refreshing it changes nothing of what it
 * says.
 */
#include "base/bytes.h"
#include "fuzz/fuzz.h"
#include "otp/otp.h"
#include "otp/otp_layout.h"

enum { kEditsMax = 24, kRecordsUsed = 6 };

static uint8_t area[kOtpAreaBytes];
static otp_state_t before;
static otp_state_t after;

static status_t read_area(void *context, uint32_t offset, void *out, uint32_t bytes) {
  (void)context;
  FUZZ_MUST(offset <= kOtpAreaBytes && bytes <= kOtpAreaBytes - offset);
  memcpy(out, area + offset, bytes);
  return kStatusOk;
}

static status_t program_area(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  (void)context;
  FUZZ_MUST(offset % 4 == 0 && bytes % 4 == 0 && offset <= kOtpAreaBytes && bytes <= kOtpAreaBytes - offset);
  for (uint32_t i = 0; i < bytes; ++i) {
    area[offset + i] &= ((const uint8_t *)data)[i];
  }
  return kStatusOk;
}

static const otp_flash_t kFlash = {NULL, read_area, program_area};

static void put_record(fuzz_input_t *input) {
  otp_record_t record;
  uint32_t index;
  memset(&record, 0x11, sizeof record);
  record.counter_start = fuzz_u32(input);
  record.security_counter_start = fuzz_u32(input);
  record.pair_count = 2 + fuzz_u8(input) % 3;
  strcpy(record.serial, "CP42647100001239");
  if (otp_begin(&kFlash, &record, &index) == kStatusOk && fuzz_u8(input) % 4 != 0) {
    (void)!otp_commit_trial(&kFlash, index);
  }
}

/** Octets of a record, and its digest put right if the input says so: what is behind the digest is then looked at. */
static void edit_record(fuzz_input_t *input) {
  uint8_t *raw = area + fuzz_u8(input) % kRecordsUsed * kOtpRecordBytes;
  const uint16_t at = fuzz_u16(input) % kOtpOffsetEnd;
  size_t got;
  const uint8_t *octets = fuzz_take(input, fuzz_u8(input) % 64, &got);
  if (got > 0) {
    memcpy(raw + at, octets, got < kOtpOffsetEnd - at ? got : kOtpOffsetEnd - (size_t)at);
  }
  if (fuzz_u8(input) % 2 == 0) {
    crypto_sha256(raw + kOtpHeadBytes, kOtpBodyBytes, raw + kOtpOffsetDigest);
  }
}

static void put_word(fuzz_input_t *input) {
  static const uint32_t kWords[] = {kOtpTrial, kOtpLocked, kOtpWordDead, kOtpWordStarted, kOtpWordRevoked, 0xffffffff};
  uint8_t *raw = area + fuzz_u8(input) % kRecordsUsed * kOtpRecordBytes;
  const uint32_t place = fuzz_u8(input) % (kOtpHeadBytes / 4);
  bytes_put_u32le(raw + place * 4, kWords[fuzz_u8(input) % 6] ^ fuzz_u32(input));
}

static void edit(fuzz_input_t *input) {
  switch (fuzz_u8(input) % 6) {
    case 0:
      put_record(input);
      break;
    case 1:
      edit_record(input);
      break;
    case 2:
      put_word(input);
      break;
    case 3:
      (void)!otp_lock(&kFlash);
      break;
    case 4:
      (void)!otp_mark_dead(&kFlash);
      break;
    default:
      (void)!otp_refresh(&kFlash);
      break;
  }
}

static void demand_sane(status_t status) {
  static const otp_state_t kNothing;
  if (status != kStatusOk) {
    FUZZ_MUST(memcmp(&before, &kNothing, sizeof before) == 0);
    return;
  }
  FUZZ_MUST(before.lifecycle == kOtpBlank || before.lifecycle == kOtpTrial || before.lifecycle == kOtpLocked);
  FUZZ_MUST(before.record_index <= kOtpRecordCount);
  if (before.lifecycle != kOtpBlank) {
    image_unit_t unit;
    uint32_t floor;
    FUZZ_MUST(before.record.pair_count >= 2 && before.record.pair_count <= kImageMaxPairs);
    FUZZ_MUST(strlen(before.record.serial) == kOtpSerialChars);
    otp_image_unit(&before, 0, &unit);
    (void)!otp_floor(&before.record, 7, &floor);
  }
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  fuzz_seed();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input_t input = {data, size};
  memset(area, 0xff, (kRecordsUsed + 1) * kOtpRecordBytes);
  if (area[kOtpAreaBytes - 1] != 0xff) {
    memset(area, 0xff, sizeof area);
  }
  for (unsigned i = 0; i < kEditsMax && input.size > 0; ++i) {
    edit(&input);
  }
  const status_t status = otp_read(&kFlash, &before);
  demand_sane(status);
  if (otp_refresh(&kFlash) == kStatusOk && status == kStatusOk) {
    FUZZ_MUST(otp_read(&kFlash, &after) == kStatusOk);
    FUZZ_MUST(after.lifecycle == before.lifecycle && memcmp(&after.record, &before.record, sizeof after.record) == 0);
  }
  return 0;
}
