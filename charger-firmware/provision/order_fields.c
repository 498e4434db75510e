#include "provision/order_fields.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/bytes.h"
#include "provision/order_check.h"

enum {
  /** TPM_ALG_SHA256, the first two octets of a Name. */
  kTpmAlgSha256 = 0x000b,
  kNameBytes = 34,
  /** charger_link.proto, BurnTarget: largest attachment. */
  kAttachmentMaxBytes = 32 * 1024,
  kTargetFirst = 16,
  kTargetLast = 18,
  /** ISO 7064 MOD 37,36. */
  kSerialModulus = 36,
};

/** Value of a character of ISO 7064's alphanumeric set; -1 for others and for I and O, which serials never hold. */
static int32_t serial_value(char character) {
  if (character >= '0' && character <= '9') {
    return character - '0';
  }
  if (character >= 'A' && character <= 'Z' && character != 'I' && character != 'O') {
    return character - 'A' + 10;
  }
  return -1;
}

status_t order_check_serial(const char *serial) {
  if (strlen(serial) != kOtpSerialChars) {
    return kStatusOrderField;
  }
  int32_t product = kSerialModulus;
  for (size_t i = 0; i < kOtpSerialChars - 1; ++i) {
    const int32_t value = serial_value(serial[i]);
    if (value < 0) {
      return kStatusOrderField;
    }
    const int32_t sum = (product + value) % kSerialModulus;
    product = (sum == 0 ? kSerialModulus : sum) * 2 % (kSerialModulus + 1);
  }
  const int32_t check = serial_value(serial[kOtpSerialChars - 1]);
  if (check < 0 || (product + check) % kSerialModulus != 1) {
    return kStatusOrderField;
  }
  return kStatusOk;
}

/** One or more printable ASCII characters; the decoder bounded the length. */
static bool is_text(const char *text) {
  for (const char *at = text; *at != '\0'; ++at) {
    if (*at < 0x20 || *at > 0x7e) {
      return false;
    }
  }
  return text[0] != '\0';
}

static bool is_digit(char character) { return character >= '0' && character <= '9'; }

/** GTIN-8, -12, -13 or -14; its check digit is the station's matter. */
static bool is_gtin(const char *text) {
  size_t length = 0;
  for (; text[length] != '\0'; ++length) {
    if (!is_digit(text[length])) {
      return false;
    }
  }
  return length == 8 || (length >= 12 && length <= 14);
}

/** YYYY-MM-DD in shape; the charger has no calendar. */
static bool is_date(const char *text) {
  static const char shape[] = "dddd-dd-dd";
  if (strlen(text) != sizeof shape - 1) {
    return false;
  }
  for (size_t i = 0; i < sizeof shape - 1; ++i) {
    if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != shape[i]) {
      return false;
    }
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** The TPM Name of a SHA-256 object. */
static bool is_name(const uint8_t *name, size_t name_bytes) {
  return name_bytes == kNameBytes && bytes_get_u16be(name) == kTpmAlgSha256;
}

/** A TPM2B whose size field says what is there. */
static bool is_tpm2b(const uint8_t *value, size_t value_bytes) {
  return value_bytes > 2 && bytes_get_u16be(value) == value_bytes - 2;
}

static bool identity_good(const wire_Order *order) {
  return order->order_id.size == 16 && order->nonce.size == 32 && order_check_serial(order->serial) == kStatusOk &&
         is_text(order->model) && is_gtin(order->gtin) && is_text(order->ssid) && is_text(order->host_name) &&
         is_date(order->manufactured) && is_date(order->feature_updates_until) &&
         is_date(order->security_updates_until) && order->log_checkpoint_sha256.size == 32;
}

static bool tpm_good(const wire_Order *order) {
  if (!is_name(order->ek_name.bytes, order->ek_name.size) || !is_name(order->ak_name.bytes, order->ak_name.size) ||
      !is_name(order->srk_name.bytes, order->srk_name.size) ||
      !is_name(order->puk_index_name.bytes, order->puk_index_name.size)) {
    return false;
  }
  if (order->credential_names_count != kOtpCredentialCount) {
    return false;
  }
  for (size_t i = 0; i < kOtpCredentialCount; ++i) {
    if (!is_name(order->credential_names[i].bytes, order->credential_names[i].size)) {
      return false;
    }
  }
  return is_tpm2b(order->activation_credential_blob.bytes, order->activation_credential_blob.size) &&
         is_tpm2b(order->activation_encrypted_secret.bytes, order->activation_encrypted_secret.size);
}

static bool same_pair(const wire_FirmwareKeyPair *a, const wire_FirmwareKeyPair *b) {
  return memcmp(a->ecdsa_sha256.bytes, b->ecdsa_sha256.bytes, 32) == 0 &&
         memcmp(a->lms_sha256.bytes, b->lms_sha256.bytes, 32) == 0;
}

/** 2 to 4 pairs, whole, no two the same. */
static bool pairs_good(const wire_Order *order) {
  if (order->key_pairs_count < 2) {
    return false;
  }
  for (size_t i = 0; i < order->key_pairs_count; ++i) {
    const wire_FirmwareKeyPair *pair = &order->key_pairs[i];
    if (pair->ecdsa_sha256.size != 32 || pair->lms_sha256.size != 32) {
      return false;
    }
    for (size_t before = 0; before < i; ++before) {
      if (same_pair(pair, &order->key_pairs[before])) {
        return false;
      }
    }
  }
  return true;
}

static bool firmware_good(const wire_Order *order) {
  return order->vid.size == 16 && order->cid.size == 16 && pairs_good(order) && order->firmware_sha256.size == 32 &&
         is_text(order->firmware_version);
}

/** Each target at most once. */
static bool attachments_good(const wire_Order *order) {
  uint32_t seen = 0;
  for (size_t i = 0; i < order->attachments_count; ++i) {
    const wire_Attachment *attachment = &order->attachments[i];
    if (attachment->target < kTargetFirst || attachment->target > kTargetLast) {
      return false;
    }
    const uint32_t bit = 1u << attachment->target;
    if ((seen & bit) != 0 || attachment->size_bytes < 1 || attachment->size_bytes > kAttachmentMaxBytes ||
        attachment->sha256.size != 32) {
      return false;
    }
    seen |= bit;
  }
  return true;
}

static bool ocpp_good(const wire_Order *order) {
  return order->has_ocpp && is_text(order->ocpp.csms_url) && is_text(order->ocpp.identity) &&
         (order->ocpp.security_profile == 2 || order->ocpp.security_profile == 3);
}

status_t order_fields_check(const wire_Order *order) {
  if (identity_good(order) && tpm_good(order) && firmware_good(order) && attachments_good(order) && ocpp_good(order)) {
    return kStatusOk;
  }
  return kStatusOrderField;
}
