#include "app/app.h"
#include "monitor/monitor_call.h"
#include "provision/slot_state.h"

static bool all_passed(const wire_SelfTest *test) {
  return test->ram == kStatusOk && test->flash == kStatusOk && test->tpm == kStatusOk && test->rtc == kStatusOk;
}

status_t app_confirm(app_t *app) {
  hello_slot_t *own = &app->handover.facts.slots[app->handover.slot];
  if (own->mark == kSlotConfirmed) {
    return kStatusOk;
  }
  const wire_SelfTest test = app_self_test(app);
  if (!all_passed(&test)) {
    return kStatusSelfTestFailed;
  }
  const status_t status = monitor_call(kMonitorConfirmUpdate, 0, 0, 0);
  if (status == kStatusOk) {
    own->mark = kSlotConfirmed;
    own->boots_left = 0;
  }
  return status;
}
