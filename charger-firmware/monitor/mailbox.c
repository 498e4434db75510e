#include "monitor/mailbox.h"

#include <stddef.h>
#include <string.h>

#include "link/frame.h"

static const uint32_t kMagic = 0x584f424d;  // "MBOX"

static uint32_t check_sum(const mailbox_t *mailbox) {
  const size_t from = offsetof(mailbox_t, magic);
  return frame_crc32c((const uint8_t *)mailbox + from, sizeof *mailbox - from);
}

static void seal(mailbox_t *mailbox) { mailbox->check = check_sum(mailbox); }

void mailbox_open(mailbox_t *mailbox) {
  if (mailbox->magic != kMagic || mailbox->check != check_sum(mailbox) || mailbox->bytes > kMailboxMaxBytes) {
    memset(mailbox, 0, sizeof *mailbox);
    mailbox->magic = kMagic;
    seal(mailbox);
  }
}

status_t mailbox_put(mailbox_t *mailbox, uint32_t kind, const void *letter, uint32_t bytes) {
  if (kind != kMailboxConfirm && kind != kMailboxRevert) {
    return kStatusBadRequest;
  }
  if (bytes == 0 || bytes > kMailboxMaxBytes) {
    return kStatusTooLong;
  }
  memcpy(mailbox->letter, letter, bytes);
  mailbox->bytes = bytes;
  mailbox->kind = kind;
  seal(mailbox);
  return kStatusOk;
}

status_t mailbox_take(mailbox_t *mailbox, uint32_t *kind, uint8_t letter[kMailboxMaxBytes], uint32_t *bytes) {
  if (mailbox->kind == 0) {
    return kStatusMailboxEmpty;
  }
  *kind = mailbox->kind;
  *bytes = mailbox->bytes;
  memcpy(letter, mailbox->letter, mailbox->bytes);
  memset(mailbox->letter, 0, sizeof mailbox->letter);
  mailbox->kind = 0;
  mailbox->bytes = 0;
  seal(mailbox);
  return kStatusOk;
}

void mailbox_set_status(mailbox_t *mailbox, status_t status) {
  mailbox->last_status = (uint32_t)status;
  seal(mailbox);
}
