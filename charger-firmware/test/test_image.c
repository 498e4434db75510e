#include <string.h>

#include "crypto/crypto.h"
#include "image/image.h"
#include "provision/measurement.h"
#include "test/support/cmocka_all.h"
#include "test/support/vectors.h"

enum { kImageCount = 4, kUnitMax = 16, kNameMax = 16 };

/** An accepted image and what must be found in it. */
typedef struct image_vector {
  char name[kNameMax];
  vectors_buffer_t file;
  image_info_t expected;
} image_vector_t;

typedef struct unit_vector {
  char name[kNameMax];
  image_unit_t unit;
  uint8_t authority[32];
  uint8_t lock[32];
} unit_vector_t;

static image_vector_t images[kImageCount];
static unit_vector_t units[kUnitMax];
static size_t image_count;
static size_t unit_count;

/** Memory as a source; counts how often each octet is read. */
typedef struct memory {
  const uint8_t *data;
  size_t bytes;
  uint8_t reads[8192];
  size_t refuse_at; /**< The reader refuses octets from here on. */
} memory_t;

static status_t read_memory(void *context, uint32_t offset, void *out, uint32_t bytes) {
  memory_t *memory = context;
  assert_true(offset <= memory->bytes && bytes <= memory->bytes - offset);
  if (offset + bytes > memory->refuse_at) {
    return kStatusFlashFailure;
  }
  memcpy(out, memory->data + offset, bytes);
  for (uint32_t i = 0; i < bytes; ++i) {
    ++memory->reads[offset + i];
  }
  return kStatusOk;
}

static status_t verify(const vectors_buffer_t *file, const image_unit_t *unit, image_info_t *info) {
  static memory_t memory;
  memset(&memory, 0, sizeof memory);
  memory.data = file->data;
  memory.bytes = file->bytes;
  memory.refuse_at = SIZE_MAX;
  const image_source_t source = {&memory, read_memory, (uint32_t)file->bytes};
  return image_verify(&source, unit, info);
}

static const image_vector_t *image_named(const char *name) {
  for (size_t i = 0; i < image_count; ++i) {
    if (strcmp(images[i].name, name) == 0) {
      return &images[i];
    }
  }
  vectors_fail("no such image", name);
  return NULL;
}

static const image_unit_t *unit_named(const char *name) {
  for (size_t i = 0; i < unit_count; ++i) {
    if (strcmp(units[i].name, name) == 0) {
      return &units[i].unit;
    }
  }
  vectors_fail("no such unit", name);
  return NULL;
}

static void copy_name(char out[kNameMax], const char *name) {
  assert_true(strlen(name) < kNameMax);
  strcpy(out, name);
}

static uint32_t decimal(const char *text) { return (uint32_t)strtoul(text, NULL, 10); }

static void load_image(char *rest) {
  assert_true(image_count < kImageCount);
  image_vector_t *image = &images[image_count++];
  copy_name(image->name, vectors_word(&rest));
  image->file.bytes = vectors_hex(vectors_word(&rest), image->file.data, sizeof image->file.data);
  vectors_hex_exact(vectors_word(&rest), image->expected.digest, 32);
  strncpy(image->expected.version, vectors_word(&rest), kImageVersionBytes - 1);
  image->expected.security_counter = decimal(vectors_word(&rest));
  image->expected.pair_index = decimal(vectors_word(&rest));
}

static void load_unit(char *rest) {
  assert_true(unit_count < kUnitMax);
  unit_vector_t *vector = &units[unit_count++];
  copy_name(vector->name, vectors_word(&rest));
  vectors_hex_exact(vectors_word(&rest), vector->unit.vid, 16);
  vectors_hex_exact(vectors_word(&rest), vector->unit.cid, 16);
  vector->unit.floor = decimal(vectors_word(&rest));
  vector->unit.revoked_mask = decimal(vectors_word(&rest));
  uint8_t pairs[256];
  const size_t bytes = vectors_hex(vectors_word(&rest), pairs, sizeof pairs);
  vector->unit.pair_count = (uint32_t)(bytes / 64);
  memcpy(vector->unit.pairs, pairs, bytes);
  vectors_hex_exact(vectors_word(&rest), vector->authority, 32);
  vectors_hex_exact(vectors_word(&rest), vector->lock, 32);
}

