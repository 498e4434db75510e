/**
 * In place of confirm.c: an application that runs, but never says that it runs well. For tests of the fall-back only
 * (build/app-unconfirmed.bin).
 */
#include "app/app.h"

status_t app_confirm(app_t *app) {
  (void)app;
  return kStatusOk;
}
