/**
 * What a charger says of itself. PROTOCOL.md 5. The ROM collects it; in TRIAL and LOCKED it goes to the application in
 * the hand-over block. Pure.
 */
#ifndef SEALBENCH_PROVISION_HELLO_H
#define SEALBENCH_PROVISION_HELLO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "link/messages.h"

enum { kHelloProtocolVersion = 1, kHelloNameBytes = 34, kHelloTextBytes = 28 /* a version as image.h has it */ };

/** What was found in one image slot. */
typedef struct hello_slot {
  status_t verdict;
  uint8_t image_sha256[32];
  char version[kHelloTextBytes];
  uint32_t mark; /**< slot_mark_t. */
  uint32_t boots_left;
} hello_slot_t;

/** Microseconds; BootTimes of charger_link.proto. */
typedef struct hello_boot_times {
  uint32_t identify;
  uint32_t prepare;
  uint32_t prove;
  uint32_t copy;
  uint32_t verify;
  uint32_t launch;
  uint32_t application;
  uint32_t tpm;
} hello_boot_times_t;

/** No secret is in here. Texts end with 0. */
typedef struct hello_facts {
  uint32_t lifecycle; /**< Lifecycle of charger_link.proto. */
  uint32_t program;   /**< Program of charger_link.proto. */
  status_t not_booted_reason;
  char board[17];
  char rom_version[kHelloTextBytes];
  uint8_t board_id[16];
  uint32_t hardware_revision;
  uint8_t rom_sha256[32];
  uint8_t factory_data_sha256[32];
  bool bound; /**< An order was executed: the four fields below are present. */
  uint8_t ek_name[kHelloNameBytes];
  char serial[17];
  uint8_t order_digest[32];
  uint8_t trial_id[16];
  bool running; /**< An application runs: the two fields below are present. */
  uint8_t firmware_sha256[32];
  char firmware_version[kHelloTextBytes];
  hello_slot_t slots[2];
  uint32_t last_mailbox_status; /**< 0: none since power-on. */
  uint64_t boot_us;
  hello_boot_times_t times;
} hello_facts_t;

/** Fills in the body of a hello response. */
void hello_fill(const hello_facts_t *facts, link_response_t *response);

#endif
