#include "provision/order_check.h"

#include <assert.h>
#include <string.h>

#include "crypto/crypto.h"
#include "provision/document.h"
#include "provision/order_fields.h"

enum { kDeviceClassChars = sizeof((wire_CustomerStatement *)0)->device_class };

static_assert(kImageMaxPairs == sizeof((wire_Order *)0)->key_pairs / sizeof(wire_FirmwareKeyPair),
              "documents.options and image.h must agree");
static_assert(kOtpCredentialCount == sizeof((wire_Order *)0)->credential_names / sizeof(wire_Order_credential_names_t),
              "documents.options and otp.h must agree");
static_assert(kOtpNameBytes == sizeof((wire_Order *)0)->ek_name.bytes, "documents.options and otp.h must agree");

status_t order_nonce_issue(order_nonce_t *nonce) {
  order_nonce_void(nonce);
  const status_t status = crypto_random(nonce->value, sizeof nonce->value);
  if (status == kStatusOk) {
    nonce->outstanding = kHardenedYes;
  }
  return status;
}

void order_nonce_void(order_nonce_t *nonce) {
  nonce->outstanding = kHardenedNo;
  crypto_wipe(nonce->value, sizeof nonce->value);
}

/** ORDER.md 2.2: "model/hw-revision", the revision in decimal. */
static hardened_t device_class_fits(const wire_CustomerStatement *customer, const wire_Order *order) {
  char text[kDeviceClassChars] = {0};
  char digits[10];
  size_t digit_count = 0;
  uint32_t left = order->hardware_revision;
  do {
    digits[digit_count++] = (char)('0' + left % 10);
    left /= 10;
  } while (left != 0);
  size_t at = strlen(order->model);
  memcpy(text, order->model, at);
  text[at++] = '/';
  while (digit_count > 0) {
    text[at++] = digits[--digit_count];
  }
  return hardened_equal(text, customer->device_class, at + 1);
}

static_assert(sizeof((wire_Order *)0)->model + 1 + 10 < kDeviceClassChars, "a device class must fit its field");

static hardened_t pairs_fit(const wire_CustomerStatement *customer, const wire_Order *order) {
  hardened_t all = hardened_same_word(customer->key_pairs_count, order->key_pairs_count);
  for (pb_size_t i = 0; i < customer->key_pairs_count && i < order->key_pairs_count; ++i) {
    const wire_FirmwareKeyPair *ours = &order->key_pairs[i];
    const wire_FirmwareKeyPair *theirs = &customer->key_pairs[i];
    if (ours->ecdsa_sha256.size != kCryptoDigestBytes || ours->lms_sha256.size != kCryptoDigestBytes) {
      return kHardenedNo;
    }
    all = hardened_both(all, hardened_equal(ours->ecdsa_sha256.bytes, theirs->ecdsa_sha256.bytes, kCryptoDigestBytes));
    all = hardened_both(all, hardened_equal(ours->lms_sha256.bytes, theirs->lms_sha256.bytes, kCryptoDigestBytes));
  }
  return all;
}

/** 4.6 b, first half. */
static status_t check_customer(const wire_Order *order, const uint8_t vendor_root[65]) {
  static wire_CustomerStatement customer;
  if (!order->has_customer_statement) {
    return kStatusCustomerStatement;
  }
  const status_t status = document_check_customer(&order->customer_statement, vendor_root, &customer);
  if (status != kStatusOk) {
    return status;
  }
  if (order->vid.size != sizeof customer.vid.bytes || order->cid.size != sizeof customer.cid.bytes) {
    return kStatusCustomerStatement;
  }
  const hardened_t vid = hardened_equal(order->vid.bytes, customer.vid.bytes, sizeof customer.vid.bytes);
  const hardened_t cid = hardened_equal(order->cid.bytes, customer.cid.bytes, sizeof customer.cid.bytes);
  const hardened_t keys = hardened_both(pairs_fit(&customer, order), device_class_fits(&customer, order));
  return hardened_require(hardened_both(hardened_both(vid, cid), keys), kStatusCustomerStatement);
}

