/*
 * A charger's life in flash and OTP, from blank to an update that is given up, cut off at every single write. Whatever
 * was cut: the charger is in the state before the step or after it, the image confirmed last boots, no entry of the
 * security log that was finished is lost, and running the step again gets through. Lives begin with stores that are
 * empty and with stores that are about to be full.
 *
 * The TPM is two words here: whether the customer-lock index is locked, and the counter against older images. Its own
 * cuts are test_tpm_boot.c's.
 */
#include <assert.h>
#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"
#include "drivers/flash_fake.h"
#include "link/messages.h"
#include "otp/otp.h"
#include "provision/burn.h"
#include "provision/flash_map.h"
#include "provision/order_store.h"
#include "provision/record_store.h"
#include "provision/security_log.h"
#include "provision/slot_choice.h"
#include "provision/slot_state.h"
#include "test/support/bootable.h"
#include "test/support/burn_stream.h"
#include "test/support/cmocka_all.h"

enum { kImages = 3, kTears = 2, kFrameBytes = 1000, kLifeRecords = 9 };

static flash_fake_t bank1;
static uint8_t otp_area[kOtpAreaBytes];
static uint32_t index_locked;
static uint32_t counter;                       /* image n has security counter n */
static uint8_t used[4 * kFlashMapSectorBytes]; /* slot state and log, when a life begins */
static uint32_t noted;                         /* entries of the security log that are known to be finished */
static bootable_t images[kImages];
static burn_t burn;

/* 1. OTP on the same supply as the flash */

static status_t read_otp(void *context, uint32_t offset, void *out, uint32_t bytes) {
  (void)context;
  memcpy(out, otp_area + offset, bytes);
  return bank1.dead ? kStatusFlashFailure : kStatusOk;
}

static status_t program_otp(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  (void)context;
  for (uint32_t at = offset; at < offset + bytes; at += 4) {
    if (bank1.dead) {
      return kStatusFlashFailure;
    }
    const uint32_t value = bytes_get_u32le((const uint8_t *)data + at - offset);
    // of the word that is cut, some bits are programmed
    const uint32_t reached = flash_fake_cut(&bank1) ? flash_fake_got_through(&bank1, UINT32_MAX) : UINT32_MAX;
    bytes_put_u32le(otp_area + at, bytes_get_u32le(otp_area + at) & (value | ~reached));
  }
  return bank1.dead ? kStatusFlashFailure : kStatusOk;
}

static const otp_flash_t kOtp = {NULL, read_otp, program_otp};

/* 2. What a boot does (rom/main.c, rom/boot.c), and what is true after it */

/** What the step at hand may leave behind. */
typedef struct expectation {
  otp_lifecycle_t before;
  otp_lifecycle_t after;
  uint32_t confirmed; /**< The image that boots when no update is on trial. */
  uint32_t update;    /**< The image that may boot, too. */
} expectation_t;

/** A TPM command that changes one word, cut before or after the chip did it. */
static status_t change_tpm(uint32_t *word, uint32_t value) {
  if (bank1.dead) {
    return kStatusTpmAbsent;
  }
  const bool was_cut = flash_fake_cut(&bank1);
  *word = !was_cut || bank1.tear % 2 == 1 ? value : *word;
  return was_cut ? kStatusTpmAbsent : kStatusOk;
}

static uint32_t number_of(const uint8_t digest[32]) {
  uint32_t number = 0;
  while (number < kImages && memcmp(digest, images[number].digest, 32) != 0) {
    ++number;
  }
  return number;
}

/** As rom/boot.c does it, but for the signatures: an image that is older than the counter is refused. */
static status_t load(void *context, uint32_t slot, image_info_t *image) {
  const status_t status = bootable_load(context, slot, image);
  if (status == kStatusOk && number_of(image->digest) < counter) {
    return kStatusImageRollback;
  }
  return status;
}

static status_t note(security_event_t event, uint32_t reason) {
  const security_entry_t entry = {event, reason, kSecurityNoSlot, wire_Program_PROGRAM_BOOT_ROM, 1};
  return security_log_add(&bank1.flash, &entry);
}

/** Design, boot ROM 9: the counter follows an image that had confirmed itself before this boot. */
static status_t raise_counter(const otp_state_t *otp, const slot_choice_t *choice) {
  const uint32_t number = number_of(choice->image.digest);
  if (otp->lifecycle != kOtpLocked || choice->mark != kSlotConfirmed || number <= counter) {
    return kStatusOk;
  }
  return change_tpm(&counter, number);
}