static int load_vectors(void **state) {
  (void)state;
  static char line[kVectorsLineMax];
  static const uint8_t seed[32] = {1};
  assert_int_equal(crypto_init(seed, sizeof seed), kStatusOk);
  FILE *file = vectors_open("images.txt");
  while (vectors_line(file, line)) {
    char *rest = line;
    const char *kind = vectors_word(&rest);
    if (strcmp(kind, "image") == 0) {
      load_image(rest);
    } else if (strcmp(kind, "unit") == 0) {
      load_unit(rest);
    }
  }
  return 0;
}

static void every_case_of_the_vectors_gets_its_verdict(void **state) {
  (void)state;
  static char line[kVectorsLineMax];
  static vectors_buffer_t edited;
  FILE *file = vectors_open("images.txt");
  size_t case_count = 0;
  while (vectors_line(file, line)) {
    char *rest = line;
    if (strcmp(vectors_word(&rest), "case") != 0) {
      continue;
    }
    edited = image_named(vectors_word(&rest))->file;
    const image_unit_t *unit = unit_named(vectors_word(&rest));
    vectors_edit(&edited, vectors_word(&rest));
    const char *expected = vectors_word(&rest);
    image_info_t info;
    const status_t status = verify(&edited, unit, &info);
    if (status != vectors_status(expected)) {
      fail_msg("%s: expected %s, was 0x%04x (%s)", rest, expected, status, status_text(status));
    }
    ++case_count;
  }
  assert_true(case_count >= 80);
}

/** A unit that accepts the image. */
static const image_unit_t *unit_of(const image_vector_t *image) {
  return unit_named(strncmp(image->name, "imgtool", 7) == 0 ? "imgtool" : "home-104");
}

static void what_is_said_of_an_accepted_image_is_true(void **state) {
  (void)state;
  for (size_t i = 0; i < image_count; ++i) {
    const image_vector_t *image = &images[i];
    image_info_t info;
    assert_int_equal(verify(&image->file, unit_of(image), &info), kStatusOk);
    assert_memory_equal(info.digest, image->expected.digest, sizeof info.digest);
    assert_string_equal(info.version, image->expected.version);
    assert_int_equal(info.security_counter, image->expected.security_counter);
    assert_int_equal(info.pair_index, image->expected.pair_index);
    assert_int_equal(info.total_bytes, image->file.bytes);
    assert_memory_equal(image->file.data + info.body_offset, "TEST image body", 15);
    uint8_t sbom[32];
    crypto_sha256("TEST SBOM", 9, sbom);
    assert_memory_equal(info.sbom_sha256, sbom, sizeof sbom);
  }
  assert_int_equal(image_count, kImageCount);
}

static void identify_needs_no_unit(void **state) {
  (void)state;
  static memory_t memory;
  memory.data = images[0].file.data;
  memory.bytes = images[0].file.bytes;
  memory.refuse_at = SIZE_MAX;
  const image_source_t source = {&memory, read_memory, (uint32_t)memory.bytes};
  image_info_t info;
  assert_int_equal(image_identify(&source, &info), kStatusOk);
  assert_memory_equal(info.digest, images[0].expected.digest, sizeof info.digest);
  assert_int_equal(info.pair_index, UINT32_MAX);
}

/** Signatures cost 20 ms each here, so of their octets a part is tried; of all others, every one. */
static bool is_tried(size_t offset, size_t total_bytes) {
  const size_t lms_signature_start = total_bytes - 60 - 1452;
  const bool in_lms_signature = offset >= lms_signature_start && offset < total_bytes - 60;
  return !in_lms_signature || offset % 13 == 0;
}

static void one_flipped_bit_in_any_octet_is_refused(void **state) {
  (void)state;
  static vectors_buffer_t damaged;
  static const image_info_t nothing;
  size_t tried = 0;
  damaged = images[0].file;
  for (size_t i = 0; i < damaged.bytes; ++i) {
    if (!is_tried(i, damaged.bytes)) {
      continue;
    }
    image_info_t info;
    damaged.data[i] ^= (uint8_t)(1u << i % 8);
    const status_t status = verify(&damaged, unit_named("home"), &info);
    damaged.data[i] = images[0].file.data[i];
    if (status == kStatusOk) {
      fail_msg("octet %zu was flipped and the image accepted", i);
    }
    assert_int_not_equal(status, kStatusInternal);
    assert_memory_equal(&info, &nothing, sizeof info);
    ++tried;
  }
  assert_true(tried > 400);
}

