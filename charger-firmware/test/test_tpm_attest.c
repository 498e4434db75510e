/*
 * Attestation by the application, against swtpm; signatures judged by OpenSSL with the key that tpm2-tools exported.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <string.h>

#include "test/support/tpm_unit.h"
#include "tpm/tpm_attest.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_nv.h"

/** TPM_ST of Part 2, 6.9, and offsets in a TPMS_ATTEST (10.12.8) after a 34-octet qualifiedSigner. */
enum {
  kAttestNv = 0x8014,
  kAttestQuote = 0x8018,
  kExtraDataOffset = 4 + 2 + 2 + 34,
};

static tpm_unit_made_t made;
static tpm_unit_t unit;
static tpm_attest_identity_t identity;
static uint8_t lock_content[32];
static uint8_t qualifying[32];

static int make(void **state) {
  (void)state;
  tpm_unit_make(&made);
  identity.srk = made.binding.srk;
  identity.ak = made.binding.ak;
  memcpy(identity.ak_auth, made.ak_auth, sizeof identity.ak_auth);
  memset(lock_content, 0x77, sizeof lock_content);
  memset(qualifying, 0x9a, sizeof qualifying);
  return 0;
}

static int unmake(void **state) {
  (void)state;
  tpm_unit_unmake(&made);
  return 0;
}