/** One boot: kStatusOk in BLANK, or when an application runs; `choice` says which. */
static status_t boot(otp_state_t *otp, slot_choice_t *choice) {
  status_t status = otp_read(&kOtp, otp);
  if (status == kStatusOk) {
    status = otp_refresh(&kOtp);
  }
  if (status == kStatusOk && otp->lifecycle == kOtpTrial && index_locked) {
    status = otp_lock(&kOtp);
    otp->lifecycle = kOtpLocked;
  }
  if (status != kStatusOk || otp->lifecycle == kOtpBlank) {
    return status;
  }
  status = slot_choice_make(&bank1.flash, load, &bank1, choice);
  if (choice->given_up != 0) {
    (void)!note(kSecurityFallBack, 0);
  }
  if (status == kStatusOk) {
    status = raise_counter(otp, choice);
  }
  return bank1.dead ? kStatusFlashFailure : status;
}

static bool is_image(const slot_choice_t *choice, uint32_t number) {
  return memcmp(choice->image.digest, images[number].digest, sizeof choice->image.digest) == 0;
}

/** Boots until no update is on trial any more, and forgets that it did. */
static void assert_comes_back_to(const expectation_t *expected) {
  static uint8_t kept[4 * kFlashMapSectorBytes];  // slot state and log
  static_assert(kFlashMapSecurityLog == kFlashMapSlotState + 2 * kFlashMapSectorBytes,
                "the log follows the slot state");
  otp_state_t otp;
  slot_choice_t choice;
  const uint32_t kept_counter = counter;
  memcpy(kept, bank1.data + kFlashMapSlotState, sizeof kept);
  for (uint32_t i = 0; i <= kSlotTrials; ++i) {
    assert_int_equal(boot(&otp, &choice), kStatusOk);
    assert_true(is_image(&choice, expected->confirmed) || is_image(&choice, expected->update));
  }
  assert_true(is_image(&choice, expected->confirmed) || choice.mark == kSlotConfirmed);
  memcpy(bank1.data + kFlashMapSlotState, kept, sizeof kept);
  counter = kept_counter;
}

/** The last page of the log. */
static uint32_t newest_refusal(void) {
  static wire_SecurityLogResponse page;
  uint32_t newest = 0;
  uint32_t next = 0;
  do {
    assert_int_equal(security_log_page(&bank1.flash, next, &page), kStatusOk);
    for (pb_size_t i = 0; i < page.entries_count; ++i) {
      newest = page.entries[i].code == kSecurityOrderRefused ? page.entries[i].detail : newest;
    }
    next = page.next_sequence;
  } while (next != 0);
  return newest;
}

/** Looks without writing to what is being tested: its own writes are not cut and not counted. */
static void assert_holds(const expectation_t *expected) {
  const uint32_t operations = bank1.operation_count;
  const uint32_t cut_at = bank1.cut_at;
  otp_state_t otp;
  bank1.cut_at = 0;
  assert_int_equal(otp_read(&kOtp, &otp), kStatusOk);
  const otp_lifecycle_t read = otp.lifecycle;
  assert_true(read == expected->before || read == expected->after);
  if (read != kOtpBlank) {
    assert_comes_back_to(expected);
  }
  assert_true(newest_refusal() == noted || newest_refusal() == noted + 1);
  bank1.operation_count = operations;
  bank1.cut_at = cut_at;
}

/* 3. The steps, each safe to run again, as the station runs them */

static status_t put_image(uint32_t target, uint32_t number) {
  static burn_plan_t plan;
  static uint8_t stream[sizeof images[0].file.data + kBurnPieceBytes];
  static uint8_t payload[kBurnDataHeaderBytes + kFrameBytes];
  const bootable_t *image = &images[number];
  burn_stream_plan(&plan, target, image->file.data, (uint32_t)image->file.bytes);
  status_t status = burn_begin(&burn, &plan);
  const uint32_t total_bytes = status == kStatusOk ? burn_stream_stored(stream, &burn, &plan, image->file.data) : 0;
  for (uint32_t at = 0; status == kStatusOk && at < total_bytes;) {
    const uint32_t bytes = total_bytes - at < kFrameBytes ? total_bytes - at : kFrameBytes;
    bytes_put_u32le(payload, burn.last_id);
    bytes_put_u32le(payload + 4, at);
    memcpy(payload + kBurnDataHeaderBytes, stream + at, bytes);
    status = burn_data(&burn, payload, kBurnDataHeaderBytes + bytes).status;
    at += bytes;
  }
  return status == kStatusOk ? burn_end(&burn, burn.last_id, plan.sha256) : status;
}

static status_t burn_first(void) { return put_image(wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A, 0); }