static void an_image_cut_anywhere_is_refused(void **state) {
  (void)state;
  static vectors_buffer_t cut;
  cut = images[0].file;
  for (size_t bytes = 0; bytes < images[0].file.bytes; ++bytes) {
    cut.bytes = bytes;
    image_info_t info;
    assert_int_equal(verify(&cut, unit_named("home"), &info), bytes < 32 ? kStatusNoImage : kStatusImageFormat);
  }
}

/** A header of `header_bytes`, its padding really there, before the first image's body and TLVs. */
static status_t verify_with_header_of(uint16_t header_bytes) {
  static vectors_buffer_t file;
  file.bytes = header_bytes + images[0].file.bytes - 32;
  memset(file.data, 0xff, header_bytes);
  memcpy(file.data, images[0].file.data, 32);
  memcpy(file.data + header_bytes, images[0].file.data + 32, images[0].file.bytes - 32);
  file.data[8] = (uint8_t)header_bytes;
  file.data[9] = (uint8_t)(header_bytes >> 8);
  image_info_t info;
  return verify(&file, unit_named("home"), &info);
}

static void a_header_is_32_to_4096_octets_in_steps_of_4(void **state) {
  (void)state;
  // the shape is right, only the digest is another one's
  assert_int_equal(verify_with_header_of(36), kStatusImageDigest);
  assert_int_equal(verify_with_header_of(4096), kStatusImageDigest);
  assert_int_equal(verify_with_header_of(4094), kStatusImageFormat);
  assert_int_equal(verify_with_header_of(4100), kStatusImageFormat);
}

static void no_octet_is_read_twice(void **state) {
  (void)state;
  static memory_t memory;
  for (size_t i = 0; i < image_count; ++i) {
    memset(&memory, 0, sizeof memory);
    memory.data = images[i].file.data;
    memory.bytes = images[i].file.bytes;
    memory.refuse_at = SIZE_MAX;
    const image_source_t source = {&memory, read_memory, (uint32_t)memory.bytes};
    image_info_t info;
    assert_int_equal(image_verify(&source, unit_of(&images[i]), &info), kStatusOk);
    for (size_t at = 0; at < memory.bytes; ++at) {
      assert_int_equal(memory.reads[at], 1);
    }
  }
}

static void a_reader_that_refuses_ends_it(void **state) {
  (void)state;
  static memory_t memory;
  memory.data = images[0].file.data;
  memory.bytes = images[0].file.bytes;
  const image_source_t source = {&memory, read_memory, (uint32_t)memory.bytes};
  for (memory.refuse_at = 0; memory.refuse_at < memory.bytes; memory.refuse_at += 7) {
    image_info_t info;
    assert_int_equal(image_verify(&source, unit_named("home"), &info), kStatusFlashFailure);
  }
}

static void a_unit_without_pairs_or_with_too_many_stays_in_bounds(void **state) {
  (void)state;
  image_unit_t unit = *unit_named("home");
  image_info_t info;
  unit.pair_count = 0;
  assert_int_equal(verify(&images[0].file, &unit, &info), kStatusImageKey);
  unit = *unit_named("away");
  memcpy(unit.vid, unit_named("home")->vid, sizeof unit.vid);
  memset(unit.pairs, 0, sizeof unit.pairs);
  unit.pair_count = UINT32_MAX;
  assert_int_equal(verify(&images[0].file, &unit, &info), kStatusImageKey);
}

static void authority_and_lock_are_what_the_station_predicts(void **state) {
  (void)state;
  assert_true(unit_count > 10);
  for (size_t i = 0; i < unit_count; ++i) {
    uint8_t digest[32];
    measurement_authority(&units[i].unit, digest);
    assert_memory_equal(digest, units[i].authority, sizeof digest);
    measurement_lock_content(&units[i].unit, digest);
    assert_memory_equal(digest, units[i].lock, sizeof digest);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_case_of_the_vectors_gets_its_verdict),
      cmocka_unit_test(what_is_said_of_an_accepted_image_is_true),
      cmocka_unit_test(identify_needs_no_unit),
      cmocka_unit_test(one_flipped_bit_in_any_octet_is_refused),
      cmocka_unit_test(an_image_cut_anywhere_is_refused),
      cmocka_unit_test(a_header_is_32_to_4096_octets_in_steps_of_4),
      cmocka_unit_test(no_octet_is_read_twice),
      cmocka_unit_test(a_reader_that_refuses_ends_it),
      cmocka_unit_test(a_unit_without_pairs_or_with_too_many_stays_in_bounds),
      cmocka_unit_test(authority_and_lock_are_what_the_station_predicts),
  };
  return cmocka_run_group_tests(tests, load_vectors, NULL);
}
