/*
 * Executing an order on the TPM, and Activate, against swtpm with objects that tpm2-tools made.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

#include "test/support/tpm_unit.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_nv.h"

static tpm_unit_made_t made;
static tpm_unit_t unit;

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

static int start(void **state) {
  (void)state;
  tpm_unit_start(&unit, &made);
  return 0;
}

static int stop(void **state) {
  (void)state;
  tpm_unit_stop(&unit);
  return 0;
}

static tpm_span_t id_object(void) { return (tpm_span_t){made.id_object, made.id_object_bytes}; }

static tpm_span_t encrypted_secret(void) { return (tpm_span_t){made.encrypted_secret, made.encrypted_secret_bytes}; }

/** The order's traces: lock content, counter, closed endorsement hierarchy; judged by tpm2-tools. */
static void assert_ordered(const char *lock_octet_hex) {
  char command[512];
  snprintf(command, sizeof command,
           "test \"$(tpm2_nvread -C 0x01400010 0x01400010 | od -An -v -tx1 | tr -d ' \\n')\" = "
           "\"$(for i in $(seq 32); do printf %s; done)\" && test -n \"$(tpm2_nvread -C 0x01400011 0x01400011)\" && "
           "! tpm2_createek -G ecc -c no.ctx && tpm2_createek -G ecc -c ek3.ctx -P hex:$(for i in $(seq 32); do printf "
           "e7; done) && tpm2_flushcontext -t",
           lock_octet_hex);
  assert_int_equal(swtpm_tool(&unit.chip, command), 0);
}

static void an_order_leaves_lock_counter_and_endorsement_auth(void **state) {
  (void)state;
  uint64_t counter = 0;
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  assert_int_equal(counter, 1);
  assert_ordered("77");
}

static void the_indices_have_the_public_areas_of_the_contract(void **state) {
  (void)state;
  uint64_t counter = 0;
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  // ORDER.md 4 in the words of tpm2-tools; the policy is, by sha256sum, SHA-256(32 zero octets, 0000016c, 0000014e)
#define POLICY "47CE3032D8BAD1F3089CB0C09088DE43501491D460402B90CD1B7FC0B68CA92F"
  assert_int_equal(
      swtpm_tool(&unit.chip,
                 "tpm2_nvreadpublic 0x01400010 | tr -d ' \\n' >lock.txt && "
                 "tpm2_nvreadpublic 0x01400011 | tr -d ' \\n' >counter.txt && "
                 "grep -q 'friendly:ppwrite|policydelete|writedefine|authread|no_da|written|platformcreatevalue:"
                 "0x62042401size:32authorizationpolicy:" POLICY "$' lock.txt && "
                 "grep -q 'friendly:ppwrite|nt=0x1|policydelete|authread|no_da|written|platformcreatevalue:"
                 "0x62040411size:8authorizationpolicy:" POLICY "$' counter.txt"),
      0);
}

static void a_probe_on_the_bus_sees_neither_device_secret_nor_auth(void **state) {
  (void)state;
  uint64_t counter = 0;
  uint8_t octets[32];
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  memset(octets, 0x77, 32);
  assert_true(tpm_unit_was_seen(&unit, octets, 32));  // the lock's content is public: the probe works
  memset(octets, 0xe7, 32);                           // endorsement auth of tpm_unit_order
  assert_false(tpm_unit_was_seen(&unit, octets, 16));
  assert_false(tpm_unit_was_seen(&unit, made.device_secret, 16));
}

static void a_reverted_charger_goes_to_another_customer(void **state) {
  (void)state;
  uint64_t counter = 0;
  tpm_bond_t bond;
  tpm_unit_made_t again = made;
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  assert_int_equal(tpm_bond_open(&bond, &unit.tpm, &made.binding.srk), kStatusOk);
  assert_int_equal(tpm_boot_reset(&unit.tpm, &bond), kStatusOk);
  tpm_bond_close(&bond);
  tpm_unit_rekey(&unit, &again);
  tpm_unit_power_on(&unit);
  assert_int_equal(tpm_unit_order(&unit, &again, 0x99, &counter), kStatusOk);
  assert_int_equal(counter, 1);  // written already: not incremented again
  assert_ordered("99");
}

