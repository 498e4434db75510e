#include "base/status.h"

const char *status_text(status_t status) {
  switch (status) {
#define X(name, code, text) \
  case name:                \
    return text;
#include "../../device-link/protocol/status.list"
#undef X
  }
  return "unknown status";
}
