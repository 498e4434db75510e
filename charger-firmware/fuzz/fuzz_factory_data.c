/* The factory-data sector, its digest put right by the first octet's leave. */
#include "fuzz/fuzz.h"
#include "provision/factory_data.h"

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count;
  (void)words;
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_input_t input = {data, size};
  const uint8_t fix = fuzz_u8(&input);
  uint8_t sector[kFactoryDataBytes];
  factory_data_t found;
  fuzz_fill(&input, sector, sizeof sector);
  if (fix % 2 == 0) {
    memcpy(sector, "SBFD\1\0\0\0", 8);
    crypto_sha256(sector, kFactoryDataBytes - 32, sector + kFactoryDataBytes - 32);
  }
  uint8_t *block = fuzz_block(sector, sizeof sector);
  if (factory_data_read(block, &found) == kStatusOk) {
    FUZZ_MUST(strnlen(found.board, sizeof found.board) < sizeof found.board);
  }
  free(block);
  return 0;
}
