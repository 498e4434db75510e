/**
 * A few words that outlive a warm reset in secure RAM: a Confirm or Revert on its way to the ROM, and what became of
 * the last one.
 *
 * After power-on the RAM holds anything: what does not carry a good check sum is not there. It is no protection; the
 * ROM verifies the envelope itself. Not thread-safe.
 */
#ifndef SEALBENCH_MONITOR_MAILBOX_H
#define SEALBENCH_MONITOR_MAILBOX_H

#include <stdint.h>

#include "base/status.h"

/** Most octets of a serialised Envelope with a decision in it. */
enum { kMailboxMaxBytes = 3840 };

/** What a letter asks for. */
typedef enum mailbox_kind {
  kMailboxConfirm = 0x3c5a,
  kMailboxRevert = 0x5a99,
} mailbox_kind_t;

/** Where the ROM keeps it; one per machine, at MAP_MAILBOX. */
typedef struct mailbox {
  uint32_t check; /**< CRC-32C of all that follows. */
  uint32_t magic;
  uint32_t kind; /**< 0: no letter. */
  uint32_t bytes;
  uint8_t letter[kMailboxMaxBytes];
  uint32_t last_status; /**< 0: none since power-on. */
} mailbox_t;

/** Empties the mailbox unless it was kept over a warm reset. First call of a boot. */
void mailbox_open(mailbox_t *mailbox);

/** Puts a letter in. kStatusTooLong, kStatusBadRequest for another kind; the one before it is gone. */
MUST_CHECK status_t mailbox_put(mailbox_t *mailbox, uint32_t kind, const void *letter, uint32_t bytes);

/** Takes the letter out into `letter`. kStatusMailboxEmpty when there is none. */
MUST_CHECK status_t mailbox_take(mailbox_t *mailbox, uint32_t *kind, uint8_t letter[kMailboxMaxBytes], uint32_t *bytes);

/** Remembers for hello what became of the last letter. */
void mailbox_set_status(mailbox_t *mailbox, status_t status);

#endif
