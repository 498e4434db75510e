#include "board/virt/device_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "test/support/cmocka_all.h"

enum { kTreeBytes = 512, kStructAt = 40, kStringsAt = 300 };

/** A tree as Devicetree Specification 0.3, 5 lays it out: root, two nodes with a property of the same name, a nested
 * node. */
static uint8_t tree[kTreeBytes];
static uint32_t at;

static void word(uint32_t value) {
  bytes_put_u32be(tree + at, value);
  at += 4;
}

static void node(const char *name) {
  word(1);
  memcpy(tree + at, name, strlen(name) + 1);
  at = (at + (uint32_t)strlen(name) + 4) & ~3U;
}

static void property(uint32_t name_offset, const char *value, uint32_t bytes) {
  word(3);
  word(bytes);
  word(name_offset);
  memcpy(tree + at, value, bytes);
  at = (at + bytes + 3) & ~3U;
}

static int set_up(void **state) {
  (void)state;
  memset(tree, 0, sizeof tree);
  bytes_put_u32be(tree, 0xd00dfeed);
  bytes_put_u32be(tree + 4, kTreeBytes);
  bytes_put_u32be(tree + 8, kStructAt);
  bytes_put_u32be(tree + 12, kStringsAt);
  memcpy(tree + kStringsAt, "other\0rng-seed", 15);
  at = kStructAt;
  node("");
  property(6, "root", 4);  // the root's own property is not a node's
  node("chosen");
  property(0, "x", 1);
  property(6, "public", 6);
  node("secure-chosen");  // one level too deep
  property(6, "nested", 6);
  word(2);
  word(2);
  word(4);
  node("secure-chosen");
  property(6, "secret", 6);
  word(2);
  word(2);
  word(9);
  return 0;
}

static uint32_t find(const char *name, const char *of, const uint8_t **value) {
  return device_tree_find(tree, sizeof tree, &(device_tree_query_t){name, of}, value);
}

static void the_property_of_the_right_node_is_found(void **state) {
  (void)state;
  const uint8_t *value;
  assert_int_equal(find("secure-chosen", "rng-seed", &value), 6);
  assert_memory_equal(value, "secret", 6);
  assert_int_equal(find("chosen", "rng-seed", &value), 6);
  assert_memory_equal(value, "public", 6);
  assert_int_equal(find("chosen", "other", &value), 1);
}

static void what_is_not_there_is_not_found(void **state) {
  (void)state;
  const uint8_t *value;
  assert_int_equal(find("secure-chosen", "other", &value), 0);
  assert_int_equal(find("secure-chose", "rng-seed", &value), 0);
  assert_int_equal(find("", "rng-seed", &value), 0);
  assert_int_equal(find("chosen", "rng", &value), 0);
}

static void a_tree_without_magic_or_longer_than_its_memory_is_none(void **state) {
  (void)state;
  const uint8_t *value;
  const device_tree_query_t query = {"chosen", "rng-seed"};
  assert_int_equal(device_tree_find(tree, sizeof tree - 1, &query, &value), 0);
  assert_int_equal(device_tree_find(tree, 39, &query, &value), 0);
  tree[0] ^= 1;
  assert_int_equal(device_tree_find(tree, sizeof tree, &query, &value), 0);
}

/** Under AddressSanitizer: no octet outside the tree is read, whatever the tree says. */
static void damaged_trees_end_and_stay_inside_their_memory(void **state) {
  (void)state;
  uint32_t random = 11;
  const device_tree_query_t query = {"secure-chosen", "rng-seed"};
  for (int i = 0; i < 50000; ++i) {
    uint8_t *copy = malloc(kTreeBytes);
    assert_non_null(copy);
    memcpy(copy, tree, kTreeBytes);
    for (int k = 0; k < 3; ++k) {
      random = random * 1664525u + 1013904223u;
      copy[8 + (random >> 8) % 220] = (uint8_t)(random >> 24);
    }
    const uint8_t *value = copy;
    const uint32_t bytes = device_tree_find(copy, kTreeBytes, &query, &value);
    assert_true(bytes == 0 || (value >= copy && bytes <= (uint32_t)(copy + kTreeBytes - value)));
    free(copy);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(the_property_of_the_right_node_is_found, set_up),
      cmocka_unit_test_setup(what_is_not_there_is_not_found, set_up),
      cmocka_unit_test_setup(a_tree_without_magic_or_longer_than_its_memory_is_none, set_up),
      cmocka_unit_test_setup(damaged_trees_end_and_stay_inside_their_memory, set_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
