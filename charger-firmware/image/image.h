#ifndef SEALBENCH_IMAGE_IMAGE_H_
#define SEALBENCH_IMAGE_IMAGE_H_

#include <stdint.h>

#include "base/status.h"

/*
 * Is this image this unit's? device-link/protocol/IMAGE.md 1 to 3. Pure: octets come in through a reader, a verdict
 * comes out; the same source in the boot ROM, in the update code and in the fuzzer. Not thread-safe: the signatures lie
 * in static memory while one image is looked at.
 */

enum {
  /** Size of a flash slot, and so of the largest image. */
  kImageMaxBytes = 4 * 1024 * 1024,
  kImageMaxPairs = 4,
  /** IMAGE.md 3.2: how far a security counter may lead the unit's floor. */
  kImageMaxCounterJump = 64,
  /** "255.255.65535+4294967295" and its end. */
  kImageVersionBytes = 28,
};

/** Where an image lies. */
typedef struct image_source {
  /** Handed to `read` untouched. */
  void *context;
  /**
   * Copies `bytes` octets from `offset` to `out`. Only asked for octets below `size_bytes`. Any status but kStatusOk
   * ends the verification with that status.
   */
  status_t (*read)(void *context, uint32_t offset, void *out, uint32_t bytes);
  /** Octets that may be read: the slot's size, or a file's length. */
  uint32_t size_bytes;
} image_source_t;

/** ORDER.md 2.3: two keys that sign together, each by its SHA-256. */
typedef struct firmware_pair {
  uint8_t ecdsa_sha256[32]; /**< Of the 91 octets of SubjectPublicKeyInfo. */
  uint8_t lms_sha256[32];   /**< Of the 56 octets of RFC 8554. */
} firmware_pair_t;

/** The unit an image is held against. */
typedef struct image_unit {
  uint8_t vid[16];
  uint8_t cid[16];
  /** 2 to `kImageMaxPairs`. */
  uint32_t pair_count;
  firmware_pair_t pairs[kImageMaxPairs];
  /** Bit i set: pair i is revoked and verifies nothing. */
  uint32_t revoked_mask;
  /** Least security counter, IMAGE.md 3.3. */
  uint32_t floor;
} image_unit_t;

/** What was learnt about an accepted image. */
typedef struct image_info {
  uint8_t digest[32];               /**< IMAGE.md 3.1; what PCR 4 measures. */
  uint8_t sbom_sha256[32];          /**< Of the release's CycloneDX file. */
  char version[kImageVersionBytes]; /**< "1.2.3+4", ends with 0. */
  uint32_t security_counter;
  uint32_t total_bytes; /**< From the header to the end of the plain TLV area. */
  uint32_t body_offset; /**< Where the program itself starts. */
  uint32_t body_bytes;
  uint32_t pair_index; /**< Which of the unit's pairs signed. */
  uint32_t trail;      /**< `kImageTrailEnd` only after a whole verification; whoever measures mixes it in. */
} image_info_t;

/** What the last pass of `image_verify` comes to when every check passed. */
extern const uint32_t kImageTrailEnd;

/**
 * Verifies in the order of IMAGE.md 3.2 and says the first thing that does not hold.
 *
 * Not an image at all (no magic, or fewer octets than a header): kStatusNoImage. Reads each octet of the image once,
 * header and TLV areas twice. `crypto_init` must have been called. Takes about 4 KiB of static memory.
 *
 * @param out written only with kStatusOk, zero otherwise.
 */
MUST_CHECK status_t image_verify(const image_source_t *source, const image_unit_t *unit, image_info_t *out);

/**
 * Format and digest only (the first two points of IMAGE.md 3.2): what is this image, before anyone says whose it may
 * be. Proves nothing about its origin; never boot on it.
 *
 * @param out as for `image_verify`, `pair_index` UINT32_MAX.
 */
MUST_CHECK status_t image_identify(const image_source_t *source, image_info_t *out);

/**
 * The digest that an image says it has, from its TLV areas alone: nothing is hashed. For finding what is known about
 * it; what boots must turn out to have this digest.
 *
 * @param digest written only with kStatusOk.
 */
MUST_CHECK status_t image_claim(const image_source_t *source, uint8_t digest[32]);

#endif
