/*
 * The boot's work on the TPM, against swtpm with objects that tpm2-tools made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "crypto/crypto.h"
#include "test/support/tpm_unit.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_nv.h"

static tpm_unit_made_t made;
static tpm_unit_t unit;
static tpm_bond_t bond;

static int make(void **state) {
  (void)state;
  tpm_unit_make(&made);
  return 0;
}

static int unmake(void **state) {
  (void)state;
  tpm_unit_unmake(&made);
  return 0;
}

/** A copy on which an order was executed, powered on again. */
static int start(void **state) {
  (void)state;
  uint64_t counter = 0;
  tpm_unit_start(&unit, &made);
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  tpm_unit_power_on(&unit);
  return 0;
}

static int stop(void **state) {
  (void)state;
  tpm_unit_stop(&unit);
  return 0;
}

static void lock_content(uint8_t out[32]) { memset(out, 0x77, 32); }

static void open_and_measure(void) {
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &made.binding.srk), kStatusOk);
  assert_int_equal(tpm_unit_measure(&bond, &made), kStatusOk);
}

static status_t unseal(const tpm_boot_credential_t *credential, uint8_t *out, size_t *out_bytes) {
  tpm_writer_t writer = tpm_writer_over(out, 64);
  const status_t status = tpm_boot_unseal(&bond, credential, &writer);
  *out_bytes = writer.used_bytes;
  return status;
}

static void assert_unseals(unsigned number) {
  uint8_t value[64];
  size_t value_bytes = 0;
  const tpm_boot_credential_t credential = tpm_unit_credential(&made, number);
  assert_int_equal(unseal(&credential, value, &value_bytes), kStatusOk);
  assert_int_equal(value_bytes, made.value_bytes[number - 1]);
  assert_memory_equal(value, made.value[number - 1], value_bytes);
}

static void assert_does_not_unseal(const tpm_boot_credential_t *credential) {
  uint8_t value[64] = {0};
  static const uint8_t kUntouched[64] = {0};
  size_t value_bytes = 0;
  assert_int_equal(unseal(credential, value, &value_bytes), kStatusNoCredentials);
  assert_int_equal(value_bytes, 0);
  assert_memory_equal(value, kUntouched, sizeof value);
}

static void all_four_credentials_open_in_the_loader_phase(void **state) {
  (void)state;
  open_and_measure();
  for (unsigned number = 1; number <= 4; ++number) {
    assert_unseals(number);
  }
  tpm_bond_close(&bond);
}

static void a_probe_on_the_bus_sees_neither_value_nor_auth(void **state) {
  (void)state;
  open_and_measure();
  for (unsigned number = 1; number <= 4; ++number) {
    assert_unseals(number);
    assert_false(tpm_unit_was_seen(&unit, made.value[number - 1], 8));
    assert_false(tpm_unit_was_seen(&unit, made.credential_auth[number - 1], 16));
  }
  assert_true(tpm_unit_was_seen(&unit, made.image_digest, 32));  // what is public is seen: the probe works
  tpm_bond_close(&bond);
}

static void tpm2_tools_unseal_the_same_value(void **state) {
  (void)state;
  uint8_t value[64];
  open_and_measure();
  tpm_bond_close(&bond);
  assert_int_equal(swtpm_tool(&unit.chip,
                              "tpm2_startauthsession --policy-session -S p.ctx && tpm2_policypcr -S p.ctx -l "
                              "sha256:0,7 && tpm2_policyauthvalue -S p.ctx && tpm2_unseal -c 0x81008004 -p "
                              "session:p.ctx+hex:$(od -An -v -tx1 auth4 | tr -d ' \\n') -o out.bin"),
                   0);
  assert_int_equal(swtpm_read_file(&unit.chip, "out.bin", value, sizeof value), made.value_bytes[3]);
  assert_memory_equal(value, made.value[3], made.value_bytes[3]);
}

