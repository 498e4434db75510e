/**
 * Short names for the generated types of charger_link.proto and documents.proto.
 */
#ifndef SEALBENCH_LINK_MESSAGES_H
#define SEALBENCH_LINK_MESSAGES_H

#include "charger_link.pb.h"

typedef wire_Request link_request_t;
typedef wire_Response link_response_t;
typedef wire_HelloResponse link_hello_t;
typedef wire_BurnBeginRequest link_burn_begin_t;
typedef wire_BurnBeginResponse link_burn_begun_t;
typedef wire_Envelope link_envelope_t;

#endif
