#include "board/virt/device_tree.h"

#include <stdbool.h>
#include <string.h>

#include "base/bytes.h"

static const uint32_t kMagic = 0xd00dfeed;
enum { kHeaderBytes = 40, kTotalSize = 4, kStructOffset = 8, kStringsOffset = 12 };
enum { kBeginNode = 1, kEndNode = 2, kProperty = 3, kNop = 4 };

/** A tree whose total size lies inside the memory given. */
typedef struct walk {
  const uint8_t *tree;
  uint32_t size;
  uint32_t at;
  uint32_t depth;
  bool in_node;
} walk_t;

static bool string_equals(const walk_t *walk, uint32_t offset, const char *text) {
  const size_t length = strlen(text) + 1;
  return offset <= walk->size && length <= walk->size - offset && memcmp(walk->tree + offset, text, length) == 0;
}

static void enter_node(walk_t *walk, const char *name) {
  ++walk->depth;
  if (walk->depth == 2) {
    walk->in_node = string_equals(walk, walk->at, name);
  }
  while (walk->at < walk->size && walk->tree[walk->at] != 0) {
    ++walk->at;
  }
  walk->at = (walk->at + 4) & ~3U;
}

/** Reads the property at `walk->at`; true when it is the one asked for. */
static bool property(walk_t *walk, const char *name, const uint8_t **value, uint32_t *bytes) {
  if (walk->size - walk->at < 8) {
    walk->at = walk->size;
    return false;
  }
  *bytes = bytes_get_u32be(walk->tree + walk->at);
  const uint32_t name_offset = bytes_get_u32be(walk->tree + walk->at + 4);
  const uint32_t strings = bytes_get_u32be(walk->tree + kStringsOffset);
  walk->at += 8;
  if (*bytes > walk->size - walk->at || strings > walk->size || name_offset > walk->size - strings) {
    walk->at = walk->size;
    return false;
  }
  *value = walk->tree + walk->at;
  walk->at = (walk->at + *bytes + 3) & ~3U;
  return walk->depth == 2 && walk->in_node && string_equals(walk, strings + name_offset, name);
}

uint32_t device_tree_find(const uint8_t *tree, uint32_t size, const device_tree_query_t *query, const uint8_t **value) {
  if (size < kHeaderBytes || bytes_get_u32be(tree) != kMagic || bytes_get_u32be(tree + kTotalSize) > size) {
    return 0;
  }
  walk_t walk = {tree, bytes_get_u32be(tree + kTotalSize), bytes_get_u32be(tree + kStructOffset) & ~3U, 0, false};
  while (walk.at < walk.size && walk.size - walk.at >= 4) {
    const uint32_t token = bytes_get_u32be(tree + walk.at);
    uint32_t bytes = 0;
    walk.at += 4;
    if (token == kBeginNode) {
      enter_node(&walk, query->node);
    } else if (token == kEndNode && walk.depth > 1) {
      walk.in_node = walk.in_node && walk.depth != 2;
      --walk.depth;
    } else if (token == kProperty) {
      if (property(&walk, query->property, value, &bytes)) {
        return bytes;
      }
    } else if (token != kNop) {
      return 0;
    }
  }
  return 0;
}
