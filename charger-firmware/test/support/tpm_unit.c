#include "test/support/tpm_unit.h"

#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/crypto.h"

static const char *const kValues[4] = {"K7WDFX3N9RPCTH46", "6691880780220229", "83HL-PLPV-FNMX-CV7D-DCWW",
                                       "dTNCphHDVQtApX6QQznf"};

static void tool_or_exit(swtpm_t *chip, const char *command) {
  if (swtpm_tool(chip, command) != 0) {
    fprintf(stderr, "failed: %s; see %s/tool.log\n", command, chip->directory);
    exit(99);
  }
}

static void fill(uint8_t out[32], uint8_t octet) { memset(out, octet, 32); }

/** PCR arithmetic by OpenSSL, apart from the code under test. */
static void extend(uint8_t pcr[32], const uint8_t digest[32]) {
  uint8_t both[64];
  memcpy(both, pcr, 32);
  memcpy(both + 32, digest, 32);
  SHA256(both, sizeof both, pcr);
}

static void choose_values(tpm_unit_made_t *made) {
  memset(made, 0, sizeof *made);
  fill(made->device_secret, 0xd5);
  fill(made->ak_auth, 0xa1);
  fill(made->rom_digest, 0x01);
  fill(made->factory_digest, 0x02);
  fill(made->image_digest, 0x03);
  fill(made->authority_digest, 0x04);
  extend(made->pcr_0, made->rom_digest);
  extend(made->pcr_0, made->factory_digest);
  extend(made->pcr_4, made->image_digest);
  extend(made->pcr_7, made->authority_digest);
  for (unsigned i = 0; i < 4; ++i) {
    fill(made->credential_auth[i], (uint8_t)(0xc1 + i));
    made->value_bytes[i] = strlen(kValues[i]);
    memcpy(made->value[i], kValues[i], made->value_bytes[i]);
  }
  // ORDER.md 3.4: a TPM strips trailing zero octets of an authValue
  made->credential_auth[2][31] = 0;
  made->credential_auth[2][30] = 0;
}

static void write_inputs(const tpm_unit_made_t *made, const swtpm_t *chip) {
  uint8_t pcrs[64];
  char name[16];
  memcpy(pcrs, made->pcr_0, 32);
  memcpy(pcrs + 32, made->pcr_7, 32);
  swtpm_write_file(chip, "pcr.bin", pcrs, sizeof pcrs);
  swtpm_write_file(chip, "ak.auth", made->ak_auth, 32);
  swtpm_write_file(chip, "secret.bin", made->device_secret, 32);
  for (unsigned i = 0; i < 4; ++i) {
    snprintf(name, sizeof name, "auth%u", i + 1);
    swtpm_write_file(chip, name, made->credential_auth[i], 32);
    snprintf(name, sizeof name, "value%u", i + 1);
    swtpm_write_file(chip, name, made->value[i], made->value_bytes[i]);
  }
}

static void read_name(const swtpm_t *chip, const char *file, tpm_name_t *out) {
  if (swtpm_read_file(chip, file, out->bytes, sizeof out->bytes) != sizeof out->bytes) {
    fprintf(stderr, "%s is no Name\n", file);
    exit(99);
  }
}

static void read_hex_name(const swtpm_t *chip, const char *file, tpm_name_t *out) {
  uint8_t text[2 * kTpmNameBytes] = {0};
  if (swtpm_read_file(chip, file, text, sizeof text) != sizeof text) {
    fprintf(stderr, "%s is no Name\n", file);
    exit(99);
  }
  for (size_t i = 0; i < sizeof out->bytes; ++i) {
    const char pair[3] = {(char)text[2 * i], (char)text[2 * i + 1], 0};
    out->bytes[i] = (uint8_t)strtoul(pair, NULL, 16);
  }
}

