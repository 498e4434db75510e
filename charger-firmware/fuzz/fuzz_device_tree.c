/* The device tree that the machine hands over. Magic and sizes are put right unless the first octet says otherwise. */
#include "base/bytes.h"
#include "board/virt/device_tree.h"
#include "fuzz/fuzz.h"

enum { kHeaderBytes = 40 };

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const device_tree_query_t kQueries[] = {{"secure-chosen", "rng-seed"}, {"chosen", "rng-seed"}, {"", ""}};
  if (size < 1) {
    return 0;
  }
  uint8_t *tree = fuzz_block(data + 1, size - 1);
  if (data[0] % 2 == 0 && size > kHeaderBytes) {
    bytes_put_u32be(tree, 0xd00dfeed);
    bytes_put_u32be(tree + 4, (uint32_t)size - 1);
  }
  for (unsigned i = 0; i < 3; ++i) {
    const uint8_t *value = NULL;
    const uint32_t bytes = device_tree_find(tree, (uint32_t)size - 1, &kQueries[i], &value);
    FUZZ_MUST(bytes == 0 || (value >= tree && bytes <= size - 1 && value + bytes <= tree + size - 1));
  }
  free(tree);
  return 0;
}
