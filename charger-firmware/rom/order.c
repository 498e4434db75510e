#include "rom/order.h"

#include <string.h>

#include "board/virt/board.h"
#include "crypto/crypto.h"
#include "provision/burn.h"
#include "provision/flash_map.h"
#include "provision/measurement.h"
#include "provision/order_store.h"
#include "provision/slot.h"
#include "tpm/tpm_provision.h"

/** An order under way. */
typedef struct execution {
  order_checked_t checked;
  tpm_provision_t tpm;
  image_unit_t unit;
  image_info_t image;
  uint8_t device_secret[32];
  uint8_t trial_id[16];
  uint64_t counter;
} execution_t;

static execution_t execution;

static void take_name(tpm_name_t *name, const pb_byte_t *octets) { memcpy(name->bytes, octets, sizeof name->bytes); }

/** 4.6 d. */
static status_t bind_tpm(tpm_t *tpm, const wire_Order *order) {
  tpm_binding_t binding;
  take_name(&binding.ek, order->ek_name.bytes);
  take_name(&binding.srk, order->srk_name.bytes);
  take_name(&binding.ak, order->ak_name.bytes);
  take_name(&binding.puk_index, order->puk_index_name.bytes);
  for (uint32_t i = 0; i < kOtpCredentialCount; ++i) {
    take_name(&binding.credentials[i], order->credential_names[i].bytes);
  }
  return tpm_provision_open(&execution.tpm, tpm, &binding);
}

static status_t check_attachment(const wire_Attachment *attachment) {
  uint8_t sha256[32];
  const flash_area_t area = flash_map_area(attachment->target);
  if (area.bytes != kFlashMapAttachmentMaxBytes || attachment->size_bytes == 0 || attachment->size_bytes > area.bytes ||
      attachment->sha256.size != sizeof sha256) {
    return kStatusOrderAttachment;
  }
  const status_t status = burn_flash_sha256(board_flash1(), area.offset, attachment->size_bytes, sha256);
  if (status != kStatusOk) {
    return status;
  }
  return hardened_require(hardened_equal(sha256, attachment->sha256.bytes, sizeof sha256), kStatusOrderAttachment);
}

/** 4.6 e, but for the activation. */
static status_t check_flash(const wire_Order *order) {
  order_image_unit(order, &execution.unit);
  status_t status = slot_verify(board_flash1(), kSlotA, &execution.unit, &execution.image);
  if (status == kStatusOk) {
    status = order_check_image(order, &execution.image);
  }
  for (pb_size_t i = 0; status == kStatusOk && i < order->attachments_count; ++i) {
    status = check_attachment(&order->attachments[i]);
  }
  return status;
}

static status_t activate(const wire_Order *order) {
  const tpm_span_t blob = {order->activation_credential_blob.bytes, order->activation_credential_blob.size};
  const tpm_span_t secret = {order->activation_encrypted_secret.bytes, order->activation_encrypted_secret.size};
  return tpm_provision_activate(&execution.tpm, blob, secret, execution.device_secret);
}

/** The rest of 4.6 f. */
static status_t change_tpm(void) {
  tpm_provision_order_t order;
  measurement_lock_content(&execution.unit, order.lock_content);
  crypto_kdf(execution.device_secret, "endorsement", NULL, 0, order.endorsement_auth);
  const status_t status = tpm_provision_apply(&execution.tpm, &order, &execution.counter);
  crypto_wipe(&order, sizeof order);
  return status;
}

/** 4.6 g: the commit point. */
static status_t commit(const otp_flash_t *otp) {
  static otp_record_t record;
  uint32_t index = 0;
  const order_trial_t trial = {execution.trial_id, execution.device_secret, execution.counter};
  order_otp_record(&execution.checked, &trial, &record);
  status_t status = otp_begin(otp, &record, &index);
  crypto_wipe(&record, sizeof record);
  if (status == kStatusOk) {
    status = otp_commit_trial(otp, index);
  }
  return status;
}

static status_t execute(rom_t *rom, const wire_Envelope *envelope, order_nonce_t *nonce) {
  order_board_t board = {.hardware_revision = rom->factory.hardware_revision};
  memcpy(board.vendor_root, rom->factory.vendor_root, sizeof board.vendor_root);
  status_t status = order_check(envelope, &board, nonce, &execution.checked);
  if (status == kStatusOk) {
    status = bind_tpm(&rom->tpm, &execution.checked.order);
  }
  if (status == kStatusOk) {
    status = check_flash(&execution.checked.order);
  }
  if (status == kStatusOk) {
    status = activate(&execution.checked.order);
  }
  if (status == kStatusOk) {
    status = crypto_random(execution.trial_id, sizeof execution.trial_id);
  }
  if (status == kStatusOk) {
    status = order_store(board_flash1(), envelope, execution.image.digest);
  }
  if (status == kStatusOk) {
    status = change_tpm();
  }
  if (status == kStatusOk) {
    status = commit(&rom->otp_flash);
  }
  return status;
}

status_t order_execute(rom_t *rom, const wire_Envelope *envelope, order_nonce_t *nonce, wire_ApplyOrderResponse *done) {
  const status_t status = execute(rom, envelope, nonce);
  tpm_provision_close(&execution.tpm);
  if (status == kStatusOk) {
    done->order_digest.size = sizeof execution.checked.digest;
    memcpy(done->order_digest.bytes, execution.checked.digest, sizeof execution.checked.digest);
    done->trial_id.size = sizeof execution.trial_id;
    memcpy(done->trial_id.bytes, execution.trial_id, sizeof execution.trial_id);
  }
  crypto_wipe(&execution, sizeof execution);
  return status;
}
