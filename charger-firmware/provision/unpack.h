/**
 * Unpacks one zlib stream (RFC 1950) of known length. No heap; not thread-safe.
 */
#ifndef SEALBENCH_PROVISION_UNPACK_H
#define SEALBENCH_PROVISION_UNPACK_H

#include <stdint.h>

#include "base/status.h"

/**
 * Unpacks `packed_bytes` octets into exactly `bytes` octets of `out`; never writes behind them.
 *
 * kStatusBurnBlock when it is no zlib stream, ends early, yields more or less, has a wrong checksum, wants a preset
 * dictionary or is followed by anything. What is in `out` is then undefined.
 */
MUST_CHECK status_t unpack_zlib(const uint8_t *packed, uint32_t packed_bytes, uint8_t *out, uint32_t bytes);

#endif
