/**
 * One charger's flash for the fault campaign: OTP record, factory data, and images signed by test keys that are drawn
 * when the program starts. `crypto_init` comes first. Not thread-safe.
 */
#ifndef SEALBENCH_TEST_FAULTS_UNIT_H_
#define SEALBENCH_TEST_FAULTS_UNIT_H_

#include <stdint.h>

enum {
  kUnitImageBytes = 1024 + 64 + 96 + 1727, /**< Room for one image. */
  kUnitCounter = 7,                        /**< Of the TPM; as in OTP. */
};

/** What is wrong with an image; all else about it is right. */
typedef enum unit_image {
  kUnitGood,
  kUnitBadEcdsa,      /**< One bit of s. */
  kUnitBadLms,        /**< One bit of the one-time signature. */
  kUnitWrongCustomer, /**< Another VID, signed by this unit's own keys. */
  kUnitForeignKeys,   /**< Rightly signed, by keys that are not in OTP. */
  kUnitLowerCounter,  /**< One below the floor. */
  kUnitChangedBody,   /**< One bit of the program. */
  kUnitImageCount,
} unit_image_t;

/** "bad ECDSA signature" and so on. */
const char *unit_image_name(unit_image_t which);

/** Draws the keys. */
void unit_open(void);

/** Writes the OTP area (512 KiB) and the factory data sector (256 octets) of a LOCKED unit. */
void unit_fill_bank0(uint8_t *otp, uint8_t *factory_data);

/** Makes an image; returns its length. */
uint32_t unit_make_image(unit_image_t which, uint8_t out[kUnitImageBytes]);

/** IMAGE.md 4.3: what PCR 7 measures when the unit's own images run. */
void unit_authority(uint8_t digest[32]);

#endif
