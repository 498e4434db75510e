/**
 * One TPM 2.0 chip: how octets get to it, its constants, and the exchange of one command and response.
 *
 * Knows nothing of sessions (tpm_session.h), of single commands (tpm_commands.h, tpm_nv.h) or of what a charger does
 * with them (tpm_boot.h, tpm_provision.h, tpm_attest.h). One `tpm_t` serves one caller: not thread-safe, not
 * re-entrant.
 */
#ifndef SEALBENCH_TPM_TPM_H_
#define SEALBENCH_TPM_TPM_H_

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum {
  kTpmBufferBytes = 1024, /**< Largest command and response; as PROTOCOL.md 7.1. */
  kTpmDigestBytes = 32,   /**< SHA-256, the only hash that is used. */
  kTpmNameBytes = 34,     /**< TPM Name: u16 hash algorithm, digest. */
  kTpmPointBytes = 65,    /**< Uncompressed P-256 point: 04, x, y. */
  kTpmTriesMax = 500,     /**< How often one command is sent while the TPM asks for patience. */
  kTpmPauseMs = 10,       /**< Pause between two tries, where the transport can pause. */
};

/** Handles of ORDER.md 4 and of TPM 2.0 Part 2, 7.4. */
enum {
  kTpmHandleFirstPersistent = 0x81000000,
  kTpmHandleSrk = 0x81000001,
  kTpmHandleAk = 0x81010020,
  kTpmHandleCredential1 = 0x81008001, /**< Credentials 2 to 4 follow. */
  kTpmHandleLockIndex = 0x01400010,
  kTpmHandleCounterIndex = 0x01400011,
  kTpmHandlePukIndex = 0x01800012,
  kTpmHandleOwner = 0x40000001,
  kTpmHandleNull = 0x40000007,
  kTpmHandlePassword = 0x40000009,
  kTpmHandleEndorsement = 0x4000000b,
  kTpmHandlePlatform = 0x4000000c,
};

/** Platform configuration registers of IMAGE.md 4, and masks of the two selections that are used. */
enum {
  kTpmPcrRom = 0,
  kTpmPcrImage = 4,
  kTpmPcrAuthority = 7,
  kTpmPcrMaskCredential = 1 << 0 | 1 << 7,
  kTpmPcrMaskQuote = 1 << 0 | 1 << 4 | 1 << 7,
};

/** Response codes that decide something (TPM 2.0 Part 2, 6.6.3). */
enum {
  kTpmRcSuccess = 0x000,
  kTpmRcInitialize = 0x100,
  kTpmRcFailure = 0x101,
  kTpmRcNvDefined = 0x14c,
  kTpmRcHandle1 = 0x18b, /**< TPM_RC_HANDLE for the first handle: no such index. */
  kTpmRcYielded = 0x908,
  kTpmRcTesting = 0x90a,
  kTpmRcNvRate = 0x920,
  kTpmRcRetry = 0x922,
};

/** How octets get to the chip and back. */
typedef struct tpm_transport {
  /** Handed to both functions. */
  void *context;
  /**
   * Sends one command and receives its response.
   *
   * `response_bytes` receives the size of the response, at most `response_capacity`. Returns kStatusOk when a response
   * of any content arrived, else why not (kStatusTpmAbsent).
   */
  status_t (*exchange)(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                       size_t response_capacity, size_t *response_bytes);
  /** Waits before a command is repeated. NULL: the command is repeated at once. */
  void (*pause)(void *context, uint32_t milliseconds);
} tpm_transport_t;

/** TPM Name of an object or index with SHA-256: 000b, digest. */
typedef struct tpm_name {
  uint8_t bytes[kTpmNameBytes];
} tpm_name_t;

/** One chip. About 2 KiB: keep it static. */
typedef struct tpm {
  const tpm_transport_t *transport; /**< Not owned. */
  uint32_t last_response_code;      /**< Of the last response that had one; for the log, not authentic. */
  uint8_t command[kTpmBufferBytes];
  uint8_t response[kTpmBufferBytes]; /**< Valid until the next command. */
  size_t response_bytes;
} tpm_t;

/**
 * `status`, but a refusal of the TPM and kStatusTpmMismatch told as `refusal`: for a caller that knows what a refusal
 * of its command means. A TPM in failure mode stays kStatusTpmFailure.
 */
MUST_CHECK status_t tpm_told_as(const tpm_t *tpm, status_t status, status_t refusal);

/** Prepares `tpm` for use; sends nothing. `transport` must outlive it. */
void tpm_init(tpm_t *tpm, const tpm_transport_t *transport);

/**
 * Sends the `command_bytes` octets in `tpm->command`, repeats while the TPM answers RETRY, YIELDED, TESTING or NV_RATE
 * (at most kTpmTriesMax times), and checks the response's header.
 *
 * kStatusOk: `tpm->response` holds a response with code 0, the command's tag and a size field equal to its length.
 * kStatusTpmFailure: the TPM answered with an error, which is in `last_response_code`. kStatusTpmTampered: what came
 * is no TPM response. Else the transport's status.
 */
MUST_CHECK status_t tpm_exchange(tpm_t *tpm, size_t command_bytes);

#endif
