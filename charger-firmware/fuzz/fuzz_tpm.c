/*
 * A TPM that answers what the input says: each response is its octets, under a header that fits the command unless its
 * first octet says otherwise. Without the session's key nothing may be believed that is asked for in a session.
 */
#include "fuzz/fuzz.h"
#include "tpm/tpm_attest.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_call.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_nv.h"
#include "tpm/tpm_objects.h"
#include "tpm/tpm_provision.h"

enum { kCommandsMax = 600, kHeaderBytes = 10 };

static fuzz_input_t answers;
static unsigned commands;
static tpm_t tpm;

static void put_header(uint8_t *response, const uint8_t *command, size_t bytes) {
  const uint8_t header[kHeaderBytes] = {0x80, command[1], 0, 0, (uint8_t)(bytes >> 8), (uint8_t)bytes, 0, 0, 0, 0};
  memcpy(response, header, sizeof header);
}

static status_t answer(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                       size_t response_capacity, size_t *response_bytes) {
  (void)context;
  FUZZ_MUST(command_bytes == ((size_t)command[4] << 8 | command[5]) && ++commands <= kCommandsMax);
  *response_bytes = 0;
  if (answers.size == 0) {
    return kStatusTpmAbsent;
  }
  const uint8_t kind = fuzz_u8(&answers);
  size_t got;
  const uint8_t *octets = fuzz_take(&answers, fuzz_u16(&answers) % (response_capacity - kHeaderBytes + 1), &got);
  const size_t head = kind < 0xf0 ? kHeaderBytes : 0;
  if (got > 0) {
    memcpy(response + head, octets, got);
  }
  if (head > 0) {
    put_header(response, command, head + got);
  }
  *response_bytes = head + got;
  return kStatusOk;
}

static const tpm_transport_t kTransport = {.exchange = answer};

static void ask_public(void) {
  tpm_area_t area = {.size_bytes = 0};
  uint8_t octets[kTpmRandomMaxBytes];
  uint32_t value;
  tpm_key_t key;
  tpm_session_t session;
  uint8_t point[kTpmPointBytes];
  if (tpm_read_public(&tpm, (uint32_t)kTpmHandleSrk, &area) == kStatusOk) {
    FUZZ_MUST(area.size_bytes <= sizeof area.octets);
    (void)!tpm_objects_storage_point(&area, point);
  }
  (void)!tpm_nv_read_public(&tpm, kTpmHandleLockIndex, &area);
  FUZZ_MUST(area.size_bytes <= sizeof area.octets);
  (void)!tpm_get_random(&tpm, octets, sizeof octets);
  (void)!tpm_get_property(&tpm, 0x105, &value);
  (void)!tpm_pcr_read(&tpm, NULL, 0, octets);
  (void)!tpm_session_start(&tpm, NULL, kTpmSessionHmac, &session);
  (void)!tpm_create_ek(&tpm, NULL, &key);
  tpm_flush_all(&tpm);
}

static void ask_in_session(void) {
  tpm_bond_t bond = {.tpm = &tpm, .srk = {.handle = (uint32_t)kTpmHandleSrk}};
  tpm_attestation_t attestation;
  tpm_key_t key = {.handle = (uint32_t)kTpmHandleAk};
  const tpm_signing_t signing = {.key = &key};
  uint64_t value;
  uint8_t content[32];
  hardened_t locked;
  memset(bond.session.key, 0x55, sizeof bond.session.key);
  bond.session.key_bytes = sizeof bond.session.key;
  bond.session.handle = 0x02000000;
  const tpm_session_t fresh = bond.session;
  FUZZ_MUST(tpm_boot_read_counter(&bond, &value) != kStatusOk);
  bond.session = fresh;
  memset(content, 0, sizeof content);
  FUZZ_MUST(tpm_boot_read_lock(&bond, content, &locked) != kStatusOk || locked != kHardenedYes);
  bond.session = fresh;
  FUZZ_MUST(tpm_quote(&tpm, &bond.session, &signing, &attestation) != kStatusOk);
}

static void ask_whole(void) {
  static const tpm_binding_t kBinding = {0};
  static const tpm_attest_identity_t kIdentity = {0};
  tpm_bond_t bond;
  tpm_provision_t provision;
  tpm_attest_t attest;
  FUZZ_MUST(tpm_boot_open(&bond, &tpm, &kBinding.srk) != kStatusOk);
  (void)!tpm_bond_open_any(&bond, &tpm);
  FUZZ_MUST(tpm_provision_open(&provision, &tpm, &kBinding) != kStatusOk);
  FUZZ_MUST(tpm_attest_open(&attest, &tpm, &kIdentity) != kStatusOk);
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  fuzz_seed();
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  answers = (fuzz_input_t){data, size};
  commands = 0;
  fuzz_seed();
  tpm_init(&tpm, &kTransport);
  switch (fuzz_u8(&answers) % 4) {
    case 0:
      ask_public();
      break;
    case 1:
      ask_in_session();
      break;
    case 2:
      ask_whole();
      break;
    default:
      (void)!tpm_boot_start(&tpm);
      break;
  }
  return 0;
}
