#include "provision/tpm_filter.h"

#include <stdbool.h>

#include "base/bytes.h"

enum { kHeaderBytes = 10, kHandleBytes = 4, kTagNoSessions = 0x8001, kTagSessions = 0x8002 };

static const uint32_t kOwner = 0x40000001;
static const uint32_t kLockout = 0x4000000a;
static const uint32_t kEndorsement = 0x4000000b;
static const uint32_t kPlatform = 0x4000000c;
static const uint32_t kAny = 0;  // the first handle may be any but the platform; 0 is PCR 0, which no row means

/** One command that provisioning needs. */
typedef struct allowed {
  uint16_t code;
  uint8_t handles;        /**< Handle fields; FlushContext carries its one as a parameter at the same place. */
  const uint32_t *first;  /**< The first handle must be this one ... */
  const uint32_t *second; /**< ... or this one. */
} allowed_t;

/* TPM 2.0 Library 1.59, part 2 table 12 (codes), part 3 (handles). */
static const allowed_t kAllowed[] = {
    {0x0120, 2, &kOwner, &kOwner},              // EvictControl
    {0x0127, 1, &kLockout, &kLockout},          // ClearControl
    {0x0129, 1, &kOwner, &kLockout},            // HierarchyChangeAuth
    {0x012a, 1, &kOwner, &kOwner},              // NV_DefineSpace
    {0x0131, 1, &kOwner, &kEndorsement},        // CreatePrimary
    {0x0137, 2, &kOwner, &kOwner},              // NV_Write
    {0x013a, 1, &kLockout, &kLockout},          // DictionaryAttackParameters
    {0x0148, 2, &kAny, &kAny},                  // Certify
    {0x014e, 2, &kAny, &kAny},                  // NV_Read
    {0x0151, 2, &kEndorsement, &kEndorsement},  // PolicySecret
    {0x0153, 1, &kAny, &kAny},                  // Create
    {0x0156, 1, &kAny, &kAny},                  // Import
    {0x0157, 1, &kAny, &kAny},                  // Load
    {0x0165, 1, &kAny, &kAny},                  // FlushContext
    {0x0169, 1, &kAny, &kAny},                  // NV_ReadPublic
    {0x016b, 1, &kAny, &kAny},                  // PolicyAuthValue
    {0x016c, 1, &kAny, &kAny},                  // PolicyCommandCode
    {0x0173, 1, &kAny, &kAny},                  // ReadPublic
    {0x0176, 2, &kAny, &kAny},                  // StartAuthSession
    {0x017a, 0, &kAny, &kAny},                  // GetCapability
    {0x017b, 0, &kAny, &kAny},                  // GetRandom
    {0x017f, 1, &kAny, &kAny},                  // PolicyPCR
    {0x0180, 1, &kAny, &kAny},                  // PolicyRestart
    {0x0184, 3, &kAny, &kAny},                  // NV_Certify
    {0x0189, 1, &kAny, &kAny},                  // PolicyGetDigest
};

static const allowed_t *find(uint32_t code) {
  for (size_t i = 0; i < sizeof kAllowed / sizeof kAllowed[0]; ++i) {
    if (kAllowed[i].code == code) {
      return &kAllowed[i];
    }
  }
  return NULL;
}

static bool first_fits(const allowed_t *row, uint32_t handle) {
  return row->first == &kAny || handle == *row->first || handle == *row->second;
}

status_t tpm_filter_check(const uint8_t *command, size_t bytes) {
  if (bytes < kHeaderBytes || bytes > kTpmFilterMaxBytes || bytes_get_u32be(command + 2) != bytes) {
    return kStatusTpmCommandRefused;
  }
  const uint16_t tag = bytes_get_u16be(command);
  const allowed_t *row = find(bytes_get_u32be(command + 6));
  if ((tag != kTagNoSessions && tag != kTagSessions) || row == NULL) {
    return kStatusTpmCommandRefused;
  }
  if (bytes - kHeaderBytes < (size_t)row->handles * kHandleBytes) {
    return kStatusTpmCommandRefused;
  }
  for (uint32_t i = 0; i < row->handles; ++i) {
    const uint32_t handle = bytes_get_u32be(command + kHeaderBytes + i * kHandleBytes);
    if (handle == kPlatform || (i == 0 && !first_fits(row, handle))) {
      return kStatusTpmCommandRefused;
    }
  }
  return kStatusOk;
}