static void measured_pcrs_are_what_openssl_predicts(void **state) {
  (void)state;
  uint8_t value[32];
  open_and_measure();
  assert_int_equal(tpm_pcr_read(&unit.tpm, &bond.session, 0, value), kStatusOk);
  assert_memory_equal(value, made.pcr_0, 32);
  assert_int_equal(tpm_pcr_read(&unit.tpm, &bond.session, 4, value), kStatusOk);
  assert_memory_equal(value, made.pcr_4, 32);
  assert_int_equal(tpm_pcr_read(&unit.tpm, NULL, 7, value), kStatusOk);
  assert_memory_equal(value, made.pcr_7, 32);
  tpm_bond_close(&bond);
}

static void nothing_opens_after_the_application_separator(void **state) {
  (void)state;
  uint8_t separator[32];
  crypto_sha256("application", 11, separator);
  open_and_measure();
  assert_int_equal(tpm_boot_extend(&bond, kTpmPcrAuthority, separator), kStatusOk);
  const tpm_boot_credential_t credential = tpm_unit_credential(&made, 1);
  assert_does_not_unseal(&credential);
  tpm_bond_close(&bond);
}

static void a_wrong_auth_opens_nothing(void **state) {
  (void)state;
  open_and_measure();
  tpm_boot_credential_t credential = tpm_unit_credential(&made, 1);
  credential.auth[0] ^= 1;
  assert_does_not_unseal(&credential);
  assert_unseals(1);  // a wrong try spoils nothing
  tpm_bond_close(&bond);
}

static void a_credential_of_another_name_is_refused(void **state) {
  (void)state;
  open_and_measure();
  tpm_boot_credential_t credential = tpm_unit_credential(&made, 1);
  credential.name = made.binding.credentials[1];
  assert_does_not_unseal(&credential);
  credential.number = 5;
  uint8_t value[64];
  size_t value_bytes = 0;
  assert_int_equal(unseal(&credential, value, &value_bytes), kStatusInternal);
  tpm_bond_close(&bond);
}

static void many_failed_tries_leave_no_session_behind(void **state) {
  (void)state;
  open_and_measure();
  tpm_boot_credential_t credential = tpm_unit_credential(&made, 2);
  credential.auth[5] ^= 0x80;
  for (int i = 0; i < 5; ++i) {
    assert_does_not_unseal(&credential);
  }
  assert_unseals(2);
  tpm_bond_close(&bond);
}

static void a_tpm_started_by_someone_else_is_dirty(void **state) {
  (void)state;
  assert_int_equal(tpm_startup(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusTpmDirty);
}

static void a_pcr_extended_before_us_is_dirty(void **state) {
  (void)state;
  static const uint32_t kPcrs[] = {0, 4, 7};
  for (size_t i = 0; i < 3; ++i) {
    tpm_unit_power_on(&unit);
    assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
    assert_int_equal(tpm_boot_extend_blank(&unit.tpm, kPcrs[i], made.rom_digest), kStatusOk);
    assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &made.binding.srk), kStatusTpmDirty);
    assert_null(bond.tpm);
  }
}

static void another_srk_is_a_mismatch(void **state) {
  (void)state;
  tpm_name_t other = made.binding.srk;
  other.bytes[33] ^= 1;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &other), kStatusTpmMismatch);
  assert_int_equal(swtpm_tool(&unit.chip, "tpm2_evictcontrol -C o -c 0x81000001"), 0);
  assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &made.binding.srk), kStatusTpmMismatch);
}

/** An interposer: the first command is answered with a recording, the rest by another chip. */
typedef struct impostor {
  tpm_transport_t other_chip;
  const uint8_t *recording;
  size_t recording_bytes;
  unsigned commands;
} impostor_t;

static status_t answer_as_impostor(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                                   size_t response_capacity, size_t *response_bytes) {
  impostor_t *impostor = context;
  if (impostor->commands++ != 0) {
    return impostor->other_chip.exchange(impostor->other_chip.context, command, command_bytes, response,
                                         response_capacity, response_bytes);
  }
  memcpy(response, impostor->recording, impostor->recording_bytes);
  *response_bytes = impostor->recording_bytes;
  return kStatusOk;
}

