/*
 * Octets of TPM structures and responses: bounds, known answers, and a hostile chip. No emulator needed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka wants the four above first */
#include <cmocka.h>
#include <string.h>

#include "crypto/crypto.h"
#include "tpm/tpm_attest.h"
#include "tpm/tpm_boot.h"
#include "tpm/tpm_call.h"
#include "tpm/tpm_commands.h"
#include "tpm/tpm_kdf.h"
#include "tpm/tpm_nv.h"
#include "tpm/tpm_provision.h"

static void from_hex(const char *hex, uint8_t *out, size_t out_bytes) {
  assert_int_equal(strlen(hex), 2 * out_bytes);
  for (size_t i = 0; i < out_bytes; ++i) {
    const char *digits = "0123456789abcdef";
    const char *high = strchr(digits, hex[2 * i]);
    const char *low = strchr(digits, hex[2 * i + 1]);
    assert_true(high != NULL && low != NULL);
    out[i] = (uint8_t)((high - digits) << 4 | (low - digits));
  }
}

static int seed(void **state) {
  (void)state;
  static const uint8_t kSeed[32] = {1};
  return crypto_init(kSeed, sizeof kSeed) == kStatusOk ? 0 : -1;
}

static void the_writer_stops_at_its_capacity_and_stays_stopped(void **state) {
  (void)state;
  uint8_t out[5] = {0};
  tpm_writer_t writer = tpm_writer_over(out, 4);
  tpm_write_u16(&writer, 0x0102);
  tpm_write_u32(&writer, 0x03040506);
  assert_true(writer.overflow);
  tpm_write_u8(&writer, 7);
  assert_int_equal(writer.used_bytes, 2);
  assert_memory_equal(out, ((const uint8_t[]){1, 2, 0, 0, 0}), 5);
}

static void the_writer_refuses_what_a_sized_buffer_cannot_tell(void **state) {
  (void)state;
  static uint8_t big[70000];
  static uint8_t out[80000];
  tpm_writer_t writer = tpm_writer_over(out, sizeof out);
  tpm_write_sized(&writer, big, 65536);
  assert_true(writer.overflow);
  assert_int_equal(writer.used_bytes, 0);
}

static void the_reader_never_goes_beyond_the_end(void **state) {
  (void)state;
  uint8_t in[] = {0x00, 0x03, 0xaa, 0xbb};
  tpm_reader_t reader = tpm_reader_over(in, sizeof in);
  const tpm_span_t span = tpm_read_sized(&reader);  // says 3, has 2
  assert_true(reader.failed);
  assert_null(span.data);
  assert_int_equal(span.size_bytes, 0);
  assert_int_equal(tpm_read_u32(&reader), 0);
  assert_false(tpm_reader_at_end(&reader));
  reader = tpm_reader_over(in, sizeof in);
  assert_int_equal(tpm_read_octets(&reader, SIZE_MAX).size_bytes, 0);
  assert_true(reader.failed);
}