static void each_wrong_name_is_refused_before_anything_changes(void **state) {
  (void)state;
  tpm_provision_t provision;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  for (unsigned which = 0; which < 8; ++which) {
    tpm_binding_t wrong = made.binding;
    tpm_name_t *const names[8] = {&wrong.ek,
                                  &wrong.srk,
                                  &wrong.ak,
                                  &wrong.credentials[0],
                                  &wrong.credentials[1],
                                  &wrong.credentials[2],
                                  &wrong.credentials[3],
                                  &wrong.puk_index};
    names[which]->bytes[2 + which] ^= 0x10;
    assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &wrong), kStatusOrderTpm);
    assert_null(provision.bond.tpm);
  }
  tpm_binding_t swapped = made.binding;
  swapped.credentials[0] = made.binding.credentials[1];
  swapped.credentials[1] = made.binding.credentials[0];
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &swapped), kStatusOrderTpm);
  assert_int_not_equal(swtpm_tool(&unit.chip, "tpm2_nvreadpublic 0x01400010"), 0);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOk);
  tpm_provision_close(&provision);
}

/** A primary key's Name says nothing of its authValue: a second AK without one would sign for whoever has the bus. */
static void a_second_attestation_key_is_refused(void **state) {
  (void)state;
  tpm_provision_t provision;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(
      swtpm_tool(&unit.chip,
                 "tpm2_createprimary -C e -G ecc256:ecdsa-sha256:null -g sha256 "
                 "-a 'fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|sign' -c second"),
      0);
  assert_int_equal(swtpm_tool(&unit.chip, "tpm2_evictcontrol -C o -c second 0x81010021"), 0);
  tpm_flush_all(&unit.tpm);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOrderTpm);
  assert_int_equal(swtpm_tool(&unit.chip, "tpm2_evictcontrol -C o -c 0x81010021"), 0);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOk);
  tpm_provision_close(&provision);
}

static void a_missing_object_is_refused(void **state) {
  (void)state;
  tpm_provision_t provision;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(swtpm_tool(&unit.chip, "tpm2_evictcontrol -C o -c 0x81008003"), 0);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOrderTpm);
}

static void an_activation_for_another_key_or_changed_does_not_open(void **state) {
  (void)state;
  uint8_t secret[32] = {0};
  static const uint8_t kUntouched[32] = {0};
  tpm_provision_t provision;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOk);
  for (size_t i = 2; i < made.id_object_bytes; i += 7) {
    tpm_unit_made_t changed = made;
    changed.id_object[i] ^= 0x01;
    const tpm_span_t blob = {changed.id_object, changed.id_object_bytes};
    assert_int_equal(tpm_provision_activate(&provision, blob, encrypted_secret(), secret), kStatusOrderActivation);
  }
  assert_memory_equal(secret, kUntouched, sizeof secret);
  assert_int_equal(tpm_provision_activate(&provision, id_object(), encrypted_secret(), secret), kStatusOk);
  assert_memory_equal(secret, made.device_secret, sizeof secret);
  tpm_provision_close(&provision);
}

static void an_activation_of_wrong_size_is_not_sent(void **state) {
  (void)state;
  uint8_t secret[32];
  uint8_t long_blob[kTpmCallParameterBytes + 2] = {(kTpmCallParameterBytes) >> 8, kTpmCallParameterBytes & 0xff};
  tpm_provision_t provision;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOk);
  const tpm_span_t bad[] = {
      {made.id_object, made.id_object_bytes - 1}, {made.id_object, 1}, {NULL, 0}, {long_blob, sizeof long_blob}};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; ++i) {
    assert_int_equal(tpm_provision_activate(&provision, bad[i], encrypted_secret(), secret), kStatusOrderActivation);
    assert_int_equal(tpm_provision_activate(&provision, id_object(), bad[i], secret), kStatusOrderActivation);
    assert_int_equal(tpm_provision_challenge(&unit.tpm, bad[i], encrypted_secret(), secret), kStatusBadRequest);
  }
  tpm_provision_close(&provision);
}