static void another_chip_that_shows_our_srk_is_a_mismatch(void **state) {
  (void)state;
  swtpm_t other;
  tpm_area_t area;
  uint8_t recording[kTpmBufferBytes];
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_read_public(&unit.tpm, (uint32_t)kTpmHandleSrk, &area), kStatusOk);
  memcpy(recording, unit.tpm.response, unit.tpm.response_bytes);
  swtpm_start(&other, NULL);
  assert_int_equal(swtpm_tool(&other,
                              "tpm2_startup -c && tpm2_createprimary -C o -G ecc256:aes128cfb -c s.ctx && "
                              "tpm2_evictcontrol -C o -c s.ctx 0x81000001 && tpm2_flushcontext -t"),
                   0);
  impostor_t impostor = {swtpm_transport(&other), recording, unit.tpm.response_bytes, 0};
  const tpm_transport_t line = {.context = &impostor, .exchange = answer_as_impostor};
  tpm_t tpm;
  tpm_init(&tpm, &line);
  assert_int_equal(tpm_boot_open(&bond, &tpm, &made.binding.srk), kStatusTpmMismatch);
  assert_int_equal(impostor.commands, 4);  // ReadPublic, StartAuthSession, the refused one, FlushContext
  swtpm_stop(&other);
}

static void the_lock_is_read_then_confirmed_once(void **state) {
  (void)state;
  uint8_t content[32];
  hardened_t locked = kHardenedYes;
  lock_content(content);
  open_and_measure();
  assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusOk);
  assert_int_equal(locked, kHardenedNo);
  assert_int_equal(tpm_boot_confirm(&bond, content), kStatusOk);
  assert_int_equal(tpm_boot_confirm(&bond, content), kStatusOk);
  tpm_bond_close(&bond);
  tpm_unit_power_on(&unit);
  open_and_measure();
  assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusOk);
  assert_int_equal(locked, kHardenedYes);
  content[0] ^= 1;
  assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusLockMismatch);
  assert_int_equal(locked, kHardenedNo);
  assert_int_equal(tpm_boot_confirm(&bond, content), kStatusLockMismatch);
  tpm_bond_close(&bond);
}

static void a_locked_index_cannot_be_written_or_deleted(void **state) {
  (void)state;
  uint8_t content[32];
  uint64_t counter = 0;
  lock_content(content);
  open_and_measure();
  assert_int_equal(tpm_boot_confirm(&bond, content), kStatusOk);
  tpm_nv_index_t index;
  tpm_nv_lock_index(kTpmNvWritten | kTpmNvWriteLocked, &index);
  assert_int_equal(tpm_nv_write(&unit.tpm, &bond.session, &index, content), kStatusTpmFailure);
  assert_int_equal(tpm_boot_reset(&unit.tpm, &bond), kStatusOk);
  tpm_bond_close(&bond);
  assert_int_not_equal(swtpm_tool(&unit.chip, "tpm2_nvundefine -C p 0x01400010"), 0);
  tpm_unit_made_t again = made;
  tpm_unit_rekey(&unit, &again);
  tpm_unit_power_on(&unit);
  assert_int_equal(tpm_unit_order(&unit, &again, 0x77, &counter), kStatusAlreadyLocked);
}

static void a_foreign_lock_index_is_a_mismatch(void **state) {
  (void)state;
  uint8_t content[32] = {0};
  hardened_t locked = kHardenedYes;
  tpm_unit_stop(&unit);
  tpm_unit_start(&unit, &made);
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &made.binding.srk), kStatusOk);
  assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusLockMismatch);  // absent
  // the same content, but the owner of the platform may delete it: PPWRITE, AUTHREAD, NO_DA only
  assert_int_equal(swtpm_tool(&unit.chip,
                              "tpm2_nvdefine -C p -s 32 -g sha256 -a 0x42040001 0x01400010 && head -c 32 "
                              "/dev/zero | tpm2_nvwrite -C p -i - 0x01400010"),
                   0);
  assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusLockMismatch);
  tpm_bond_close(&bond);
}

