#include "provision/factory_data.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/bytes.h"
#include "crypto/crypto.h"

static const uint32_t kMagic = 0x44464253;  // "SBFD"
enum { kVersion = 1, kVendorRoot = 8, kZeroA = 73, kBoardId = 76, kRevision = 92, kBoard = 96, kZeroB = 112 };
enum { kDigest = 224, kBoardBytes = 16, kUncompressed = 0x04 };

static bool all_zero(const uint8_t *octets, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (octets[i] != 0) {
      return false;
    }
  }
  return true;
}

status_t factory_data_read(const uint8_t sector[kFactoryDataBytes], factory_data_t *out) {
  uint8_t digest[kCryptoDigestBytes];
  memset(out, 0, sizeof *out);
  crypto_sha256(sector, kDigest, digest);
  if (bytes_get_u32le(sector) != kMagic || bytes_get_u32le(sector + 4) != kVersion ||
      memcmp(digest, sector + kDigest, sizeof digest) != 0) {
    return kStatusFactoryData;
  }
  if (sector[kVendorRoot] != kUncompressed || !all_zero(sector + kZeroA, kBoardId - kZeroA) ||
      !all_zero(sector + kZeroB, kDigest - kZeroB)) {
    return kStatusFactoryData;
  }
  memcpy(out->vendor_root, sector + kVendorRoot, sizeof out->vendor_root);
  memcpy(out->board_id, sector + kBoardId, sizeof out->board_id);
  out->hardware_revision = bytes_get_u32le(sector + kRevision);
  memcpy(out->board, sector + kBoard, kBoardBytes);
  return kStatusOk;
}
