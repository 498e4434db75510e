#include <string.h>

#include "app/app.h"
#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "board/virt/stack_guard.h"
#include "crypto/crypto.h"
#include "monitor/monitor_call.h"
#include "provision/slot_state.h"
#include "tpm/tpm_commands.h"

static app_t app;

/** Takes the hand-over block out of the RAM where the ROM left it. */
static bool take_handover(void) {
  handover_t *left = (handover_t *)MAP_HANDOVER;
  memcpy(&app.handover, left, sizeof app.handover);
  crypto_wipe(left, sizeof *left);
  return app.handover.magic == kHandoverMagic && app.handover.version == kHandoverVersion &&
         app.handover.size_bytes == sizeof app.handover;
}

/** Called by the start code. */
void app_main(void);

void app_main(void) {
  board_open_normal();
  const bool taken = take_handover();
  stack_guard_open(app.handover.secrets.seed, sizeof app.handover.secrets.seed);
  const status_t seeded = crypto_init(app.handover.secrets.seed, sizeof app.handover.secrets.seed);
  crypto_wipe(app.handover.secrets.seed, sizeof app.handover.secrets.seed);
  if (!taken || seeded != kStatusOk) {
    board_stop();
  }
  tpm_init(&app.tpm, board_tpm());
  // an update that does not run well gives its boots up at once, so that the one before it comes back; any other image
  // is all there is, and says on the link what is wrong with it
  const bool pending = app.handover.facts.slots[app.handover.slot].mark == kSlotPending;
  if (app_confirm(&app) == kStatusOk || !pending) {
    app_serve(&app);
  }
  // orderly: what the TPM answers changes nothing any more
  (void)!tpm_shutdown(&app.tpm);
  (void)!monitor_call(kMonitorReset, 0, 0, 0);
  board_stop();
}
