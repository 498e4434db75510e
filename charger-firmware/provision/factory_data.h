/**
 * The factory-data sector: trust anchor and identity of the board. IMAGE.md 5. Pure.
 */
#ifndef SEALBENCH_PROVISION_FACTORY_DATA_H
#define SEALBENCH_PROVISION_FACTORY_DATA_H

#include <stdint.h>

#include "base/status.h"

enum { kFactoryDataBytes = 256 };

typedef struct factory_data {
  uint8_t vendor_root[65]; /**< P-256 point. */
  uint8_t board_id[16];
  uint32_t hardware_revision;
  char board[17]; /**< ASCII, ends with 0. */
} factory_data_t;

/** Decodes the sector's 256 octets; kStatusFactoryData when magic, version, digest or a zero field is not right. */
MUST_CHECK status_t factory_data_read(const uint8_t sector[kFactoryDataBytes], factory_data_t *out);

#endif
