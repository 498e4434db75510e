#ifndef SEALBENCH_BASE_STATUS_H_
#define SEALBENCH_BASE_STATUS_H_

/**
 * Every way the charger answers or refuses. The list with codes and texts is device-link/protocol/status.list.
 *
 * Success is `kStatusOk`, which is not 0: memory that was wiped, never written or skipped over by a glitch does not
 * read as success. Compare with `kStatusOk` only, never by truth value.
 */
typedef enum status {
#define X(name, code, text) name = (code),
#include "../../device-link/protocol/status.list"
#undef X
} status_t;

/** On every function that can refuse: an ignored refusal does not compile. */
#define MUST_CHECK __attribute__((warn_unused_result))

/**
 * English text of `status`, for a console or a test's message. Static storage, never NULL; a code that is not on the
 * list gives "unknown status".
 */
const char *status_text(status_t status);

#endif
