/*
 * What lies in flash bank 1 and may be written by anybody: slot records and the security log. The input is a list of
 * edits of both stores; records get a right check sum. Reading never goes wrong, and what is then written is read back.
 */
#include "base/bytes.h"
#include "drivers/flash_fake.h"
#include "fuzz/fuzz.h"
#include "link/frame.h"
#include "provision/flash_map.h"
#include "provision/record_store.h"
#include "provision/security_log.h"
#include "provision/slot_choice.h"
#include "provision/slot_state.h"

enum { kEditsMax = 32, kStores = 2, kStoreBytes = 2 * kFlashFakeSectorBytes };

static flash_fake_t fake;
static slot_state_t state;
static wire_SecurityLogResponse page;

static const uint32_t kOffsets[kStores] = {kFlashMapSlotState, kFlashMapSecurityLog};

/** A record with a right sum, or any octets, at any place of either store. */
static void put(fuzz_input_t *input) {
  const uint8_t what = fuzz_u8(input);
  const uint32_t place = fuzz_u8(input) % kRecordsPerSector;
  uint8_t raw[kRecordBytes];
  bytes_put_u32le(raw, what & 2 ? fuzz_u32(input) : fuzz_u8(input));
  fuzz_fill(input, raw + 4, sizeof raw - 8);
  bytes_put_u32le(raw + kRecordBytes - 4, what & 4 ? frame_crc32c(raw, kRecordBytes - 4) : fuzz_u32(input));
  memcpy(fake.data + kOffsets[what & 1] + (what & 8 ? kFlashFakeSectorBytes : 0) + place * kRecordBytes, raw,
         sizeof raw);
}

static void add_entry(fuzz_input_t *input) {
  security_entry_t entry;
  fuzz_fill(input, &entry, sizeof entry);
  (void)!security_log_add(&fake.flash, &entry);
}

static void set_slot(fuzz_input_t *input) {
  uint8_t digest[32];
  const uint8_t what = fuzz_u8(input);
  const uint32_t slot = what & 1;
  memset(digest, fuzz_u8(input), sizeof digest);
  switch (what >> 1 & 3) {
    case 0:
      (void)!slot_state_set_pending(&fake.flash, slot, digest);
      break;
    case 1:
      (void)!slot_state_use_boot(&fake.flash, slot);
      break;
    case 2:
      (void)!slot_state_fail(&fake.flash, slot);
      break;
    default:
      if (slot_state_confirm(&fake.flash, slot, digest) == kStatusOk) {
        slot_state_read(&fake.flash, &state);
        FUZZ_MUST(slot_state_mark(&state, slot, digest) == kSlotConfirmed && state.preferred == slot);
      }
      break;
  }
}

static status_t load(void *context, uint32_t slot, image_info_t *image) {
  const uint8_t verdicts = *(const uint8_t *)context;
  memset(image, 0, sizeof *image);
  memset(image->digest, verdicts >> 4, sizeof image->digest);
  image->security_counter = verdicts >> 2 & 3;
  return verdicts >> slot & 1 ? kStatusOk : kStatusImageEcdsa;
}

/** Only what the loader accepted is chosen. */
static void choose(fuzz_input_t *input) {
  static slot_choice_t choice;
  uint8_t verdicts = fuzz_u8(input);
  if (slot_choice_make(&fake.flash, load, &verdicts, &choice) == kStatusOk) {
    FUZZ_MUST(choice.slot < kSlotCount && (verdicts >> choice.slot & 1) == 1);
  }
}

static void read_all(void) {
  slot_state_read(&fake.flash, &state);
  FUZZ_MUST(state.preferred < kSlotCount);
  uint32_t first = 0;
  bool ended = false;
  for (unsigned pages = 0; pages < 64 && !ended; ++pages) {
    FUZZ_MUST(security_log_page(&fake.flash, first, &page) == kStatusOk);
    ended = page.next_sequence == 0;
    FUZZ_MUST(ended || page.next_sequence > first);
    first = page.next_sequence;
  }
  FUZZ_MUST(ended);
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  flash_fake_open(&fake);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input_t input = {data, size};
  for (unsigned store = 0; store < kStores; ++store) {
    memset(fake.data + kOffsets[store], 0xff, kRecordsPerSector * kRecordBytes);
    memset(fake.data + kOffsets[store] + kFlashFakeSectorBytes, 0xff, kRecordsPerSector * kRecordBytes);
  }
  for (unsigned i = 0; i < kEditsMax && input.size > 0; ++i) {
    switch (fuzz_u8(&input) % 4) {
      case 0:
        put(&input);
        break;
      case 1:
        add_entry(&input);
        break;
      case 2:
        set_slot(&input);
        break;
      default:
        choose(&input);
        break;
    }
  }
  read_all();
  return 0;
}