static void a_secret_of_another_length_is_refused(void **state) {
  (void)state;
  uint8_t secret[32];
  tpm_unit_made_t shorter = made;
  tpm_provision_t provision;
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(swtpm_tool(&unit.chip, "head -c 31 secret.bin >s && mv s secret.bin && $STATION blob"), 0);
  shorter.id_object_bytes = swtpm_read_file(&unit.chip, "id-object.bin", shorter.id_object, 256);
  shorter.encrypted_secret_bytes = swtpm_read_file(&unit.chip, "encrypted-secret.bin", shorter.encrypted_secret, 256);
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOk);
  assert_int_equal(
      tpm_provision_activate(&provision, (tpm_span_t){shorter.id_object, shorter.id_object_bytes},
                             (tpm_span_t){shorter.encrypted_secret, shorter.encrypted_secret_bytes}, secret),
      kStatusOrderActivation);
  tpm_provision_close(&provision);
}

static void the_challenge_proves_the_secret_without_showing_it(void **state) {
  (void)state;
  uint8_t proof[32];
  uint8_t expected[32];
  uint8_t labelled[9 + 32];
  memcpy(labelled, "challenge", 9);
  memcpy(labelled + 9, made.device_secret, 32);
  SHA256(labelled, sizeof labelled, expected);
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  for (int i = 0; i < 5; ++i) {  // as often as it is asked: nothing stays loaded
    assert_int_equal(tpm_provision_challenge(&unit.tpm, id_object(), encrypted_secret(), proof), kStatusOk);
    assert_memory_equal(proof, expected, sizeof proof);
  }
  assert_int_equal(swtpm_tool(&unit.chip,
                              "test -z \"$(tpm2_getcap handles-transient)$(tpm2_getcap "
                              "handles-loaded-session)\""),
                   0);
  made.encrypted_secret[20] ^= 1;
  assert_int_equal(tpm_provision_challenge(&unit.tpm, id_object(), encrypted_secret(), proof), kStatusTpmFailure);
  made.encrypted_secret[20] ^= 1;
  assert_int_equal(swtpm_tool(&unit.chip, "tpm2_evictcontrol -C o -c 0x81000001"), 0);
  assert_int_equal(tpm_provision_challenge(&unit.tpm, id_object(), encrypted_secret(), proof), kStatusTpmMismatch);
}

static void what_the_station_left_loaded_is_no_obstacle(void **state) {
  (void)state;
  uint64_t counter = 0;
  tpm_provision_t provision;
  tpm_session_t left[3];
  tpm_key_t keys[3];
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  for (int i = 0; i < 3; ++i) {
    assert_int_equal(tpm_session_start(&unit.tpm, NULL, i == 0 ? kTpmSessionPolicy : kTpmSessionHmac, &left[i]),
                     kStatusOk);
    assert_int_equal(tpm_create_ek(&unit.tpm, NULL, &keys[i]), kStatusOk);
  }
  assert_int_equal(tpm_provision_open(&provision, &unit.tpm, &made.binding), kStatusOk);
  tpm_provision_close(&provision);
  tpm_unit_power_on(&unit);
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
}

static void an_index_with_other_attributes_stops_the_order(void **state) {
  (void)state;
  static const char *const kDefinitions[] = {
      // PPWRITE, AUTHREAD, NO_DA only: deletable
      "tpm2_nvdefine -C p -s 32 -g sha256 -a 0x42040001 0x01400010",
      // ours, but writable by the owner too
      "tpm2_nvdefine -C p -s 32 -g sha256 -a 0x42042003 0x01400010",
      "tpm2_nvdefine -C p -s 8 -g sha256 -a 0x42040011 0x01400011",
      "tpm2_nvdefine -C p -s 8 -g sha256 -a 0x42040001 0x01400011",
  };
  for (size_t i = 0; i < sizeof kDefinitions / sizeof kDefinitions[0]; ++i) {
    uint64_t counter = 0;
    tpm_unit_stop(&unit);
    tpm_unit_start(&unit, &made);
    assert_int_equal(tpm_startup(&unit.tpm), kStatusOk);
    assert_int_equal(swtpm_tool(&unit.chip, kDefinitions[i]), 0);
    tpm_unit_power_on(&unit);
    assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusLockMismatch);
    // the endorsement auth comes last, so it must still be empty
    assert_int_equal(swtpm_tool(&unit.chip, "tpm2_createek -G ecc -c e.ctx && tpm2_flushcontext -t"), 0);
  }
}

