#include "drivers/cfi_flash.h"

#include <stdbool.h>
#include <string.h>

#include "drivers/register.h"

enum { kBankBytes = 64 << 20, kSectorBytes = 256 << 10, kWordsPerBuffer = kFlashPageBytes / 4 };

/* Intel command set, each command for both chips. */
static const uint32_t kErase = 0x00200020;
static const uint32_t kConfirm = 0x00d000d0;
static const uint32_t kProgramBuffer = 0x00e800e8;
static const uint32_t kProgramWord = 0x00400040;
static const uint32_t kReadStatus = 0x00700070;
static const uint32_t kClearStatus = 0x00500050;
static const uint32_t kReadArray = 0x00ff00ff;
static const uint32_t kReady = 0x00800080;
static const uint32_t kErrors = 0x003a003a;  // erase, program, voltage and lock errors of both chips

/** Waits for both chips; returns their status. */
static uint32_t wait_ready(const cfi_flash_t *bank, uintptr_t place) {
  uint32_t state;
  while (((state = register_read32(place)) & kReady) != kReady) {
    if (bank->while_busy != NULL) {
      bank->while_busy(bank->while_busy_context);
    }
  }
  return state;
}

/** Waits for both chips; true when neither reports an error. Leaves the bank readable. */
static bool finish(const cfi_flash_t *bank, uintptr_t place) {
  register_write32(place, kReadStatus);
  const uint32_t state = wait_ready(bank, place);
  register_write32(place, kClearStatus);
  register_write32(place, kReadArray);
  return (state & kErrors) == 0;
}

static bool inside(uint32_t offset, uint32_t bytes) { return offset <= kBankBytes && bytes <= kBankBytes - offset; }

/** Copies by whole words: the bank is device memory, where an unaligned access faults. */
static status_t read_bank(void *context, uint32_t offset, void *out, uint32_t bytes) {
  if (!inside(offset, bytes)) {
    return kStatusFlashFailure;
  }
  uintptr_t place = ((const cfi_flash_t *)context)->base + offset;
  uint8_t *to = out;
  for (uint32_t left = bytes; left > 0;) {
    const uint32_t word = register_read32(place & ~(uintptr_t)3);
    const uint32_t skip = (uint32_t)(place & 3);
    const uint32_t take = left < 4 - skip ? left : 4 - skip;
    memcpy(to, (const uint8_t *)&word + skip, take);
    place += take;
    to += take;
    left -= take;
  }
  return kStatusOk;
}

static status_t erase_sector(void *context, uint32_t offset) {
  const cfi_flash_t *bank = context;
  const uintptr_t place = bank->base + offset;
  if (!inside(offset, kSectorBytes) || offset % kSectorBytes != 0) {
    return kStatusFlashFailure;
  }
  register_write32(place, kErase);
  register_write32(place, kConfirm);
  if (!finish(bank, place)) {
    return kStatusFlashFailure;
  }
  for (uint32_t i = 0; i < kSectorBytes; i += 4) {
    if (register_read32(place + i) != UINT32_MAX) {
      return kStatusFlashFailure;
    }
  }
  return kStatusOk;
}

/** What the cells will hold: the chip can only clear bits, and QEMU's model does not know that. */
static uint32_t wanted(uintptr_t place, const uint8_t *data) {
  uint32_t word;
  memcpy(&word, data, sizeof word);
  return word & register_read32(place);
}

static status_t program_word(const cfi_flash_t *bank, uintptr_t place, const uint8_t *data) {
  const uint32_t value = wanted(place, data);
  register_write32(place, kProgramWord);
  register_write32(place, value);
  return finish(bank, place) ? kStatusOk : kStatusFlashFailure;
}

/** One run of words inside one write buffer. Its commands must go to an address inside that buffer, too. */
static status_t program_run(const cfi_flash_t *bank, uintptr_t place, const uint8_t *data, uint32_t words) {
  static uint32_t values[kWordsPerBuffer];
  for (uint32_t i = 0; i < words; ++i) {
    values[i] = wanted(place + i * 4, data + i * 4);
  }
  register_write32(place, kProgramBuffer);
  (void)wait_ready(bank, place);
  register_write32(place, (words - 1) << 16 | (words - 1));
  for (uint32_t i = 0; i < words; ++i) {
    register_write32(place + i * 4, values[i]);
  }
  register_write32(place, kConfirm);
  return finish(bank, place) ? kStatusOk : kStatusFlashFailure;
}

static status_t program(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  const cfi_flash_t *bank = context;
  if (!inside(offset, bytes) || offset % 4 != 0 || bytes % 4 != 0) {
    return kStatusFlashFailure;
  }
  const uint8_t *from = data;
  for (uint32_t done = 0; done < bytes;) {
    const uint32_t room = kFlashPageBytes - (offset + done) % kFlashPageBytes;
    const uint32_t run = bytes - done < room ? bytes - done : room;
    const uintptr_t place = bank->base + offset + done;
    const status_t status =
        run == 4 ? program_word(bank, place, from + done) : program_run(bank, place, from + done, run / 4);
    if (status != kStatusOk) {
      return status;
    }
    done += run;
  }
  for (uint32_t i = 0; i < bytes; i += 4) {
    if (memcmp(&(uint32_t){register_read32(bank->base + offset + i)}, from + i, 4) != 0) {
      return kStatusFlashFailure;
    }
  }
  return kStatusOk;
}

void cfi_flash_open(cfi_flash_t *bank, uintptr_t base, flash_t *flash) {
  *bank = (cfi_flash_t){base, NULL, NULL};
  register_write32(base, kReadArray);
  *flash = (flash_t){bank, kBankBytes, kSectorBytes, read_bank, erase_sector, program};
}
