/**
 * The ROM's answers on the link. PROTOCOL.md 5. Called from serve.c only.
 */
#ifndef SEALBENCH_ROM_SERVE_H
#define SEALBENCH_ROM_SERVE_H

#include "link/server.h"
#include "provision/burn.h"
#include "rom/order.h"
#include "rom/rom.h"

/** What the handlers work on. One, in serve.c. */
typedef struct serve {
  rom_t *rom;
  burn_t burn;
  order_nonce_t nonce;
} serve_t;

/** BLANK: provisioning. */
MUST_CHECK status_t serve_blank(serve_t *self, const link_request_t *request, link_response_t *response,
                                link_after_t *after);

/** TRIAL or LOCKED, and nothing boots: the way out. */
MUST_CHECK status_t serve_stopped(serve_t *self, const link_request_t *request, link_response_t *response,
                                  link_after_t *after);

#endif
