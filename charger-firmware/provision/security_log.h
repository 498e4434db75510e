/**
 * What happened to this charger that its owner should hear of: refused images, orders and decisions, updates that were
 * given up, its case opened. IMAGE.md 8.4. Pure over flash_t; not thread-safe.
 *
 * Bounded: the oldest entries go. Boot ROM and application write it; whoever writes flash bank 1 can write it, too, and
 * erase it. It informs; nothing is decided by it, and what is read here proves nothing.
 */
#ifndef SEALBENCH_PROVISION_SECURITY_LOG_H
#define SEALBENCH_PROVISION_SECURITY_LOG_H

#include <stdint.h>

#include "base/status.h"
#include "drivers/flash.h"
#include "link/messages.h"

/** What an entry is about. Numbers of the flash and of the wire: extend at the end only. */
typedef enum security_event {
  kSecurityImageRefused = 1,    /**< At boot or after a burn; the reason is the image's status. */
  kSecurityOrderRefused = 2,    /**< ApplyOrder; the reason is its status. */
  kSecurityDecisionRefused = 3, /**< Confirm or Revert; the reason is its status. */
  kSecurityFallBack = 4,        /**< An update used up its boots and did not confirm itself. */
  kSecurityTamper = 5,          /**< The tamper input was seen. */
} security_event_t;

enum { kSecurityNoSlot = 0 };

/** One entry. */
typedef struct security_entry {
  uint32_t event;  /**< security_event_t, or one that a later program knows. */
  uint32_t reason; /**< A status; 0 when the event says it all. */
  uint32_t slot;   /**< 1: A, 2: B; kSecurityNoSlot. */
  uint32_t writer; /**< Program of charger_link.proto. */
  uint64_t time_s; /**< Seconds since 1970, as the charger's clock had it. */
} security_entry_t;

/** Whether `status` is one of an image that was refused: what was burned or booted is then worth an entry. */
bool security_log_is_image(status_t status);

/**
 * Adds an entry, unless one of the newest eight says the same: something refused at each boot must not push out
 * everything else. Of equal ones the first one's time stands.
 */
MUST_CHECK status_t security_log_add(const flash_t *flash, const security_entry_t *entry);

/**
 * The entries from sequence `first` on, oldest first, as many as fit; `next_sequence` is 0 when there are no more.
 */
MUST_CHECK status_t security_log_page(const flash_t *flash, uint32_t first, wire_SecurityLogResponse *out);

#endif
