/**
 * The digests that say whose charger this is: what PCR 7 and the customer-lock index hold. IMAGE.md 4. Pure.
 */
#ifndef SEALBENCH_PROVISION_MEASUREMENT_H
#define SEALBENCH_PROVISION_MEASUREMENT_H

#include <stdint.h>

#include "image/image.h"

/** IMAGE.md 4.3: the authority that PCR 7 measures in TRIAL and LOCKED. `revoked_mask` and `floor` do not matter. */
void measurement_authority(const image_unit_t *unit, uint8_t digest[32]);

/** IMAGE.md 4.4: content of the customer-lock index. */
void measurement_lock_content(const image_unit_t *unit, uint8_t digest[32]);

/** IMAGE.md 4.3: SHA-256("blank"), all that PCR 7 measures in BLANK. */
void measurement_blank(uint8_t digest[32]);

/** IMAGE.md 4.3: SHA-256("application"), after which nothing unseals any more. */
void measurement_application(uint8_t digest[32]);

#endif