static void read_outputs(tpm_unit_made_t *made, const swtpm_t *chip) {
  char name[32];
  read_name(chip, "ek.name", &made->binding.ek);
  read_name(chip, "srk.name", &made->binding.srk);
  read_name(chip, "ak.name", &made->binding.ak);
  for (unsigned i = 0; i < 4; ++i) {
    snprintf(name, sizeof name, "credential%u.name", i + 1);
    read_name(chip, name, &made->binding.credentials[i]);
  }
  read_hex_name(chip, "puk.name.hex", &made->binding.puk_index);
  made->id_object_bytes = swtpm_read_file(chip, "id-object.bin", made->id_object, sizeof made->id_object);
  made->encrypted_secret_bytes =
      swtpm_read_file(chip, "encrypted-secret.bin", made->encrypted_secret, sizeof made->encrypted_secret);
}

void tpm_unit_make(tpm_unit_made_t *made) {
  swtpm_t chip;
  uint8_t seed[32];
  fill(seed, 0x5e);
  if (crypto_init(seed, sizeof seed) != kStatusOk) {
    exit(99);
  }
  choose_values(made);
  swtpm_start(&chip, NULL);
  write_inputs(made, &chip);
  tool_or_exit(&chip, "tpm2_startup -c");
  tool_or_exit(&chip, "$STATION keys && $STATION blob");
  read_outputs(made, &chip);
  swtpm_keep(&chip, made->kept);
}

void tpm_unit_rekey(tpm_unit_t *unit, tpm_unit_made_t *made) {
  tool_or_exit(&unit->chip, "$STATION keys && $STATION blob");
  read_outputs(made, &unit->chip);
}

void tpm_unit_unmake(const tpm_unit_made_t *made) { swtpm_forget(made->kept); }

static status_t pretend(const uint8_t *command, uint8_t *response, size_t *response_bytes) {
  static const uint8_t kPlain[] = {0x80, 0x01, 0, 0, 0, 10, 0, 0, 0, 0};
  static const uint8_t kSessions[] = {0x80, 0x02, 0, 0, 0, 19, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0};
  const bool sessions = command[1] == 2;
  *response_bytes = sessions ? sizeof kSessions : sizeof kPlain;
  memcpy(response, sessions ? kSessions : kPlain, *response_bytes);
  return kStatusOk;
}

static void damage(const tpm_unit_t *unit, uint8_t *response, size_t *response_bytes) {
  if (unit->fault == kTpmUnitFlipBit) {
    const size_t octet = unit->bit / 8 < *response_bytes ? unit->bit / 8 : *response_bytes - 1;
    response[octet] ^= (uint8_t)(1u << unit->bit % 8);
  }
  if (unit->fault == kTpmUnitTruncate && unit->bit < *response_bytes) {
    *response_bytes = unit->bit;
  }
  if (unit->fault == kTpmUnitAppend) {
    response[(*response_bytes)++] = 0;
  }
  if (unit->fault != kTpmUnitFlipBit) {
    response[4] = (uint8_t)(*response_bytes >> 8);
    response[5] = (uint8_t)*response_bytes;
  }
}

static void probe(tpm_unit_t *unit, const uint8_t *octets, size_t size_bytes) {
  if (size_bytes > sizeof unit->traffic - unit->traffic_bytes) {
    fprintf(stderr, "more traffic than the probe can hold\n");
    exit(99);
  }
  memcpy(unit->traffic + unit->traffic_bytes, octets, size_bytes);
  unit->traffic_bytes += size_bytes;
}

bool tpm_unit_was_seen(const tpm_unit_t *unit, const uint8_t *octets, size_t size_bytes) {
  return memmem(unit->traffic, unit->traffic_bytes, octets, size_bytes) != NULL;
}