/** 4.6 c. The nonce was given out once and is taken once. */
static status_t check_nonce(const wire_Order *order, order_nonce_t *nonce) {
  const hardened_t outstanding = nonce->outstanding;
  const hardened_t same = hardened_equal(order->nonce.bytes, nonce->value, sizeof nonce->value);
  order_nonce_void(nonce);
  return hardened_require(hardened_both(outstanding, same), kStatusOrderNonce);
}

static status_t check_in_order(const wire_Envelope *envelope, const order_board_t *board, order_nonce_t *nonce,
                               order_checked_t *out) {
  status_t status = document_check_order(envelope, board->vendor_root, &out->order, out->digest);
  if (status != kStatusOk) {
    return status;
  }
  status = check_customer(&out->order, board->vendor_root);
  if (status != kStatusOk) {
    return status;
  }
  status = order_fields_check(&out->order);
  if (status != kStatusOk) {
    return status;
  }
  status = check_nonce(&out->order, nonce);
  if (status != kStatusOk) {
    return status;
  }
  return hardened_require(hardened_same_word(out->order.hardware_revision, board->hardware_revision),
                          kStatusOrderBoard);
}

status_t order_check(const wire_Envelope *envelope, const order_board_t *board, order_nonce_t *nonce,
                     order_checked_t *out) {
  memset(out, 0, sizeof *out);
  const status_t status = check_in_order(envelope, board, nonce, out);
  if (status != kStatusOk) {
    memset(out, 0, sizeof *out);
  }
  return status;
}

static void copy_pairs(const wire_Order *order, firmware_pair_t out[kImageMaxPairs]) {
  for (pb_size_t i = 0; i < order->key_pairs_count; ++i) {
    memcpy(out[i].ecdsa_sha256, order->key_pairs[i].ecdsa_sha256.bytes, sizeof out[i].ecdsa_sha256);
    memcpy(out[i].lms_sha256, order->key_pairs[i].lms_sha256.bytes, sizeof out[i].lms_sha256);
  }
}

void order_image_unit(const wire_Order *order, image_unit_t *out) {
  memset(out, 0, sizeof *out);
  memcpy(out->vid, order->vid.bytes, sizeof out->vid);
  memcpy(out->cid, order->cid.bytes, sizeof out->cid);
  out->pair_count = order->key_pairs_count;
  copy_pairs(order, out->pairs);
  out->floor = order->security_counter;
}

status_t order_check_image(const wire_Order *order, const image_info_t *image) {
  const hardened_t digest = hardened_equal(order->firmware_sha256.bytes, image->digest, sizeof image->digest);
  const hardened_t counter = hardened_same_word(order->security_counter, image->security_counter);
  const hardened_t version = hardened_equal(order->firmware_version, image->version, strlen(image->version) + 1);
  return hardened_require(hardened_both(hardened_both(digest, counter), version), kStatusOrderImage);
}

void order_otp_record(const order_checked_t *checked, const order_trial_t *trial, otp_record_t *out) {
  const wire_Order *order = &checked->order;
  memset(out, 0, sizeof *out);
  out->counter_start = trial->counter_start;
  out->security_counter_start = order->security_counter;
  out->pair_count = order->key_pairs_count;
  copy_pairs(order, out->pairs);
  memcpy(out->vid, order->vid.bytes, sizeof out->vid);
  memcpy(out->cid, order->cid.bytes, sizeof out->cid);
  memcpy(out->serial, order->serial, sizeof out->serial);
  memcpy(out->trial_id, trial->trial_id, sizeof out->trial_id);
  memcpy(out->order_digest, checked->digest, sizeof out->order_digest);
  memcpy(out->device_secret, trial->device_secret, sizeof out->device_secret);
  memcpy(out->ek_name, order->ek_name.bytes, sizeof out->ek_name);
  memcpy(out->srk_name, order->srk_name.bytes, sizeof out->srk_name);
  memcpy(out->ak_name, order->ak_name.bytes, sizeof out->ak_name);
  for (uint32_t i = 0; i < kOtpCredentialCount; ++i) {
    memcpy(out->credential_names[i], order->credential_names[i].bytes, kOtpNameBytes);
  }
  memcpy(out->puk_index_name, order->puk_index_name.bytes, sizeof out->puk_index_name);
}