static void the_counter_rises_to_the_target_and_no_further(void **state) {
  (void)state;
  uint64_t first = 0;
  uint64_t value = 0;
  open_and_measure();
  assert_int_equal(tpm_boot_read_counter(&bond, &first), kStatusOk);
  assert_int_equal(tpm_boot_raise_counter(&bond, first + 3), kStatusOk);
  assert_int_equal(tpm_boot_raise_counter(&bond, first + 3), kStatusOk);
  assert_int_equal(tpm_boot_raise_counter(&bond, first + 1), kStatusOk);
  assert_int_equal(tpm_boot_read_counter(&bond, &value), kStatusOk);
  assert_int_equal(value, first + 3);
  assert_int_equal(tpm_boot_raise_counter(&bond, value + kTpmBootRaiseMax + 1), kStatusImageJump);
  assert_int_equal(tpm_boot_read_counter(&bond, &value), kStatusOk);
  assert_int_equal(value, first + 3);
  tpm_bond_close(&bond);
}

/** Opens, then raises the counter by two and confirms, with power lost at command `at` after the opening. */
static status_t raise_and_confirm_until(tpm_unit_fault_t fault, unsigned at, uint64_t target) {
  uint8_t content[32];
  lock_content(content);
  tpm_unit_power_on(&unit);
  open_and_measure();
  tpm_unit_inject(&unit, fault, at, 0);
  status_t status = tpm_boot_raise_counter(&bond, target);
  if (status == kStatusOk) {
    status = tpm_boot_confirm(&bond, content);
  }
  tpm_bond_close(&bond);
  return status;
}

static void a_cut_raise_or_confirm_is_finished_by_doing_it_again(void **state) {
  (void)state;
  unsigned cuts = 0;
  for (unsigned at = 0;; ++at) {
    uint64_t first = 0;
    uint64_t value = 0;
    tpm_unit_stop(&unit);
    assert_int_equal(start(NULL), 0);  // an index locked once stays so: each cut needs a new copy
    open_and_measure();
    assert_int_equal(tpm_boot_read_counter(&bond, &first), kStatusOk);
    tpm_bond_close(&bond);
    const tpm_unit_fault_t fault = at % 2 == 0 ? kTpmUnitCutBefore : kTpmUnitCutAfter;
    if (raise_and_confirm_until(fault, at / 2, first + 2) == kStatusOk) {
      break;  // got through: every command has had its turn
    }
    ++cuts;
    assert_int_equal(raise_and_confirm_until(kTpmUnitNoFault, 0, first + 2), kStatusOk);
    tpm_unit_power_on(&unit);
    open_and_measure();
    assert_int_equal(tpm_boot_read_counter(&bond, &value), kStatusOk);
    assert_int_equal(value, first + 2);
    uint8_t content[32];
    hardened_t locked = kHardenedNo;
    lock_content(content);
    assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusOk);
    assert_int_equal(locked, kHardenedYes);
    tpm_bond_close(&bond);
  }
  assert_int_equal(cuts, 2 * 9);  // read, 2 increments, read; 2 to read the lock, lock, 2 to read it again
}

static void with_the_platform_closed_nothing_can_be_changed(void **state) {
  (void)state;
  uint8_t content[32];
  uint64_t value = 0;
  hardened_t locked = kHardenedNo;
  lock_content(content);
  open_and_measure();
  assert_int_equal(tpm_boot_close_platform(&bond), kStatusOk);
  assert_int_equal(tpm_boot_read_counter(&bond, &value), kStatusOk);
  assert_int_equal(tpm_boot_raise_counter(&bond, value + 1), kStatusTpmFailure);
  assert_int_equal(tpm_boot_confirm(&bond, content), kStatusTpmFailure);
  assert_int_equal(tpm_boot_read_lock(&bond, content, &locked), kStatusOk);
  assert_int_equal(locked, kHardenedNo);
  assert_int_equal(tpm_boot_reset(&unit.tpm, &bond), kStatusTpmFailure);
  assert_int_equal(tpm_boot_reset(&unit.tpm, NULL), kStatusTpmFailure);
  tpm_bond_close(&bond);
}