static unsigned order_commands(void) {
  uint64_t counter = 0;
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  return unit.commands;
}

/** After a cut: runs the order again; where the endorsement auth is set already, after ResetTpm and new keys. */
static void assert_converges(void) {
  uint64_t counter = 0;
  tpm_unit_made_t again = made;
  tpm_unit_power_on(&unit);
  status_t status = tpm_unit_order(&unit, &made, 0x77, &counter);
  if (status == kStatusOrderTpm) {
    assert_int_equal(tpm_boot_reset(&unit.tpm, NULL), kStatusOk);
    tpm_unit_rekey(&unit, &again);
    tpm_unit_power_on(&unit);
    status = tpm_unit_order(&unit, &again, 0x77, &counter);
  }
  assert_int_equal(status, kStatusOk);
  assert_int_equal(counter, 1);
}

static void an_order_cut_at_any_command_is_finished_by_running_it_again(void **state) {
  (void)state;
  const unsigned commands = order_commands();
  assert_true(commands > 20);
  for (unsigned at = 0; at < commands; ++at) {
    static const tpm_unit_fault_t kCuts[] = {kTpmUnitCutBefore, kTpmUnitCutAfter};
    for (unsigned i = 0; i < 2; ++i) {
      uint64_t counter = 0;
      tpm_unit_stop(&unit);
      tpm_unit_start(&unit, &made);
      tpm_unit_inject(&unit, kCuts[i], at, 0);
      const status_t status = tpm_unit_order(&unit, &made, 0x77, &counter);
      // what is flushed at the end may be lost unnoticed
      assert_int_equal(status, at < commands - 2 ? kStatusTpmAbsent : kStatusOk);
      assert_converges();
    }
  }
  assert_ordered("77");
}

/** A relay on the bus cannot make an order look executed that was not. */
static void an_order_with_a_forged_response_fails_or_was_executed(void **state) {
  (void)state;
  const unsigned commands = order_commands();
  unsigned caught = 0;
  for (unsigned at = 0; at < commands - 2; ++at) {  // the last two flush, best effort
    static const tpm_unit_fault_t kFaults[] = {kTpmUnitPretend, kTpmUnitFlipBit, kTpmUnitReplay};
    for (unsigned i = 0; i < 3; ++i) {
      uint64_t counter = 0;
      tpm_unit_stop(&unit);
      tpm_unit_start(&unit, &made);
      tpm_unit_inject(&unit, kFaults[i], at, 8 * (15 + at % 3) + at % 8);
      const status_t status = tpm_unit_order(&unit, &made, 0x77, &counter);
      if (status == kStatusOk) {
        assert_int_equal(counter, 1);
        tpm_unit_inject(&unit, kTpmUnitNoFault, 0, 0);
        assert_ordered("77");
      } else {
        ++caught;
      }
      // PolicySecret runs with a password session: its response is public, its effect is proven by the activation
      if (unit.hit_sessions && status != kStatusOk) {
        assert_true(status == kStatusTpmTampered || status == kStatusOrderActivation);
      }
    }
  }
  assert_true(caught > 40);
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, start, stop)
  const struct CMUnitTest tests[] = {
      CASE(an_order_leaves_lock_counter_and_endorsement_auth),
      CASE(the_indices_have_the_public_areas_of_the_contract),
      CASE(a_probe_on_the_bus_sees_neither_device_secret_nor_auth),
      CASE(a_reverted_charger_goes_to_another_customer),
      CASE(each_wrong_name_is_refused_before_anything_changes),
      CASE(a_second_attestation_key_is_refused),
      CASE(a_missing_object_is_refused),
      CASE(an_activation_for_another_key_or_changed_does_not_open),
      CASE(an_activation_of_wrong_size_is_not_sent),
      CASE(a_secret_of_another_length_is_refused),
      CASE(the_challenge_proves_the_secret_without_showing_it),
      CASE(what_the_station_left_loaded_is_no_obstacle),
      CASE(an_index_with_other_attributes_stops_the_order),
      CASE(an_order_cut_at_any_command_is_finished_by_running_it_again),
      CASE(an_order_with_a_forged_response_fails_or_was_executed),
  };
  return cmocka_run_group_tests(tests, make, unmake);
}
