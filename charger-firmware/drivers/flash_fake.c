#include "drivers/flash_fake.h"

#include <string.h>

static bool inside(uint32_t offset, uint32_t bytes) {
  return offset <= kFlashFakeBytes && bytes <= kFlashFakeBytes - offset;
}

bool flash_fake_cut(flash_fake_t *fake) {
  fake->dead = ++fake->operation_count == fake->cut_at;
  return fake->dead;
}

uint32_t flash_fake_got_through(const flash_fake_t *fake, uint32_t bytes) {
  return (fake->operation_count * 2654435761u + fake->tear * 0x9e3779b9u) % bytes;
}

static status_t read_bank(void *context, uint32_t offset, void *out, uint32_t bytes) {
  const flash_fake_t *fake = context;
  if (fake->dead || !inside(offset, bytes)) {
    return kStatusFlashFailure;
  }
  memcpy(out, fake->data + offset, bytes);
  return kStatusOk;
}

static status_t erase_sector(void *context, uint32_t offset) {
  flash_fake_t *fake = context;
  if (fake->dead || offset % kFlashFakeSectorBytes != 0 || !inside(offset, kFlashFakeSectorBytes)) {
    return kStatusFlashFailure;
  }
  const bool torn = flash_fake_cut(fake);
  memset(fake->data + offset, 0xff, torn ? flash_fake_got_through(fake, kFlashFakeSectorBytes) : kFlashFakeSectorBytes);
  ++fake->erase_count;
  return torn ? kStatusFlashFailure : kStatusOk;
}

static status_t program(void *context, uint32_t offset, const void *data, uint32_t bytes) {
  flash_fake_t *fake = context;
  if (fake->dead || offset % 4 != 0 || bytes % 4 != 0 || !inside(offset, bytes)) {
    return kStatusFlashFailure;
  }
  const bool torn = flash_fake_cut(fake);
  const uint32_t done = torn ? flash_fake_got_through(fake, bytes) : bytes;
  for (uint32_t i = 0; i < done; ++i) {
    fake->data[offset + i] &= ((const uint8_t *)data)[i];
  }
  if (torn) {
    const uint32_t not_reached = 0x55u << (fake->operation_count + fake->tear) % 2;
    fake->data[offset + done] &= (uint8_t)(((const uint8_t *)data)[done] | not_reached);
  }
  return !torn && memcmp(fake->data + offset, data, bytes) == 0 ? kStatusOk : kStatusFlashFailure;
}

void flash_fake_open(flash_fake_t *fake) {
  memset(fake->data, 0xff, sizeof fake->data);
  fake->erase_count = 0;
  fake->operation_count = 0;
  fake->cut_at = 0;
  fake->tear = 0;
  fake->dead = false;
  fake->flash = (flash_t){fake, kFlashFakeBytes, kFlashFakeSectorBytes, read_bank, erase_sector, program};
}

void flash_fake_power_up(flash_fake_t *fake) {
  fake->dead = false;
  fake->cut_at = 0;
}