static void reset_removes_the_keys_and_can_be_repeated(void **state) {
  (void)state;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(swtpm_tool(&unit.chip, "tpm2_clearcontrol -C l s && tpm2_changeauth -c o ownersecret"), 0);
  assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &made.binding.srk), kStatusOk);
  assert_int_equal(tpm_boot_reset(&unit.tpm, &bond), kStatusOk);
  tpm_bond_close(&bond);
  assert_int_equal(tpm_bond_open(&bond, &unit.tpm, &made.binding.srk), kStatusTpmMismatch);
  assert_int_equal(tpm_boot_reset(&unit.tpm, NULL), kStatusOk);
  assert_int_equal(swtpm_tool(&unit.chip,
                              "test -z \"$(tpm2_getcap handles-persistent)\" && tpm2_createek -G ecc -c e "
                              "-u ek2.pub && cmp ek.pub ek2.pub && tpm2_flushcontext -t && "
                              "tpm2_createprimary -C o -c x"),
                   0);
}

/** A boot short enough to be repeated for every fault: all kinds of commands, one credential. */
static status_t short_boot(uint8_t value[64], size_t *value_bytes, uint64_t *counter) {
  uint8_t content[32];
  hardened_t locked = kHardenedNo;
  lock_content(content);
  status_t status = tpm_boot_start(&unit.tpm);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_boot_open(&bond, &unit.tpm, &made.binding.srk);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_unit_measure(&bond, &made);
  if (status == kStatusOk) {
    status = tpm_boot_read_lock(&bond, content, &locked);
  }
  if (status == kStatusOk) {
    status = tpm_boot_read_counter(&bond, counter);
  }
  if (status == kStatusOk) {
    const tpm_boot_credential_t credential = tpm_unit_credential(&made, 1);
    status = unseal(&credential, value, value_bytes);
  }
  if (status == kStatusOk) {
    status = tpm_boot_close_platform(&bond);
  }
  tpm_bond_close(&bond);
  return status;
}

enum { kFlushesAtTheEnd = 2 /**< Of short_boot: best effort, their responses are not looked at. */ };

static unsigned short_boot_commands(void) {
  uint8_t value[64];
  size_t value_bytes = 0;
  uint64_t counter = 0;
  tpm_unit_power_on(&unit);
  assert_int_equal(short_boot(value, &value_bytes, &counter), kStatusOk);
  return unit.commands;
}

/** Whatever was done to one response: either the boot refuses, or all it learnt is true. Returns the status. */
static status_t faulty_boot(tpm_unit_fault_t fault, unsigned at, unsigned bit) {
  uint8_t value[64] = {0};
  size_t value_bytes = 0;
  uint64_t counter = 0;
  tpm_unit_power_on(&unit);
  tpm_unit_inject(&unit, fault, at, bit);
  const status_t status = short_boot(value, &value_bytes, &counter);
  if (status == kStatusOk) {
    assert_int_equal(counter, 1);
    assert_int_equal(value_bytes, made.value_bytes[0]);
    assert_memory_equal(value, made.value[0], value_bytes);
  }
  return status;
}

static void a_flipped_bit_in_an_authenticated_response_is_tampering(void **state) {
  (void)state;
  const unsigned commands = short_boot_commands();
  unsigned authenticated = 0;
  for (unsigned at = 0; at < commands; ++at) {
    static const unsigned kOctets[] = {0, 5, 10, 13, 14, 20, 47, 49, 70, 9999};
    for (unsigned i = 0; i < sizeof kOctets / sizeof kOctets[0]; ++i) {
      const status_t status = faulty_boot(kTpmUnitFlipBit, at, kOctets[i] * 8 + (at + i) % 8);
      if (unit.hit_sessions) {
        assert_int_equal(status, kStatusTpmTampered);
        ++authenticated;
      }
    }
  }
  assert_true(authenticated > 100);
}