static otp_lifecycle_t lifecycle(void) {
  otp_state_t otp;
  return otp_read(&kOtp, &otp) == kStatusOk ? otp.lifecycle : (otp_lifecycle_t)0;
}

static status_t order(void) {
  static link_envelope_t envelope;
  otp_record_t record = {.pair_count = 2, .serial = "CP42647100001239"};
  uint32_t index = 0;
  if (lifecycle() == kOtpTrial) {
    return kStatusOk;
  }
  envelope.payload.size = 3000;
  status_t status = order_store(&bank1.flash, &envelope, images[0].digest);
  if (status == kStatusOk) {
    status = otp_begin(&kOtp, &record, &index);
  }
  return status == kStatusOk ? otp_commit_trial(&kOtp, index) : status;
}

static status_t revert(void) { return lifecycle() == kOtpBlank ? kStatusOk : otp_mark_dead(&kOtp); }

static status_t confirm(void) {
  const status_t status = index_locked ? kStatusOk : change_tpm(&index_locked, true);
  if (status != kStatusOk) {
    return status;
  }
  return lifecycle() == kOtpLocked ? kStatusOk : otp_lock(&kOtp);
}

/** An order that is refused, each for another reason. */
static status_t refuse(void) {
  const status_t status = note(kSecurityOrderRefused, noted + 1);
  noted += status == kStatusOk ? 1 : 0;
  return status;
}

static status_t update_b(void) {
  const status_t status = put_image(wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_B, 1);
  return status == kStatusOk ? slot_state_set_pending(&bank1.flash, kSlotB, images[1].digest) : status;
}

/** The application of the update passes its self-test. */
static status_t run_b(void) {
  otp_state_t otp;
  slot_choice_t choice;
  const status_t status = boot(&otp, &choice);
  if (status != kStatusOk) {
    return status;
  }
  assert_true(is_image(&choice, 1));
  return slot_state_confirm(&bank1.flash, choice.slot, choice.image.digest);
}

static status_t update_a(void) {
  const status_t status = put_image(wire_BurnTarget_BURN_TARGET_IMAGE_SLOT_A, 2);
  return status == kStatusOk ? slot_state_set_pending(&bank1.flash, kSlotA, images[2].digest) : status;
}

/** The application of this update never says that it runs well. */
static status_t run_a(void) {
  otp_state_t otp;
  slot_choice_t choice;
  for (uint32_t i = 0; i <= kSlotTrials; ++i) {
    const status_t status = boot(&otp, &choice);
    if (status != kStatusOk) {
      return status;
    }
  }
  assert_true(is_image(&choice, 1));
  assert_int_equal(choice.found[kSlotA].mark, kSlotFailed);
  return kStatusOk;
}

static const struct {
  status_t (*run)(void);
  expectation_t expected;
} kLife[] = {
    {burn_first, {kOtpBlank, kOtpBlank, 0, 0}}, {refuse, {kOtpBlank, kOtpBlank, 0, 0}},
    {order, {kOtpBlank, kOtpTrial, 0, 0}},      {revert, {kOtpTrial, kOtpBlank, 0, 0}},
    {burn_first, {kOtpBlank, kOtpBlank, 0, 0}}, {order, {kOtpBlank, kOtpTrial, 0, 0}},
    {confirm, {kOtpTrial, kOtpLocked, 0, 0}},   {update_b, {kOtpLocked, kOtpLocked, 0, 1}},
    {run_b, {kOtpLocked, kOtpLocked, 0, 1}},    {refuse, {kOtpLocked, kOtpLocked, 1, 1}},
    {update_a, {kOtpLocked, kOtpLocked, 1, 2}}, {run_a, {kOtpLocked, kOtpLocked, 1, 2}},
    {refuse, {kOtpLocked, kOtpLocked, 1, 1}},   {refuse, {kOtpLocked, kOtpLocked, 1, 1}},
};

/* 4. The life, cut everywhere */

/** The operations of one life on the two stores, by their number. */
static struct {
  flash_t real;
  uint32_t numbers[64];
  uint32_t count;
} stores;

static void remember(uint32_t offset) {
  if (offset >= kFlashMapSlotState) {
    assert_true(stores.count < sizeof stores.numbers / sizeof stores.numbers[0]);
    stores.numbers[stores.count++] = bank1.operation_count;
  }
}

static status_t watched_erase(void *context, uint32_t offset) {
  const status_t status = stores.real.erase_sector(context, offset);
  remember(offset);
  return status;
}

static status_t watched_program(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  const status_t status = stores.real.program(context, offset, data, bytes);
  remember(offset);
  return status;
}

