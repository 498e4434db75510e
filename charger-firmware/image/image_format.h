#ifndef SEALBENCH_IMAGE_IMAGE_FORMAT_H_
#define SEALBENCH_IMAGE_IMAGE_FORMAT_H_

#include <stdint.h>

#include "base/status.h"
#include "image/image.h"

/*
 * For files of this folder only: the shape of an image, IMAGE.md 1 and 2. Octets are read once and kept, so that what
 * was parsed is what is hashed and verified, even when the memory behind the reader is not ours alone.
 */

enum {
  kImageHeaderBytes = 32,
  kImageHeaderMaxBytes = 4096,
  kImageAreaHeaderBytes = 4,
  kImageEntryHeaderBytes = 4,
  /** 2.1: all five entries. */
  kImageProtectedBytes = 4 + (4 + 4) + 2 * (4 + 16) + (4 + 4) + (4 + 32),
  /** 2.2: the five entries take up to 1,727 octets; the rest is for others'. */
  kImagePlainMaxBytes = 4096,
};

/** A TLV's value inside `image_parts_t`; `data` is NULL while none was seen. */
typedef struct image_value {
  const uint8_t *data;
  uint32_t bytes;
} image_value_t;

/** An image taken apart. */
typedef struct image_parts {
  uint8_t header[kImageHeaderBytes];
  uint8_t protected_area[kImageProtectedBytes];
  uint8_t plain_area[kImagePlainMaxBytes];
  uint32_t header_bytes; /**< With padding: where the body starts. */
  uint32_t body_bytes;
  uint32_t total_bytes; /**< To the end of the plain area. */
  uint32_t security_counter;
  image_value_t vid;
  image_value_t cid;
  image_value_t sbom_sha256;
  image_value_t digest;
  image_value_t ecdsa_key;
  image_value_t ecdsa_signature;
  image_value_t lms_signature;
  image_value_t lms_key;
} image_parts_t;

/**
 * Takes an image apart. Does not look at padding and body.
 *
 * @return kStatusNoImage, kStatusImageFormat, kStatusImageUnsigned (all else is well), or the reader's refusal.
 */
MUST_CHECK status_t image_format_read(const image_source_t *source, image_parts_t *parts);

#endif
