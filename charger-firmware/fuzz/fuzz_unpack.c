/* zlib streams of a burn: never an octet too many is written, and none is left over when it says that all is well. */
#include "fuzz/fuzz.h"
#include "provision/burn_area.h"
#include "provision/unpack.h"

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input_t input = {data, size};
  const uint32_t bytes = fuzz_u16(&input) % (kBurnPieceBytes + 1);
  uint8_t *packed = fuzz_block(input.data, input.size);
  uint8_t *out = malloc(bytes == 0 ? 1 : bytes);
  FUZZ_MUST(out != NULL);
  (void)!unpack_zlib(packed, (uint32_t)input.size, out, bytes);
  free(out);
  free(packed);
  return 0;
}
