#include <string.h>

#include "crypto/crypto.h"
#include "test/support/cmocka_all.h"
#include "test/support/vectors.h"

/** RFC 6979 A.2.5: the key, and the signature of "sample" with SHA-256. */
static const char kRfc6979Point[] =
    "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
    "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";
static const char kRfc6979R[] = "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716";
static const char kRfc6979S[] = "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8";
/** FIPS 186-4 D.1.2.3: the order of P-256, and its base point. */
static const char kOrder[] = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
static const char kBasePoint[] =
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

/** SP 800-38A F.3.13, CFB128-AES128. */
static const char kSp80038aPlain[] =
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710";
static const char kSp80038aCipher[] =
    "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b"
    "26751f67a3cbb140b1808cf187a4f4dfc04b05357c5d1c0eeac4c66f9ff7f2e6";

static int seed_generator(void **state) {
  (void)state;
  uint8_t seed[48];
  for (size_t i = 0; i < sizeof seed; ++i) {
    seed[i] = (uint8_t)i;
  }
  return crypto_init(seed, sizeof seed) == kStatusOk ? 0 : -1;
}

static void assert_hex(const uint8_t *actual, const char *expected) {
  uint8_t octets[256];
  const size_t bytes = vectors_hex(expected, octets, sizeof octets);
  assert_memory_equal(actual, octets, bytes);
}