static void integers_are_big_endian(void **state) {
  (void)state;
  uint8_t in[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  tpm_reader_t reader = tpm_reader_over(in, sizeof in);
  assert_int_equal(tpm_read_u8(&reader), 0x01);
  assert_int_equal(tpm_read_u16(&reader), 0x0203);
  assert_int_equal(tpm_read_u32(&reader), 0x04050607);
  assert_int_equal(tpm_read_u64(&reader), UINT64_C(0x08090a0b0c0d0e0f));
  assert_true(tpm_reader_at_end(&reader));
}

static void pcr_selections_are_as_part_2_has_them(void **state) {
  (void)state;
  uint8_t out[16];
  tpm_writer_t writer = tpm_writer_over(out, sizeof out);
  tpm_write_pcr_selection(&writer, kTpmPcrMaskQuote);
  assert_int_equal(writer.used_bytes, 10);
  assert_memory_equal(out, ((const uint8_t[]){0, 0, 0, 1, 0, 0x0b, 3, 0x91, 0, 0}), 10);
}

static void auth_values_lose_trailing_zeros_only(void **state) {
  (void)state;
  static const uint8_t kAuth[] = {0, 1, 0, 2, 0, 0};
  assert_int_equal(tpm_kdf_auth_bytes(kAuth, sizeof kAuth), 4);
  assert_int_equal(tpm_kdf_auth_bytes(kAuth, 1), 0);
  assert_int_equal(tpm_kdf_auth_bytes(NULL, 0), 0);
}

/**
 * Expected: printf '\0\0\0\1ATH\0' + 32 x 22 + 32 x 33 + '\0\0\1\0' | openssl dgst -sha256 -mac HMAC -macopt
 * hexkey:11..11 (32 octets); and sha256 of 00000001, 32 x 44, "SECRET" 00, 32 x 55, 32 x 66.
 */
static void key_derivation_agrees_with_openssl(void **state) {
  (void)state;
  uint8_t key[32], u[32], v[32], z[32], out[32], expected[32];
  memset(key, 0x11, 32);
  memset(u, 0x22, 32);
  memset(v, 0x33, 32);
  const tpm_span_t context[2] = {{u, 32}, {v, 32}};
  tpm_kdf_a((tpm_span_t){key, 32}, "ATH", context, out);
  from_hex("89ce7c70f7dd5795dc8e5df545a5db329da890e5d723bdf66a363669ddf8c696", expected, 32);
  assert_memory_equal(out, expected, 32);
  memset(z, 0x44, 32);
  memset(u, 0x55, 32);
  memset(v, 0x66, 32);
  tpm_kdf_e(z, "SECRET", u, v, out);
  from_hex("65ee4f844924c07e309c42a52651137f91db771090eead45111d1f9937d8e8ce", expected, 32);
  assert_memory_equal(out, expected, 32);
}

/** The Names that tpm2_nvreadpublic printed for indices with these public areas. */
static void index_names_agree_with_tpm2_tools(void **state) {
  (void)state;
  tpm_nv_index_t index;
  tpm_name_t expected;
  tpm_nv_lock_index(kTpmNvWritten, &index);
  from_hex("000b65b2d48e697416f28f67b5a803e5ebb1d947b8696a0f3ad03a765beef38ad89e", expected.bytes, 34);
  assert_memory_equal(index.name.bytes, expected.bytes, 34);
  tpm_nv_counter_index(kTpmNvWritten, &index);
  from_hex("000b1d24f4f0261ea0bdea85e0b3997f9682baf7b1595b931cc60eb6bdc92647c51c", expected.bytes, 34);
  assert_memory_equal(index.name.bytes, expected.bytes, 34);
}

static void only_a_p256_storage_key_can_be_salted_to(void **state) {
  (void)state;
  uint8_t point[kTpmPointBytes];
  tpm_area_t area;
  tpm_objects_ek_template(&area);
  assert_int_equal(tpm_objects_storage_point(&area, point), kStatusOk);
  // type, nameAlg, fixedTPM, decrypt, symmetric, scheme, curve, kdf, size of x
  static const size_t kOctets[] = {1, 3, 7, 5, 43, 49, 51, 53, 55};
  for (size_t i = 0; i < sizeof kOctets / sizeof kOctets[0]; ++i) {
    tpm_area_t wrong = area;
    wrong.octets[kOctets[i]] ^= 0x02;
    assert_int_equal(tpm_objects_storage_point(&wrong, point), kStatusTpmMismatch);
  }
  for (size_t size_bytes = 0; size_bytes < area.size_bytes; ++size_bytes) {
    tpm_area_t shorter = area;
    shorter.size_bytes = size_bytes;
    assert_int_equal(tpm_objects_storage_point(&shorter, point), kStatusTpmMismatch);
  }
}

/** A chip that answers what it was told, or noise. */
typedef struct chip {
  uint8_t answer[kTpmBufferBytes];
  size_t answer_bytes;
  uint32_t noise;    /**< Not 0: the answer's octets after the header are noise from this state. */
  unsigned patience; /**< So many times RETRY first. */
  unsigned commands;
  uint32_t pauses;
} chip_t;

static uint32_t next_noise(uint32_t *noise) {
  *noise ^= *noise << 13;  // xorshift32
  *noise ^= *noise >> 17;
  *noise ^= *noise << 5;
  return *noise;
}

static void make_noise(chip_t *chip, const uint8_t *command) {
  chip->answer_bytes = 10 + next_noise(&chip->noise) % 200;
  for (size_t i = 0; i < chip->answer_bytes; ++i) {
    // small numbers and zeros get further into the parsers than plain noise
    const uint32_t value = next_noise(&chip->noise);
    chip->answer[i] = (uint8_t)(value % 3 == 0 ? 0 : value % 3 == 1 ? value >> 8 & 0x23 : value >> 16);
  }
  const uint8_t header[10] = {0x80, command[1], 0, 0, 0, (uint8_t)chip->answer_bytes, 0, 0, 0, 0};
  memcpy(chip->answer, header, sizeof header);
}

static status_t answer(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                       size_t response_capacity, size_t *response_bytes) {
  static const uint8_t kRetry[] = {0x80, 0x01, 0, 0, 0, 10, 0, 0, 0x09, 0x22};
  chip_t *chip = context;
  (void)response_capacity;
  // the command's own size field must hold
  assert_int_equal(command_bytes, (size_t)command[4] << 8 | command[5]);
  chip->commands++;
  if (chip->patience != 0) {
    chip->patience--;
    memcpy(response, kRetry, sizeof kRetry);
    *response_bytes = sizeof kRetry;
    return kStatusOk;
  }
  if (chip->noise != 0) {
    make_noise(chip, command);
  }
  memcpy(response, chip->answer, chip->answer_bytes);
  *response_bytes = chip->answer_bytes;
  return kStatusOk;
}

static void count_pause(void *context, uint32_t milliseconds) { ((chip_t *)context)->pauses += milliseconds; }

static tpm_t tpm;
static chip_t chip;
static tpm_transport_t transport = {.context = &chip, .exchange = answer, .pause = count_pause};

static void say(const char *hex) {
  memset(&chip, 0, sizeof chip);
  chip.answer_bytes = strlen(hex) / 2;
  from_hex(hex, chip.answer, chip.answer_bytes);
  tpm_init(&tpm, &transport);
}

static void a_chip_that_asks_for_patience_gets_it_but_not_for_ever(void **state) {
  (void)state;
  say("80010000000a00000000");
  chip.patience = 7;
  assert_int_equal(tpm_startup(&tpm), kStatusOk);
  assert_int_equal(chip.commands, 8);
  assert_int_equal(chip.pauses, 7 * kTpmPauseMs);
  chip.patience = 1000000;
  chip.commands = 0;
  assert_int_equal(tpm_startup(&tpm), kStatusTpmFailure);
  assert_int_equal(chip.commands, kTpmTriesMax);
  assert_int_equal(tpm.last_response_code, kTpmRcRetry);
}

static void malformed_headers_are_tampering(void **state) {
  (void)state;
  static const char *const kResponses[] = {
      "",                          // nothing
      "80010000000a000000",        // cut within the header
      "80010000000b00000000",      // size says more
      "80010000000900000000",      // size says less
      "8001ffffffff00000000",      // size of 4 GiB
      "80020000000a00000000",      // tag of a response with sessions
      "00c40000000a00000000",      // tag of TPM 1.2
      "80010000000b0000000000",    // an octet too many after Startup
      "80020000000a00000101",      // an error with the tag of sessions
      "80010000000c000001010000",  // an error with something behind it
  };
  for (size_t i = 0; i < sizeof kResponses / sizeof kResponses[0]; ++i) {
    say(kResponses[i]);
    assert_int_equal(tpm_startup(&tpm), kStatusTpmTampered);
  }
}

static void start_distinguishes_dirty_dead_and_failed(void **state) {
  (void)state;
  say("80010000000a00000100");
  assert_int_equal(tpm_boot_start(&tpm), kStatusTpmDirty);
  say("80010000000a00000101");
  assert_int_equal(tpm_boot_start(&tpm), kStatusTpmFailure);
  say("80010000001000000000"
      "0000"
      "00000101");
  assert_int_equal(tpm_get_test_result(&tpm), kStatusTpmSelfTest);
  say("80010000001000000000"
      "0000"
      "00000000");
  assert_int_equal(tpm_get_test_result(&tpm), kStatusOk);
  say("80010000001000000000"
      "0004"
      "00000000");
  assert_int_equal(tpm_get_test_result(&tpm), kStatusTpmTampered);
}

static void random_of_another_length_is_refused(void **state) {
  (void)state;
  uint8_t out[4];
  say("80010000001000000000"
      "0004"
      "01020304");
  assert_int_equal(tpm_get_random(&tpm, out, 4), kStatusOk);
  assert_memory_equal(out, ((const uint8_t[]){1, 2, 3, 4}), 4);
  assert_int_equal(tpm_get_random(&tpm, out, 3), kStatusTpmTampered);
  assert_int_equal(tpm_get_random(&tpm, out, 0), kStatusInternal);
  assert_int_equal(tpm_get_random(&tpm, out, kTpmRandomMaxBytes + 1), kStatusInternal);
}

static void a_property_list_of_another_shape_is_refused(void **state) {
  (void)state;
  uint32_t value = 0;
  say("80010000001b00000000"
      "00"
      "00000006"
      "00000001"
      "00000105"
      "49424d00");
  assert_int_equal(tpm_get_property(&tpm, 0x105, &value), kStatusOk);
  assert_int_equal(value, 0x49424d00);
  assert_int_equal(tpm_get_property(&tpm, 0x106, &value), kStatusTpmFailure);
  say("80010000001b00000000"
      "00"
      "00000006"
      "ffffffff"
      "00000105"
      "49424d00");
  assert_int_equal(tpm_get_property(&tpm, 0x105, &value), kStatusTpmTampered);
  say("80010000001b00000000"
      "00"
      "00000001"
      "00000001"
      "00000105"
      "49424d00");
  assert_int_equal(tpm_get_property(&tpm, 0x105, &value), kStatusTpmTampered);
}

static void a_pcr_answer_for_another_register_is_refused(void **state) {
  (void)state;
#define ZERO32 "0000000000000000000000000000000000000000000000000000000000000000"
  uint8_t value[32];
  say("80010000003e00000000"
      "00000014"
      "00000001000b03800000"
      "00000001"
      "0020" ZERO32);
  assert_int_equal(tpm_pcr_read(&tpm, NULL, 7, value), kStatusOk);
  assert_int_equal(tpm_pcr_read(&tpm, NULL, 0, value), kStatusTpmTampered);
  say("80010000003e00000000"
      "00000014"
      "00000001000b03800000"
      "00000002"
      "0020" ZERO32);
  assert_int_equal(tpm_pcr_read(&tpm, NULL, 7, value), kStatusTpmTampered);
  say("80010000001c00000000"
      "00000014"
      "00000001000b03000000"
      "00000000");  // bank not active
  assert_int_equal(tpm_pcr_read(&tpm, NULL, 7, value), kStatusTpmTampered);
}

/** Everything that reads responses, on noise under a good header: nothing is read out of bounds, nothing succeeds. */
static void noise_never_opens_anything(void **state) {
  (void)state;
  static const tpm_binding_t kBinding = {0};
  static const tpm_attest_identity_t kIdentity = {0};
  static const uint8_t kBlob[4] = {0, 2, 1, 1};
  tpm_bond_t bond;
  tpm_provision_t provision;
  tpm_attest_t attest;
  uint8_t proof[32];
  tpm_init(&tpm, &transport);
  memset(&chip, 0, sizeof chip);
  for (uint32_t i = 1; i <= 3000; ++i) {
    chip.noise = i * 2654435761u;
    assert_int_not_equal(tpm_boot_start(&tpm), kStatusOk);
    assert_int_not_equal(tpm_boot_open(&bond, &tpm, &kBinding.srk), kStatusOk);
    assert_int_not_equal(tpm_bond_open_any(&bond, &tpm), kStatusOk);
    assert_int_not_equal(tpm_provision_open(&provision, &tpm, &kBinding), kStatusOk);
    assert_int_not_equal(tpm_provision_challenge(&tpm, (tpm_span_t){kBlob, 4}, (tpm_span_t){kBlob, 4}, proof),
                         kStatusOk);
    assert_int_not_equal(tpm_attest_open(&attest, &tpm, &kIdentity), kStatusOk);
  }
}

/** Each parser of a response by itself, on noise: it may believe it, but only within its bounds. */
static void noise_is_parsed_within_bounds(void **state) {
  (void)state;
  unsigned believed = 0;
  tpm_init(&tpm, &transport);
  memset(&chip, 0, sizeof chip);
  for (uint32_t i = 1; i <= 20000; ++i) {
    tpm_area_t area = {.size_bytes = 0};
    tpm_key_t key;
    tpm_session_t session;
    uint8_t octets[kTpmRandomMaxBytes];
    uint32_t value;
    chip.noise = i * 2654435761u;
    believed += tpm_read_public(&tpm, (uint32_t)kTpmHandleSrk, &area) == kStatusOk;
    believed += tpm_nv_read_public(&tpm, kTpmHandleLockIndex, &area) == kStatusOk;
    assert_true(area.size_bytes <= sizeof area.octets);
    believed += tpm_get_random(&tpm, octets, sizeof octets) == kStatusOk;
    believed += tpm_get_property(&tpm, 0x105, &value) == kStatusOk;
    believed += tpm_pcr_read(&tpm, NULL, 0, octets) == kStatusOk;
    believed += tpm_session_start(&tpm, NULL, kTpmSessionHmac, &session) == kStatusOk;
    believed += tpm_create_ek(&tpm, NULL, &key) == kStatusOk;
    tpm_flush_all(&tpm);
  }
  assert_true(believed < 20000);
}

/** The session's responses on noise, with the session's state as after a good start. */
static void noise_in_a_session_is_tampering(void **state) {
  (void)state;
  tpm_init(&tpm, &transport);
  memset(&chip, 0, sizeof chip);
  for (uint32_t i = 1; i <= 3000; ++i) {
    tpm_bond_t bond = {.tpm = &tpm, .srk = {.handle = (uint32_t)kTpmHandleSrk}};
    tpm_attestation_t attestation;
    tpm_key_t key = {.handle = (uint32_t)kTpmHandleAk};
    const tpm_signing_t signing = {.key = &key};
    uint64_t value;
    uint8_t secret[32];
    memset(bond.session.key, 0x55, sizeof bond.session.key);
    bond.session.key_bytes = sizeof bond.session.key;
    bond.session.handle = 0x02000000;
    chip.noise = i * 2654435761u;
    chip.commands = 0;
    const status_t results[] = {
        tpm_boot_read_counter(&bond, &value),
        // broken by now: each of these must refuse without sending
        tpm_boot_extend(&bond, 0, secret),
        tpm_quote(&tpm, &bond.session, &signing, &attestation),
        tpm_set_endorsement_auth(&tpm, &bond.session, bond.session.key),
    };
    for (size_t r = 0; r < sizeof results / sizeof results[0]; ++r) {
      assert_int_equal(results[r], kStatusTpmTampered);
    }
    assert_int_equal(chip.commands, 1);
    bond.session.broken = false;
    assert_int_equal(tpm_quote(&tpm, &bond.session, &signing, &attestation), kStatusTpmTampered);
    tpm_session_t policy = bond.session;
    policy.broken = false;
    policy.type = kTpmSessionPolicy;
    uint8_t room[64];
    tpm_writer_t writer = tpm_writer_over(room, sizeof room);
    assert_int_equal(tpm_unseal(&tpm, &policy, &key, &writer), kStatusTpmTampered);
    assert_int_equal(writer.used_bytes, 0);
  }
}

static void no_secret_goes_into_a_session_without_a_key(void **state) {
  (void)state;
  static const uint8_t kAuth[32] = {1};
  uint8_t room[8];
  tpm_session_t unsalted = {.handle = 0x03000000, .type = kTpmSessionPolicy};
  const tpm_key_t key = {.handle = (uint32_t)kTpmHandleCredential1};
  tpm_writer_t writer = tpm_writer_over(room, sizeof room);
  say("80010000000a00000000");
  assert_int_equal(tpm_unseal(&tpm, &unsalted, &key, &writer), kStatusInternal);
  assert_int_equal(tpm_set_endorsement_auth(&tpm, &unsalted, kAuth), kStatusInternal);
  assert_int_equal(tpm_set_endorsement_auth(&tpm, NULL, kAuth), kStatusInternal);
  assert_int_equal(chip.commands, 0);
}

static void a_call_with_too_much_in_it_is_not_sent(void **state) {
  (void)state;
  static const uint8_t kLong[kTpmCallParameterBytes + 1] = {0};
  tpm_call_t call;
  tpm_answer_t result;
  say("80010000000a00000000");
  tpm_call_begin(&call, 0x144);
  tpm_write_octets(&call.writer, kLong, sizeof kLong);
  assert_int_equal(tpm_call_run(&tpm, &call, &result), kStatusInternal);
  tpm_call_begin(&call, 0x144);
  for (int i = 0; i <= kTpmCallEntitiesMax; ++i) {
    tpm_call_add_entity(&call, 1, NULL);
  }
  assert_int_equal(tpm_call_run(&tpm, &call, &result), kStatusInternal);
  const tpm_entity_t entity = {.handle = 1};
  tpm_call_begin(&call, 0x144);
  tpm_call_add_entity(&call, 1, NULL);
  tpm_call_add_authorised(&call, &entity, NULL, kTpmSessionContinue);  // authorised ones come first
  assert_int_equal(tpm_call_run(&tpm, &call, &result), kStatusInternal);
  assert_int_equal(chip.commands, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_writer_stops_at_its_capacity_and_stays_stopped),
      cmocka_unit_test(the_writer_refuses_what_a_sized_buffer_cannot_tell),
      cmocka_unit_test(the_reader_never_goes_beyond_the_end),
      cmocka_unit_test(integers_are_big_endian),
      cmocka_unit_test(pcr_selections_are_as_part_2_has_them),
      cmocka_unit_test(auth_values_lose_trailing_zeros_only),
      cmocka_unit_test(key_derivation_agrees_with_openssl),
      cmocka_unit_test(index_names_agree_with_tpm2_tools),
      cmocka_unit_test(only_a_p256_storage_key_can_be_salted_to),
      cmocka_unit_test(a_chip_that_asks_for_patience_gets_it_but_not_for_ever),
      cmocka_unit_test(malformed_headers_are_tampering),
      cmocka_unit_test(start_distinguishes_dirty_dead_and_failed),
      cmocka_unit_test(random_of_another_length_is_refused),
      cmocka_unit_test(a_property_list_of_another_shape_is_refused),
      cmocka_unit_test(a_pcr_answer_for_another_register_is_refused),
      cmocka_unit_test(noise_never_opens_anything),
      cmocka_unit_test(noise_is_parsed_within_bounds),
      cmocka_unit_test(noise_in_a_session_is_tampering),
      cmocka_unit_test(no_secret_goes_into_a_session_without_a_key),
      cmocka_unit_test(a_call_with_too_much_in_it_is_not_sent),
  };
  return cmocka_run_group_tests(tests, seed, NULL);
}
