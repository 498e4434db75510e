#ifndef SEALBENCH_PROVISION_ORDER_FIELDS_H_
#define SEALBENCH_PROVISION_ORDER_FIELDS_H_

#include "base/status.h"
#include "documents.pb.h"

/** For order_check.c only: ORDER.md 4.6 b, "fields within bounds". kStatusOrderField for whatever is out of them. */
MUST_CHECK status_t order_fields_check(const wire_Order *order);

#endif