/** A unit in the state in which the ROM hands over. */
static int start(void **state) {
  (void)state;
  tpm_bond_t bond;
  uint64_t counter = 0;
  tpm_unit_start(&unit, &made);
  assert_int_equal(tpm_unit_order(&unit, &made, 0x77, &counter), kStatusOk);
  tpm_unit_power_on(&unit);
  assert_int_equal(tpm_boot_start(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_boot_open(&bond, &unit.tpm, &made.binding.srk), kStatusOk);
  assert_int_equal(tpm_unit_measure(&bond, &made), kStatusOk);
  if (*state != NULL) {
    assert_int_equal(tpm_boot_confirm(&bond, lock_content), kStatusOk);
  }
  assert_int_equal(tpm_boot_close_platform(&bond), kStatusOk);
  tpm_bond_close(&bond);
  return 0;
}

static int stop(void **state) {
  (void)state;
  tpm_unit_stop(&unit);
  return 0;
}

static EVP_PKEY *read_ak(void) {
  char path[kSwtpmPathBytes + 16];
  snprintf(path, sizeof path, "%s/ak.pem", unit.chip.directory);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  EVP_PKEY *key = PEM_read_PUBKEY(file, NULL, NULL, NULL);
  fclose(file);
  assert_non_null(key);
  return key;
}

/** TPMT_SIGNATURE with ECDSA and SHA-256, as DER. */
static int to_der(const tpm_attestation_t *attestation, uint8_t der[80]) {
  static const uint8_t kAlgorithms[4] = {0x00, 0x18, 0x00, 0x0b};
  uint8_t copy[kTpmSignatureMaxBytes];
  memcpy(copy, attestation->signature, attestation->signature_bytes);
  tpm_reader_t reader = tpm_reader_over(copy, attestation->signature_bytes);
  assert_memory_equal(tpm_read_octets(&reader, 4).data, kAlgorithms, 4);
  const tpm_span_t r = tpm_read_sized(&reader);
  const tpm_span_t s = tpm_read_sized(&reader);
  assert_true(tpm_reader_at_end(&reader));
  ECDSA_SIG *signature = ECDSA_SIG_new();
  ECDSA_SIG_set0(signature, BN_bin2bn(r.data, (int)r.size_bytes, NULL), BN_bin2bn(s.data, (int)s.size_bytes, NULL));
  const int size_bytes = i2d_ECDSA_SIG(signature, &der);
  ECDSA_SIG_free(signature);
  return size_bytes;
}

static void assert_signed(const tpm_attestation_t *attestation, uint16_t type) {
  uint8_t der[80];
  const int der_bytes = to_der(attestation, der);
  EVP_PKEY *key = read_ak();
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  assert_int_equal(EVP_DigestVerifyInit(context, NULL, EVP_sha256(), NULL, key), 1);
  assert_int_equal(EVP_DigestVerify(context, der, (size_t)der_bytes, attestation->attest, attestation->attest_bytes),
                   1);
  EVP_MD_CTX_free(context);
  EVP_PKEY_free(key);
  const uint8_t header[6] = {0xff, 'T', 'C', 'G', (uint8_t)(type >> 8), (uint8_t)type};
  assert_memory_equal(attestation->attest, header, sizeof header);
  assert_memory_equal(attestation->attest + kExtraDataOffset + 2, qualifying, sizeof qualifying);
}

static void a_quote_is_signed_over_pcr_0_4_and_7(void **state) {
  (void)state;
  tpm_attest_t attest;
  tpm_attestation_t quote;
  uint8_t values[96];
  uint8_t expected[32];
  memcpy(values, made.pcr_0, 32);
  memcpy(values + 32, made.pcr_4, 32);
  memcpy(values + 64, made.pcr_7, 32);
  SHA256(values, sizeof values, expected);
  assert_int_equal(tpm_attest_open(&attest, &unit.tpm, &identity), kStatusOk);
  assert_int_equal(tpm_attest_quote(&attest, qualifying, &quote), kStatusOk);
  tpm_attest_close(&attest);
  assert_false(tpm_unit_was_seen(&unit, identity.ak_auth, 16));
  assert_signed(&quote, kAttestQuote);
  assert_memory_equal(quote.attest + quote.attest_bytes - 32, expected, 32);
}

static void a_locked_index_is_certified_with_name_and_content(void **state) {
  (void)state;
  tpm_attest_t attest;
  tpm_attestation_t certificate;
  tpm_nv_index_t index;
  tpm_nv_lock_index(kTpmNvWritten | kTpmNvWriteLocked, &index);
  assert_int_equal(tpm_attest_open(&attest, &unit.tpm, &identity), kStatusOk);
  assert_int_equal(tpm_attest_lock(&attest, qualifying, &certificate), kStatusOk);
  tpm_attest_close(&attest);
  assert_signed(&certificate, kAttestNv);
  // TPMS_NV_CERTIFY_INFO: indexName, offset, nvContents
  const uint8_t *tail = certificate.attest + certificate.attest_bytes - (34 + 2 + 2 + 32);
  assert_memory_equal(tail, index.name.bytes, 34);
  assert_memory_equal(tail + 38, lock_content, 32);
}

static void an_unlocked_index_is_not_certified(void **state) {
  (void)state;
  tpm_attest_t attest;
  tpm_attestation_t certificate;
  assert_int_equal(tpm_attest_open(&attest, &unit.tpm, &identity), kStatusOk);
  assert_int_equal(tpm_attest_lock(&attest, qualifying, &certificate), kStatusLockMismatch);
  tpm_attest_close(&attest);
}

static void a_wrong_key_auth_signs_nothing(void **state) {
  (void)state;
  tpm_attest_t attest;
  tpm_attestation_t quote;
  tpm_attest_identity_t wrong = identity;
  wrong.ak_auth[31] ^= 1;
  assert_int_equal(tpm_attest_open(&attest, &unit.tpm, &wrong), kStatusOk);
  assert_int_equal(tpm_attest_quote(&attest, qualifying, &quote), kStatusTpmFailure);
  tpm_attest_close(&attest);
}

static void another_tpm_is_a_mismatch(void **state) {
  (void)state;
  tpm_attest_t attest;
  tpm_attest_identity_t wrong = identity;
  wrong.srk = made.binding.ak;
  assert_int_equal(tpm_attest_open(&attest, &unit.tpm, &wrong), kStatusTpmMismatch);
}

static void counter_puk_index_and_self_test_are_told(void **state) {
  (void)state;
  tpm_attest_t attest;
  uint64_t counter = 0;
  tpm_name_t other = made.binding.puk_index;
  other.bytes[10] ^= 1;
  assert_int_equal(tpm_attest_self_test(&unit.tpm), kStatusOk);
  assert_int_equal(tpm_attest_open(&attest, &unit.tpm, &identity), kStatusOk);
  assert_int_equal(tpm_attest_counter(&attest, &counter), kStatusOk);
  assert_int_equal(counter, 1);
  assert_int_equal(tpm_attest_puk_index(&attest, &made.binding.puk_index), kStatusOk);
  assert_int_equal(tpm_attest_puk_index(&attest, &other), kStatusTpmMismatch);
  tpm_attest_close(&attest);
}

static status_t whole_attestation(tpm_attestation_t *quote, tpm_attestation_t *certificate, uint64_t *counter) {
  tpm_attest_t attest;
  status_t status = tpm_attest_open(&attest, &unit.tpm, &identity);
  if (status != kStatusOk) {
    return status;
  }
  status = tpm_attest_quote(&attest, qualifying, quote);
  if (status == kStatusOk) {
    status = tpm_attest_lock(&attest, qualifying, certificate);
  }
  if (status == kStatusOk) {
    status = tpm_attest_counter(&attest, counter);
  }
  if (status == kStatusOk) {
    status = tpm_attest_puk_index(&attest, &made.binding.puk_index);
  }
  tpm_attest_close(&attest);
  return status;
}

static void a_forged_response_never_gets_into_a_receipt(void **state) {
  (void)state;
  tpm_attestation_t quote;
  tpm_attestation_t certificate;
  uint64_t counter = 0;
  unsigned caught = 0;
  for (unsigned at = 0; at < 8; ++at) {
    for (unsigned octet = 10; octet < 160; octet += 11) {
      tpm_unit_inject(&unit, kTpmUnitFlipBit, at, 8 * octet + (octet + at) % 8);
      const status_t status = whole_attestation(&quote, &certificate, &counter);
      tpm_unit_inject(&unit, kTpmUnitNoFault, 0, 0);
      if (status == kStatusOk) {
        assert_signed(&quote, kAttestQuote);
        assert_signed(&certificate, kAttestNv);
        assert_int_equal(counter, 1);
      } else {
        ++caught;
      }
      tpm_flush_all(&unit.tpm);
    }
  }
  assert_true(caught > 60);
}

int main(void) {
  static bool locked = true;
#define TRIAL(name) cmocka_unit_test_setup_teardown(name, start, stop)
#define LOCKED(name) cmocka_unit_test_prestate_setup_teardown(name, start, stop, &locked)
  const struct CMUnitTest tests[] = {
      TRIAL(a_quote_is_signed_over_pcr_0_4_and_7),
      LOCKED(a_locked_index_is_certified_with_name_and_content),
      TRIAL(an_unlocked_index_is_not_certified),
      TRIAL(a_wrong_key_auth_signs_nothing),
      TRIAL(another_tpm_is_a_mismatch),
      LOCKED(counter_puk_index_and_self_test_are_told),
      LOCKED(a_forged_response_never_gets_into_a_receipt),
  };
  return cmocka_run_group_tests(tests, make, unmake);
}