static void sha256_matches_fips_180(void **state) {
  (void)state;
  uint8_t digest[32];
  crypto_sha256("abc", 3, digest);
  assert_hex(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  crypto_sha256(NULL, 0, digest);
  assert_hex(digest, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_hash_in_pieces_is_the_hash_of_the_whole(void **state) {
  (void)state;
  static const char text[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  for (size_t cut = 0; cut < sizeof text; ++cut) {
    crypto_sha256_t sha;
    uint8_t digest[32];
    crypto_sha256_init(&sha);
    crypto_sha256_update(&sha, text, cut);
    crypto_sha256_update(&sha, text + cut, sizeof text - 1 - cut);
    crypto_sha256_finish(&sha, digest);
    assert_hex(digest, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  }
}

static void hmac_matches_rfc_4231(void **state) {
  (void)state;
  uint8_t mac[32];
  const crypto_part_t parts[] = {{"what do ya ", 11}, {NULL, 0}, {"want for nothing?", 17}};
  crypto_hmac_sha256((const uint8_t *)"Jefe", 4, parts, 3, mac);
  assert_hex(mac, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  uint8_t key[131];
  memset(key, 0xaa, sizeof key);
  const crypto_part_t part = {"Test Using Larger Than Block-Size Key - Hash Key First", 54};
  crypto_hmac_sha256(key, sizeof key, &part, 1, mac);
  assert_hex(mac, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

static void derivations_match_the_vectors(void **state) {
  (void)state;
  static char line[kVectorsLineMax];
  FILE *file = vectors_open("kdf.txt");
  size_t count = 0;
  while (vectors_line(file, line)) {
    char *rest = line;
    uint8_t key[32];
    uint8_t context[256];
    uint8_t derived[32];
    vectors_hex_exact(vectors_word(&rest), key, sizeof key);
    const char *label = vectors_word(&rest);
    const size_t context_bytes = vectors_hex(vectors_word(&rest), context, sizeof context);
    crypto_kdf(key, label, context, context_bytes, derived);
    assert_hex(derived, vectors_word(&rest));
    ++count;
  }
  assert_true(count >= 10);
}

static void aes_cfb_matches_sp_800_38a(void **state) {
  (void)state;
  uint8_t key[16];
  uint8_t iv[16];
  uint8_t data[64];
  vectors_hex_exact("2b7e151628aed2a6abf7158809cf4f3c", key, sizeof key);
  vectors_hex_exact("000102030405060708090a0b0c0d0e0f", iv, sizeof iv);
  vectors_hex_exact(kSp80038aPlain, data, sizeof data);
  crypto_aes128_cfb(1, key, iv, data, sizeof data);
  assert_hex(data, kSp80038aCipher);
  crypto_aes128_cfb(0, key, iv, data, sizeof data);
  assert_hex(data, kSp80038aPlain);
}

static void aes_cfb_may_end_inside_a_block(void **state) {
  (void)state;
  uint8_t key[16];
  uint8_t iv[16];
  uint8_t data[64];
  vectors_hex_exact("2b7e151628aed2a6abf7158809cf4f3c", key, sizeof key);
  vectors_hex_exact("000102030405060708090a0b0c0d0e0f", iv, sizeof iv);
  for (size_t bytes = 0; bytes <= 32; ++bytes) {
    vectors_hex_exact(kSp80038aPlain, data, sizeof data);
    crypto_aes128_cfb(1, key, iv, data, bytes);
    uint8_t expected[64];
    vectors_hex_exact(kSp80038aCipher, expected, sizeof expected);
    assert_memory_equal(data, expected, bytes);
    vectors_hex_exact(kSp80038aPlain, expected, sizeof expected);
    assert_memory_equal(data + bytes, expected + bytes, sizeof data - bytes);
  }
}

/** 48 octets 00 to 2f as seed; computed from SP 800-90A 10.1.2 with another language's HMAC. */
static void the_generator_matches_sp_800_90a(void **state) {
  assert_int_equal(seed_generator(state), 0);
  uint8_t out[40];
  assert_int_equal(crypto_random(out, sizeof out), kStatusOk);
  assert_hex(out, "0ffb80875a3e9022a4941a3fa1b0d3611df14e1cf651a73ce9229b9f3ad56887680428845710288e");
  assert_int_equal(crypto_random(out, sizeof out), kStatusOk);
  assert_hex(out, "cac8490ba9b23ffc16f14f9b05d42adbabc2f9b96b2abe2561240450cdd38b52b99c232018196a00");
}

static void the_generator_wants_256_bits_and_gives_a_kibioctet(void **state) {
  (void)state;
  static uint8_t out[kCryptoRandomMaxBytes + 1];
  const uint8_t seed[257] = {7};
  assert_int_equal(crypto_init(seed, kCryptoSeedMinBytes - 1), kStatusInternal);
  assert_int_equal(crypto_init(seed, 257), kStatusInternal);
  assert_int_equal(crypto_init(NULL, 32), kStatusInternal);
  assert_int_equal(crypto_init(seed, 256), kStatusOk);
  assert_int_equal(crypto_random(out, kCryptoRandomMaxBytes), kStatusOk);
  memset(out, 0xee, sizeof out);
  assert_int_equal(crypto_random(out, sizeof out), kStatusInternal);
  for (size_t i = 0; i < sizeof out; ++i) {
    assert_int_equal(out[i], 0);
  }
}

/** A signature under construction. */
typedef struct der {
  uint8_t octets[80];
  size_t bytes;
} der_t;

static der_t der_of(const char *hex) {
  der_t der;
  der.bytes = vectors_hex(hex, der.octets, sizeof der.octets);
  return der;
}

/** SEQUENCE { INTEGER 00 || r, INTEGER 00 || s }: both RFC 6979 numbers have their top bit set. */
static der_t rfc_6979_signature(void) {
  char hex[200];
  snprintf(hex, sizeof hex, "3046022100%s022100%s", kRfc6979R, kRfc6979S);
  return der_of(hex);
}

static status_t verify_sample(const char *point_hex, const der_t *der) {
  uint8_t point[65];
  uint8_t digest[32];
  vectors_hex_exact(point_hex, point, sizeof point);
  crypto_sha256("sample", 6, digest);
  return crypto_ecdsa_verify(point, digest, der->octets, der->bytes);
}

static void ecdsa_accepts_the_signature_of_rfc_6979(void **state) {
  (void)state;
  const der_t der = rfc_6979_signature();
  assert_int_equal(verify_sample(kRfc6979Point, &der), kStatusOk);
}

static void ecdsa_refuses_each_damaged_octet(void **state) {
  (void)state;
  der_t der = rfc_6979_signature();
  for (size_t i = 0; i < der.bytes; ++i) {
    der.octets[i] ^= (uint8_t)(1u << i % 8);
    assert_int_equal(verify_sample(kRfc6979Point, &der), kStatusSignature);
    der.octets[i] ^= (uint8_t)(1u << i % 8);
  }
  uint8_t point[65];
  uint8_t digest[32];
  vectors_hex_exact(kRfc6979Point, point, sizeof point);
  crypto_sha256("simple", 6, digest);
  assert_int_equal(crypto_ecdsa_verify(point, digest, der.octets, der.bytes), kStatusSignature);
}

static void ecdsa_takes_strict_der_only(void **state) {
  (void)state;
  char hex[200];
  static const char *const formats[] = {
      "3048022100%s022100%s0000",  // octets behind s, inside
      "3046022100%s022100%s00",    // and outside
      "308146022100%s022100%s",    // long form of the length
      "304702220000%s022100%s",    // a zero too many
      "30440220%s0220%s",          // negative numbers
      "3145022100%s022100%s",      // not a SEQUENCE
      "3046032100%s022100%s",      // not an INTEGER
      "3080022100%s022100%s0000",  // indefinite length
  };
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; ++i) {
    // the formats are the literals above
    snprintf(hex, sizeof hex, formats[i], kRfc6979R, kRfc6979S);
    const der_t der = der_of(hex);
    assert_int_equal(verify_sample(kRfc6979Point, &der), kStatusSignature);
  }
  static const char *const degenerate[] = {
      "-",
      "30",
      "3000",
      "3003020101",
      "30040200020100",
      "3006020100020100",
      "3006020101020100",
      "3006020100020101",
      "30060201010201",
      "300702010102020001",
      "3082",
      "300602ff01020101",
  };
  for (size_t i = 0; i < sizeof degenerate / sizeof degenerate[0]; ++i) {
    const der_t der = der_of(degenerate[i]);
    assert_int_equal(verify_sample(kRfc6979Point, &der), kStatusSignature);
  }
}

static void ecdsa_refuses_numbers_at_or_above_the_order(void **state) {
  (void)state;
  char hex[200];
  snprintf(hex, sizeof hex, "3046022100%s022100%s", kOrder, kRfc6979S);
  der_t der = der_of(hex);
  assert_int_equal(verify_sample(kRfc6979Point, &der), kStatusSignature);
  snprintf(hex, sizeof hex, "3046022100%s022100%s", kRfc6979R, kOrder);
  der = der_of(hex);
  assert_int_equal(verify_sample(kRfc6979Point, &der), kStatusSignature);
}

/** Points that are none: moved off the curve, hybrid and compressed forms, the zero point, a coordinate above p. */
static void set_bad_point(size_t which, uint8_t point[65]) {
  vectors_hex_exact(kRfc6979Point, point, 65);
  switch (which) {
    case 0:
      point[64] ^= 1;
      break;
    case 1:
      point[0] = 0x06;
      break;
    case 2:
      point[0] = 0x02;
      break;
    case 3:
      memset(point, 0, 65);
      break;
    case 4:
      memset(point + 1, 0, 64);
      break;
    default:
      memset(point + 1, 0xff, 32);
      break;
  }
}

static void points_off_the_curve_are_refused(void **state) {
  (void)state;
  const der_t der = rfc_6979_signature();
  uint8_t digest[32];
  crypto_sha256("sample", 6, digest);
  for (size_t which = 0; which < 6; ++which) {
    uint8_t point[65];
    uint8_t own[65];
    uint8_t z[32];
    set_bad_point(which, point);
    assert_int_equal(crypto_ecdsa_verify(point, digest, der.octets, der.bytes), kStatusSignature);
    assert_int_equal(crypto_ecdh_ephemeral(point, own, z), kStatusInternal);
    assert_hex(z, "0000000000000000000000000000000000000000000000000000000000000000");
  }
}

/** With the base point as peer, whose private key is 1, both sides' secret is the x of our own point. */
static void ecdh_with_the_base_point_gives_the_own_x(void **state) {
  (void)state;
  uint8_t peer[65];
  uint8_t first[65];
  uint8_t second[65];
  uint8_t z[32];
  vectors_hex_exact(kBasePoint, peer, sizeof peer);
  assert_int_equal(crypto_ecdh_ephemeral(peer, first, z), kStatusOk);
  assert_int_equal(first[0], 0x04);
  assert_memory_equal(first + 1, z, sizeof z);
  assert_int_equal(crypto_ecdh_ephemeral(peer, second, z), kStatusOk);
  assert_memory_not_equal(first, second, sizeof first);
}

/** a -> A = aG and b -> B = bG; the x of aB is the x of bA only if points are multiplied, not copied. */
static void ecdh_secrets_of_two_peers_differ(void **state) {
  (void)state;
  uint8_t base[65];
  uint8_t peer[65];
  uint8_t own[65];
  uint8_t unused[32];
  uint8_t z[32];
  vectors_hex_exact(kBasePoint, base, sizeof base);
  assert_int_equal(crypto_ecdh_ephemeral(base, peer, unused), kStatusOk);
  assert_int_equal(crypto_ecdh_ephemeral(peer, own, z), kStatusOk);
  assert_memory_not_equal(own + 1, z, sizeof z);
  assert_memory_not_equal(peer + 1, z, sizeof z);
}

/** Key and signature out of the first image of the vectors, made by another implementation. */
typedef struct lms_vector {
  uint8_t key[kCryptoLmsKeyBytes];
  uint8_t signature[kCryptoLmsSignatureBytes];
  uint8_t message[32];
} lms_vector_t;

static void load_lms(lms_vector_t *out) {
  static char line[kVectorsLineMax];
  static uint8_t image[4096];
  FILE *file = vectors_open("images.txt");
  assert_true(vectors_line(file, line));
  fclose(file);
  char *rest = line;
  assert_string_equal(vectors_word(&rest), "image");
  (void)vectors_word(&rest);
  const size_t bytes = vectors_hex(vectors_word(&rest), image, sizeof image);
  vectors_hex_exact(vectors_word(&rest), out->message, sizeof out->message);
  memcpy(out->key, image + bytes - sizeof out->key, sizeof out->key);
  memcpy(out->signature, image + bytes - sizeof out->key - 4 - sizeof out->signature, sizeof out->signature);
}

static status_t verify_lms(const lms_vector_t *lms) {
  return crypto_lms_verify(lms->key, lms->message, sizeof lms->message, lms->signature, sizeof lms->signature);
}

static void lms_accepts_what_another_implementation_signed(void **state) {
  (void)state;
  lms_vector_t lms;
  load_lms(&lms);
  assert_int_equal(verify_lms(&lms), kStatusOk);
}

static void lms_refuses_other_messages_keys_lengths_and_parameter_sets(void **state) {
  (void)state;
  lms_vector_t good;
  load_lms(&good);
  lms_vector_t lms = good;
  lms.message[31] ^= 0x80;
  assert_int_equal(verify_lms(&lms), kStatusSignature);
  for (size_t i = 0; i < sizeof lms.key; ++i) {
    lms = good;
    lms.key[i] ^= 0x01;  // octets 3 and 7 are the types of tree and one-time signature
    assert_int_equal(verify_lms(&lms), kStatusSignature);
  }
  for (size_t i = 0; i < sizeof lms.signature; i += 31) {
    lms = good;
    lms.signature[i] ^= 0x10;
    assert_int_equal(verify_lms(&lms), kStatusSignature);
  }
  assert_int_equal(crypto_lms_verify(good.key, good.message, 31, good.signature, sizeof good.signature),
                   kStatusSignature);
  assert_int_equal(crypto_lms_verify(good.key, good.message, 32, good.signature, sizeof good.signature - 1),
                   kStatusSignature);
  assert_int_equal(crypto_lms_verify(good.key, good.message, 32, good.signature, 0), kStatusSignature);
}

static void a_public_key_has_one_encoding(void **state) {
  (void)state;
  uint8_t spki[91];
  uint8_t point[65];
  vectors_hex_exact("3059301306072a8648ce3d020106082a8648ce3d030107034200", spki, 26);
  vectors_hex_exact(kRfc6979Point, spki + 26, 65);
  assert_int_equal(crypto_spki_point(spki, sizeof spki, point), kStatusOk);
  assert_hex(point, kRfc6979Point);
  assert_int_equal(crypto_spki_point(spki, sizeof spki - 1, point), kStatusSignature);
  for (size_t i = 0; i < 27; ++i) {
    spki[i] ^= 0x01;
    assert_int_equal(crypto_spki_point(spki, sizeof spki, point), kStatusSignature);
    spki[i] ^= 0x01;
  }
}

static void equality_and_wiping_do_what_they_say(void **state) {
  (void)state;
  uint8_t a[5] = {1, 2, 3, 4, 5};
  const uint8_t b[5] = {1, 2, 3, 4, 4};
  assert_true(crypto_equal(a, b, 4));
  assert_false(crypto_equal(a, b, 5));
  crypto_wipe(a, 4);
  assert_hex(a, "0000000005");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sha256_matches_fips_180),
      cmocka_unit_test(a_hash_in_pieces_is_the_hash_of_the_whole),
      cmocka_unit_test(hmac_matches_rfc_4231),
      cmocka_unit_test(derivations_match_the_vectors),
      cmocka_unit_test(aes_cfb_matches_sp_800_38a),
      cmocka_unit_test(aes_cfb_may_end_inside_a_block),
      cmocka_unit_test(the_generator_matches_sp_800_90a),
      cmocka_unit_test(the_generator_wants_256_bits_and_gives_a_kibioctet),
      cmocka_unit_test(ecdsa_accepts_the_signature_of_rfc_6979),
      cmocka_unit_test(ecdsa_refuses_each_damaged_octet),
      cmocka_unit_test(ecdsa_takes_strict_der_only),
      cmocka_unit_test(ecdsa_refuses_numbers_at_or_above_the_order),
      cmocka_unit_test(points_off_the_curve_are_refused),
      cmocka_unit_test(ecdh_with_the_base_point_gives_the_own_x),
      cmocka_unit_test(ecdh_secrets_of_two_peers_differ),
      cmocka_unit_test(lms_accepts_what_another_implementation_signed),
      cmocka_unit_test(lms_refuses_other_messages_keys_lengths_and_parameter_sets),
      cmocka_unit_test(a_public_key_has_one_encoding),
      cmocka_unit_test(equality_and_wiping_do_what_they_say),
  };
  return cmocka_run_group_tests(tests, seed_generator, NULL);
}
