#ifndef SEALBENCH_TEST_SUPPORT_BOOTABLE_H_
#define SEALBENCH_TEST_SUPPORT_BOOTABLE_H_

#include "crypto/crypto.h"
#include "drivers/flash_fake.h"
#include "image/image.h"
#include "provision/flash_map.h"
#include "provision/slot.h"
#include "test/support/vectors.h"

/*
 * Images for tests of what happens around them: an accepted one of the vectors, and others made of it that are whole in
 * format and digest. Their signatures are not looked at: those are the image vectors' matter.
 */

/** Where the body of these images begins. */
enum { kBootableBodyOffset = 64 };

/** One image. */
typedef struct bootable {
  vectors_buffer_t file;
  uint8_t digest[32];
} bootable_t;

/** Image `number`; each has another digest. `crypto_init` comes first. */
static inline void bootable_make(uint8_t number, bootable_t *out) {
  static char line[kVectorsLineMax];
  FILE *vectors = vectors_open("images.txt");
  while (vectors_line(vectors, line)) {
    char *rest = line;
    if (strcmp(vectors_word(&rest), "image") == 0 && strcmp(vectors_word(&rest), "b") == 0) {
      out->file.bytes = vectors_hex(vectors_word(&rest), out->file.data, sizeof out->file.data);
      vectors_hex_exact(vectors_word(&rest), out->digest, sizeof out->digest);
      break;
    }
  }
  fclose(vectors);
  uint8_t *held = memmem(out->file.data, out->file.bytes, out->digest, sizeof out->digest);
  const uint8_t *plain = memmem(out->file.data, out->file.bytes, "\x07\x69", 2);
  if (held == NULL || plain == NULL) {
    vectors_fail("no bootable image", "images.txt");
  }
  out->file.data[kBootableBodyOffset] ^= number;
  crypto_sha256(out->file.data, (size_t)(plain - out->file.data), out->digest);
  memcpy(held, out->digest, sizeof out->digest);
}

/** Writes an image into a slot as a programmer would. */
static inline void bootable_put(flash_fake_t *fake, uint32_t slot, const bootable_t *image) {
  uint8_t *at = fake->data + (slot == kSlotA ? kFlashMapSlotA : kFlashMapSlotB);
  memset(at, 0xff, kFlashMapSlotBytes);
  memcpy(at, image->file.data, image->file.bytes);
}

static inline status_t bootable_read(void *context, uint32_t offset, void *out, uint32_t bytes) {
  memcpy(out, (const uint8_t *)context + offset, bytes);
  return kStatusOk;
}

/** A `slot_load_t` with a fake bank as context. */
static inline status_t bootable_load(void *context, uint32_t slot, image_info_t *image) {
  flash_fake_t *fake = context;
  uint8_t *at = fake->data + (slot == kSlotA ? kFlashMapSlotA : kFlashMapSlotB);
  return image_identify(&(image_source_t){at, bootable_read, kFlashMapSlotBytes}, image);
}

#endif
