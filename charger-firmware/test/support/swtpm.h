/**
 * A TPM 2.0 emulator process for tests: swtpm with a state directory of its own, reached over unix sockets.
 *
 * Needs swtpm; `swtpm_tool` also tpm2-tools and socat. A problem of the emulator ends the test program with a message:
 * it is no result of a test. Not thread-safe.
 */
#ifndef SEALBENCH_TEST_SUPPORT_SWTPM_H_
#define SEALBENCH_TEST_SUPPORT_SWTPM_H_

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "tpm/tpm.h"

enum { kSwtpmPathBytes = 256 };

/** One emulated chip. */
typedef struct swtpm {
  char directory[kSwtpmPathBytes]; /**< State, sockets, and the files of tools; removed by `swtpm_stop`. */
  pid_t pid;
  int data_fd; /**< Connection for commands; -1 when closed. */
} swtpm_t;

/** Starts a chip with the state of `pristine` (a directory kept by `swtpm_keep`), or, where NULL, a new one. */
void swtpm_start(swtpm_t *chip, const char *pristine);

/** Takes the power away and gives it back: TPM2_Startup has to follow. */
void swtpm_power_cycle(swtpm_t *chip);

/** Stops the chip and copies its directory to a new one, whose path `kept` receives. */
void swtpm_keep(swtpm_t *chip, char kept[kSwtpmPathBytes]);

/** Stops the chip and removes its directory. */
void swtpm_stop(swtpm_t *chip);

/** Removes a directory of `swtpm_keep`. */
void swtpm_forget(const char *kept);

/** Commands from C code to the chip. `chip` must outlive the result. */
tpm_transport_t swtpm_transport(swtpm_t *chip);

/**
 * Runs a shell command in the chip's directory with tpm2-tools directed to the chip. Returns its exit code.
 */
int swtpm_tool(swtpm_t *chip, const char *command);

/** Reads a file of the chip's directory; returns its size. A file longer than `capacity_bytes` is a problem. */
size_t swtpm_read_file(const swtpm_t *chip, const char *name, uint8_t *out, size_t capacity_bytes);

/** Writes a file into the chip's directory. */
void swtpm_write_file(const swtpm_t *chip, const char *name, const uint8_t *data, size_t size_bytes);

#endif