static void a_flipped_response_code_is_never_success(void **state) {
  (void)state;
  const unsigned commands = short_boot_commands();
  for (unsigned at = 0; at < commands - kFlushesAtTheEnd; ++at) {
    const status_t status = faulty_boot(kTpmUnitFlipBit, at, 8 * 8);
    if (unit.hit_sessions) {
      assert_int_not_equal(status, kStatusOk);
    }
  }
}

static void a_truncated_or_extended_response_is_tampering(void **state) {
  (void)state;
  static const unsigned kOctets[] = {0, 1, 9, 10, 13, 14, 15, 40};
  const unsigned commands = short_boot_commands();
  for (unsigned at = 0; at < commands; ++at) {
    for (unsigned i = 0; i < sizeof kOctets / sizeof kOctets[0]; ++i) {
      const status_t status = faulty_boot(kTpmUnitTruncate, at, kOctets[i]);
      if (unit.hit_sessions) {
        assert_int_equal(status, kStatusTpmTampered);
      }
    }
    const status_t status = faulty_boot(kTpmUnitAppend, at, 0);
    if (unit.hit_sessions) {
      assert_int_equal(status, kStatusTpmTampered);
    }
  }
}

static void a_replayed_or_pretended_response_is_tampering(void **state) {
  (void)state;
  const unsigned commands = short_boot_commands();
  unsigned refused = 0;
  for (unsigned at = 1; at < commands - kFlushesAtTheEnd; ++at) {
    for (unsigned kind = 0; kind < 2; ++kind) {
      const status_t status = faulty_boot(kind == 0 ? kTpmUnitReplay : kTpmUnitPretend, at, 0);
      if (unit.hit_sessions) {
        assert_int_equal(status, kStatusTpmTampered);
        ++refused;
      }
    }
  }
  assert_true(refused > 20);
}

static void power_lost_at_any_command_hurts_no_later_boot(void **state) {
  (void)state;
  const unsigned commands = short_boot_commands();
  for (unsigned at = 0; at < commands; ++at) {
    (void)faulty_boot(kTpmUnitCutBefore, at, 0);
    (void)faulty_boot(kTpmUnitCutAfter, at, 0);
  }
  assert_int_equal(faulty_boot(kTpmUnitNoFault, 0, 0), kStatusOk);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      CASE(all_four_credentials_open_in_the_loader_phase),
      CASE(a_probe_on_the_bus_sees_neither_value_nor_auth),
      CASE(tpm2_tools_unseal_the_same_value),
      CASE(measured_pcrs_are_what_openssl_predicts),
      CASE(nothing_opens_after_the_application_separator),
      CASE(a_wrong_auth_opens_nothing),
      CASE(a_credential_of_another_name_is_refused),
      CASE(many_failed_tries_leave_no_session_behind),
      CASE(a_tpm_started_by_someone_else_is_dirty),
      CASE(a_pcr_extended_before_us_is_dirty),
      CASE(another_srk_is_a_mismatch),
      CASE(another_chip_that_shows_our_srk_is_a_mismatch),
      CASE(the_lock_is_read_then_confirmed_once),
      CASE(a_locked_index_cannot_be_written_or_deleted),
      CASE(a_foreign_lock_index_is_a_mismatch),
      CASE(the_counter_rises_to_the_target_and_no_further),
      CASE(a_cut_raise_or_confirm_is_finished_by_doing_it_again),
      CASE(with_the_platform_closed_nothing_can_be_changed),
      CASE(reset_removes_the_keys_and_can_be_repeated),
      CASE(a_flipped_bit_in_an_authenticated_response_is_tampering),
      CASE(a_flipped_response_code_is_never_success),
      CASE(a_truncated_or_extended_response_is_tampering),
      CASE(a_replayed_or_pretended_response_is_tampering),
      CASE(power_lost_at_any_command_hurts_no_later_boot),
  };
  return cmocka_run_group_tests(tests, make, unmake);
}