static status_t relay(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                      size_t response_capacity, size_t *response_bytes) {
  tpm_unit_t *unit = context;
  const bool now = unit->fault != kTpmUnitNoFault && unit->commands++ == unit->at;
  if (unit->fault == kTpmUnitNoFault) {
    unit->commands++;
  }
  if (unit->lost || (now && unit->fault == kTpmUnitCutBefore)) {
    unit->lost = true;
    return kStatusTpmAbsent;
  }
  if (now && unit->fault == kTpmUnitPretend) {
    unit->hit_sessions = command[1] == 2;
    return pretend(command, response, response_bytes);
  }
  if (now && unit->fault == kTpmUnitReplay && unit->previous_bytes != 0) {
    unit->hit_sessions = unit->previous[1] == 2;
    memcpy(response, unit->previous, unit->previous_bytes);
    *response_bytes = unit->previous_bytes;
    return kStatusOk;
  }
  const status_t status =
      unit->wire.exchange(unit->wire.context, command, command_bytes, response, response_capacity, response_bytes);
  probe(unit, command, command_bytes);
  probe(unit, response, *response_bytes);
  memcpy(unit->previous, response, *response_bytes);
  unit->previous_bytes = *response_bytes;
  if (now) {
    unit->hit_sessions = response[1] == 2;
    damage(unit, response, response_bytes);
    unit->lost = unit->fault == kTpmUnitCutAfter;
  }
  return unit->lost ? kStatusTpmAbsent : status;
}

void tpm_unit_start(tpm_unit_t *unit, const tpm_unit_made_t *made) {
  memset(unit, 0, sizeof *unit);
  swtpm_start(&unit->chip, made->kept);
  unit->wire = swtpm_transport(&unit->chip);
  unit->relay = (tpm_transport_t){.context = unit, .exchange = relay};
  tpm_init(&unit->tpm, &unit->relay);
}

void tpm_unit_power_on(tpm_unit_t *unit) {
  swtpm_power_cycle(&unit->chip);
  tpm_unit_inject(unit, kTpmUnitNoFault, 0, 0);
}

void tpm_unit_inject(tpm_unit_t *unit, tpm_unit_fault_t fault, unsigned at, unsigned bit) {
  unit->fault = fault;
  unit->at = at;
  unit->bit = bit;
  unit->commands = 0;
  unit->lost = false;
  unit->hit_sessions = false;
  unit->previous_bytes = 0;
  unit->traffic_bytes = 0;
}

void tpm_unit_stop(tpm_unit_t *unit) { swtpm_stop(&unit->chip); }

status_t tpm_unit_measure(tpm_bond_t *bond, const tpm_unit_made_t *made) {
  status_t status = tpm_boot_extend(bond, kTpmPcrRom, made->rom_digest);
  if (status == kStatusOk) {
    status = tpm_boot_extend(bond, kTpmPcrRom, made->factory_digest);
  }
  if (status == kStatusOk) {
    status = tpm_boot_extend(bond, kTpmPcrImage, made->image_digest);
  }
  return status == kStatusOk ? tpm_boot_extend(bond, kTpmPcrAuthority, made->authority_digest) : status;
}

tpm_boot_credential_t tpm_unit_credential(const tpm_unit_made_t *made, unsigned number) {
  tpm_boot_credential_t credential = {.number = number, .name = made->binding.credentials[number - 1]};
  memcpy(credential.auth, made->credential_auth[number - 1], sizeof credential.auth);
  return credential;
}

static status_t run_order(tpm_provision_t *provision, const tpm_unit_made_t *made, uint8_t lock_octet,
                          uint64_t *counter) {
  uint8_t secret[32];
  tpm_provision_order_t order;
  fill(order.lock_content, lock_octet);
  fill(order.endorsement_auth, 0xe7);
  const status_t status =
      tpm_provision_activate(provision, (tpm_span_t){made->id_object, made->id_object_bytes},
                             (tpm_span_t){made->encrypted_secret, made->encrypted_secret_bytes}, secret);
  if (status != kStatusOk) {
    return status;
  }
  if (memcmp(secret, made->device_secret, sizeof secret) != 0) {
    return kStatusInternal;
  }
  return tpm_provision_apply(provision, &order, counter);
}

status_t tpm_unit_order(tpm_unit_t *unit, const tpm_unit_made_t *made, uint8_t lock_octet, uint64_t *counter) {
  tpm_provision_t provision;
  status_t status = tpm_boot_start(&unit->tpm);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_provision_open(&provision, &unit->tpm, &made->binding);
  if (status != kStatusOk) {
    return status;
  }
  status = run_order(&provision, made, lock_octet, counter);
  tpm_provision_close(&provision);
  return status;
}
