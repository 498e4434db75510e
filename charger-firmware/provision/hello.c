#include "provision/hello.h"

#include <assert.h>
#include <string.h>

#include "provision/burn.h"
#include "provision/slot_state.h"

/** Sets a bytes field of a generated message. */
#define SET_BYTES(field, from)                                                      \
  do {                                                                              \
    static_assert(sizeof((field).bytes) >= sizeof(from), "the field is too small"); \
    memcpy((field).bytes, (from), sizeof(from));                                    \
    (field).size = sizeof(from);                                                    \
  } while (0)

static void fill_bound(const hello_facts_t *facts, link_hello_t *hello) {
  SET_BYTES(hello->ek_name, facts->ek_name);
  SET_BYTES(hello->order_digest, facts->order_digest);
  SET_BYTES(hello->trial_id, facts->trial_id);
  strncpy(hello->serial, facts->serial, sizeof hello->serial - 1);
}

static wire_SlotMark mark_on_the_wire(uint32_t mark) {
  switch (mark) {
    case kSlotPending:
      return wire_SlotMark_SLOT_MARK_PENDING;
    case kSlotConfirmed:
      return wire_SlotMark_SLOT_MARK_CONFIRMED;
    case kSlotFailed:
      return wire_SlotMark_SLOT_MARK_FAILED;
    default:
      return wire_SlotMark_SLOT_MARK_UNRECORDED;
  }
}

static void fill_slot(const hello_slot_t *slot, uint32_t number, wire_SlotInfo *out) {
  out->slot = number;
  out->verdict = (uint32_t)slot->verdict;
  out->mark = mark_on_the_wire(slot->mark);
  out->boots_left = slot->boots_left;
  if (slot->verdict == kStatusOk) {
    SET_BYTES(out->image_sha256, slot->image_sha256);
    strncpy(out->version, slot->version, sizeof out->version - 1);
  }
}

static void fill_times(const hello_boot_times_t *times, link_hello_t *hello) {
  hello->has_boot_times = true;
  hello->boot_times = (wire_BootTimes){
      .identify_us = times->identify,
      .prepare_us = times->prepare,
      .prove_us = times->prove,
      .copy_us = times->copy,
      .verify_us = times->verify,
      .launch_us = times->launch,
      .application_us = times->application,
      .tpm_us = times->tpm,
  };
}

void hello_fill(const hello_facts_t *facts, link_response_t *response) {
  link_hello_t *hello = &response->body.hello;
  response->which_body = wire_Response_hello_tag;
  hello->protocol_version = kHelloProtocolVersion;
  hello->program = (wire_Program)facts->program;
  hello->not_booted_reason = (uint32_t)facts->not_booted_reason;
  strncpy(hello->board, facts->board, sizeof hello->board - 1);
  strncpy(hello->rom_version, facts->rom_version, sizeof hello->rom_version - 1);
  SET_BYTES(hello->board_id, facts->board_id);
  hello->hardware_revision = facts->hardware_revision;
  SET_BYTES(hello->rom_sha256, facts->rom_sha256);
  SET_BYTES(hello->factory_data_sha256, facts->factory_data_sha256);
  if (facts->bound) {
    fill_bound(facts, hello);
  }
  if (facts->running) {
    SET_BYTES(hello->firmware_sha256, facts->firmware_sha256);
    strncpy(hello->firmware_version, facts->firmware_version, sizeof hello->firmware_version - 1);
  }
  hello->has_limits = true;
  hello->limits.max_payload_bytes = kFramePayloadMaxBytes;
  hello->limits.window_bytes = kBurnWindowBytes;
  hello->slots_count = 2;
  fill_slot(&facts->slots[0], 0, &hello->slots[0]);
  fill_slot(&facts->slots[1], 1, &hello->slots[1]);
  hello->last_mailbox_status = facts->last_mailbox_status;
  hello->boot_us = facts->boot_us;
  fill_times(&facts->times, hello);
}
