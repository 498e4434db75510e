#include "board/virt/stack_guard.h"

#include <stdnoreturn.h>

#include "board/virt/board.h"
#include "crypto/crypto.h"

/* Names of the compiler's. The monitor's functions use the word, too, so it stays while the application runs. */
uintptr_t __stack_chk_guard __attribute__((section(".resident")));
noreturn void __stack_chk_fail(void);

noreturn void __stack_chk_fail(void) { board_fault(); }

/* Changes the word that it would check itself. */
__attribute__((optimize("no-stack-protector"))) void stack_guard_open(const uint8_t *entropy, size_t bytes) {
  static const uint8_t kLabel[] = "sealbench stack guard";
  static uint8_t digest[kCryptoDigestBytes];
  crypto_sha256_t sha;
  crypto_sha256_init(&sha);
  crypto_sha256_update(&sha, kLabel, sizeof kLabel);
  crypto_sha256_update(&sha, entropy, bytes);
  crypto_sha256_finish(&sha, digest);
  uintptr_t word = 0;
  for (size_t i = 0; i < sizeof word; ++i) {
    word = word << 8 | digest[i];
  }
  __stack_chk_guard = word & ~(uintptr_t)0xff; /* a zero octet ends a string that runs into it */
  crypto_wipe(digest, sizeof digest);
}