/** Both stores of a charger that lived before, `records` in each. */
static void make_used(uint32_t records) {
  flash_fake_open(&bank1);
  for (uint32_t i = 0; i < records; ++i) {
    const security_entry_t entry = {kSecurityTamper, i, kSecurityNoSlot, wire_Program_PROGRAM_APPLICATION, i};
    assert_int_equal(slot_state_set_pending(&bank1.flash, i % 2, images[2].digest), kStatusOk);
    assert_int_equal(security_log_add(&bank1.flash, &entry), kStatusOk);
  }
  memcpy(used, bank1.data + kFlashMapSlotState, sizeof used);
}

static void begin_life(uint32_t cut_at, uint32_t tear) {
  flash_fake_open(&bank1);
  memcpy(bank1.data + kFlashMapSlotState, used, sizeof used);
  memset(otp_area, 0xff, sizeof otp_area);
  memset(bank1.data + kFlashMapSlotA, 0x5a, kFlashMapSectorBytes);  // a used chip
  index_locked = false;
  counter = 0;
  noted = 0;
  burn = (burn_t){.area.flash = &bank1.flash};
  bank1.cut_at = cut_at;
  bank1.tear = tear;
}

/** True when power was lost on the way. */
static bool live(void) {
  bool was_cut = false;
  for (size_t i = 0; i < sizeof kLife / sizeof kLife[0]; ++i) {
    status_t status = kLife[i].run();
    if (bank1.dead) {
      assert_false(was_cut);
      was_cut = true;
      flash_fake_power_up(&bank1);
      burn.open = false;
      assert_holds(&kLife[i].expected);
      status = kLife[i].run();
    }
    assert_int_equal(status, kStatusOk);
    if (was_cut || bank1.cut_at == 0) {  // before the cut, it is as in the life that is not cut
      assert_holds(&kLife[i].expected);
    }
  }
  return was_cut;
}

/** One life that begins as `used` says. True when it was cut. */
static bool live_with(uint32_t cut_at, uint32_t tear) {
  otp_state_t otp;
  slot_choice_t choice;
  begin_life(cut_at, tear);
  const bool was_cut = live();
  assert_int_equal(boot(&otp, &choice), kStatusOk);
  assert_int_equal(otp.lifecycle, kOtpLocked);
  assert_true(is_image(&choice, 1));
  assert_int_equal(choice.mark, kSlotConfirmed);
  assert_int_equal(counter, 1);
  return was_cut;
}

static void a_life_cut_at_any_write_goes_on(void **state) {
  (void)state;
  uint32_t cuts = 0;
  make_used(0);
  assert_false(live_with(0, 0));
  for (uint32_t tear = 0; tear < kTears; ++tear) {
    for (uint32_t write = 1; live_with(write, tear); ++write) {
      ++cuts;
    }
  }
  print_message("campaign power-cut cases %u failures 0\n", cuts);
  assert_true(cuts > kTears * 400);
}

/** Lives it uncut, to see where it writes to the stores. */
static void find_store_operations(void) {
  otp_state_t otp;
  slot_choice_t choice;
  begin_life(0, 0);
  stores.real = bank1.flash;
  stores.count = 0;
  bank1.flash.erase_sector = watched_erase;
  bank1.flash.program = watched_program;
  for (size_t i = 0; i < sizeof kLife / sizeof kLife[0]; ++i) {
    assert_int_equal(kLife[i].run(), kStatusOk);
  }
  assert_int_equal(boot(&otp, &choice), kStatusOk);
}

static void so_does_one_whose_stores_become_full_on_the_way(void **state) {
  (void)state;
  uint32_t cuts = 0;
  for (uint32_t left = 1; left <= kLifeRecords; ++left) {
    make_used(2 * kRecordsPerSector - left);
    assert_false(live_with(0, 0));
    find_store_operations();
    for (uint32_t i = 0; i < stores.count; ++i) {
      assert_true(live_with(stores.numbers[i], left + i));
      ++cuts;
    }
  }
  print_message("campaign power-cut-full cases %u failures 0\n", cuts);
  assert_true(cuts > kLifeRecords * 12);
}

static int set_up(void **state) {
  static const uint8_t kSeed[32] = {1};
  (void)state;
  assert_int_equal(crypto_init(kSeed, sizeof kSeed), kStatusOk);
  for (uint8_t i = 0; i < kImages; ++i) {
    bootable_make(i, &images[i]);
  }
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test_setup(a_life_cut_at_any_write_goes_on, set_up),
                                     cmocka_unit_test_setup(so_does_one_whose_stores_become_full_on_the_way, set_up)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
