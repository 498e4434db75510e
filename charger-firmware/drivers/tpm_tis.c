#include "drivers/tpm_tis.h"

#include <stdbool.h>

#include "drivers/register.h"
#include "drivers/timer.h"

enum { kAccess = 0x00, kStatusRegister = 0x18, kFifo = 0x24, kDidVid = 0xf00 };
enum { kAccessRequest = 0x02, kAccessActive = 0x20, kAccessValid = 0x80 };
enum { kCommandReady = 0x40, kGo = 0x20, kDataAvailable = 0x10, kExpect = 0x08, kStatusValid = 0x80 };
enum { kBurstShift = 8, kBurstMask = 0xffff };
enum { kHeaderBytes = 10 };
enum { kShortTimeoutUs = 750000, kCommandTimeoutUs = 90000000 };

/** Waits until all bits of `mask` are as in `value`. */
static bool wait_for(const tpm_tis_t *tis, uint8_t mask, uint8_t value, uint64_t timeout_us) {
  if ((register_read8(tis->base + kStatusRegister) & mask) == value) {
    return true;  // the usual case, octet by octet: not worth asking the clock
  }
  const uint64_t start = timer_now_us();
  while ((register_read8(tis->base + kStatusRegister) & mask) != value) {
    if (timer_now_us() - start > timeout_us) {
      return false;
    }
  }
  return true;
}

/** Octets that the FIFO takes or gives now without being asked again; waits while it is none. 0 after a time-out. */
static size_t burst(const tpm_tis_t *tis) {
  const uint64_t start = timer_now_us();
  for (;;) {
    const size_t count = register_read32(tis->base + kStatusRegister) >> kBurstShift & kBurstMask;
    if (count > 0 || timer_now_us() - start > kShortTimeoutUs) {
      return count;
    }
  }
}

static bool take_locality(const tpm_tis_t *tis) {
  const uint32_t id = register_read32(tis->base + kDidVid);
  if (id == 0 || id == UINT32_MAX) {
    return false;
  }
  register_write8(tis->base + kAccess, kAccessRequest);
  const uint64_t start = timer_now_us();
  while ((register_read8(tis->base + kAccess) & (kAccessActive | kAccessValid)) != (kAccessActive | kAccessValid)) {
    if (timer_now_us() - start > kShortTimeoutUs) {
      return false;
    }
  }
  return true;
}

static bool write_command(const tpm_tis_t *tis, const uint8_t *command, size_t bytes) {
  register_write8(tis->base + kStatusRegister, kCommandReady);
  if (!wait_for(tis, kCommandReady, kCommandReady, kShortTimeoutUs)) {
    return false;
  }
  // all but the last octet; the TPM knows the command's length from its header and expects exactly one more then
  for (size_t done = 0; done < bytes - 1;) {
    const size_t room = burst(tis);
    if (room == 0) {
      return false;
    }
    for (size_t i = 0; i < room && done < bytes - 1; ++i) {
      register_write8(tis->base + kFifo, command[done++]);
    }
  }
  if (!wait_for(tis, kStatusValid | kExpect, kStatusValid | kExpect, kShortTimeoutUs)) {
    return false;
  }
  register_write8(tis->base + kFifo, command[bytes - 1]);
  if (!wait_for(tis, kStatusValid | kExpect, kStatusValid, kShortTimeoutUs)) {
    return false;
  }
  register_write8(tis->base + kStatusRegister, kGo);
  return true;
}

static bool read_octets(const tpm_tis_t *tis, uint8_t *out, size_t bytes) {
  for (size_t done = 0; done < bytes;) {
    const uint8_t available = kStatusValid | kDataAvailable;
    const size_t ready = wait_for(tis, available, available, kShortTimeoutUs) ? burst(tis) : 0;
    if (ready == 0) {
      return false;
    }
    for (size_t i = 0; i < ready && done < bytes; ++i) {
      out[done++] = register_read8(tis->base + kFifo);
    }
  }
  return true;
}

static status_t read_response(const tpm_tis_t *tis, uint8_t *response, size_t capacity, size_t *response_bytes) {
  const uint8_t available = kStatusValid | kDataAvailable;
  if (!wait_for(tis, available, available, kCommandTimeoutUs)) {
    return kStatusTpmAbsent;
  }
  if (capacity < kHeaderBytes || !read_octets(tis, response, kHeaderBytes)) {
    return kStatusTpmFailure;
  }
  const size_t size = (size_t)response[2] << 24 | (size_t)response[3] << 16 | (size_t)response[4] << 8 | response[5];
  if (size < kHeaderBytes || size > capacity || !read_octets(tis, response + kHeaderBytes, size - kHeaderBytes)) {
    return kStatusTpmFailure;
  }
  *response_bytes = size;
  return kStatusOk;
}

static status_t exchange(const tpm_tis_t *tis, const uint8_t *command, size_t command_bytes, uint8_t *response,
                         size_t response_capacity, size_t *response_bytes) {
  if (command_bytes < kHeaderBytes || !take_locality(tis) || !write_command(tis, command, command_bytes)) {
    return kStatusTpmAbsent;
  }
  const status_t status = read_response(tis, response, response_capacity, response_bytes);
  register_write8(tis->base + kStatusRegister, kCommandReady);  // back to idle; cancels what was left of a response
  register_write8(tis->base + kAccess, kAccessActive);          // gives the locality back
  return status;
}

status_t tpm_tis_exchange(void *context, const uint8_t *command, size_t command_bytes, uint8_t *response,
                          size_t response_capacity, size_t *response_bytes) {
  tpm_tis_t *tis = context;
  const uint64_t started_us = timer_now_us();
  const status_t status = exchange(tis, command, command_bytes, response, response_capacity, response_bytes);
  tis->waited_us += timer_now_us() - started_us;
  return status;
}
