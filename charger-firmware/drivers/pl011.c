#include "drivers/pl011.h"

#include "drivers/register.h"
#include "drivers/timer.h"

/* ARM DDI 0183G, table 3-1. */
enum {
  kDr = 0x00,
  kFr = 0x18,
  kIbrd = 0x24,
  kFbrd = 0x28,
  kLcrH = 0x2c,
  kCr = 0x30,
  kIfls = 0x34,
  kImsc = 0x38,
  kIcr = 0x44,
};

enum { kFrBusy = 1 << 3, kFrRxEmpty = 1 << 4, kFrTxFull = 1 << 5, kFrTxEmpty = 1 << 7 };
enum { kLcr8Bits = 3 << 5, kLcrFifo = 1 << 4 };
enum { kCrEnable = 1, kCrTransmit = 1 << 8, kCrReceive = 1 << 9 };
enum { kIntReceive = 1 << 4, kIntReceiveTimeout = 1 << 6 };
enum { kAllInterrupts = 0x7ff };
enum { kLongestWaitMs = 10 };  // QEMU 7.2 was seen to leave a waiting core asleep with the interrupt pending
enum { kClockHz = 24000000, kFractions = 64, kClocksPerBit = 16 };

/** What the clock makes with an error below 0.2 % and every adapter can do, too. */
static const uint32_t kBauds[] = {230400, 460800, 921600};

static size_t receive(void *context, uint8_t *out, size_t capacity) {
  const uintptr_t base = ((const pl011_t *)context)->base;
  // QEMU raises the receive interrupt only when the FIFO's count becomes one: cleared before draining, never after
  register_write32(base + kIcr, kIntReceive | kIntReceiveTimeout);
  size_t taken = 0;
  while (taken < capacity && (register_read32(base + kFr) & kFrRxEmpty) == 0) {
    out[taken++] = (uint8_t)register_read32(base + kDr);
  }
  return taken;
}

static void send(void *context, const uint8_t *data, size_t bytes) {
  const uintptr_t base = ((const pl011_t *)context)->base;
  for (size_t i = 0; i < bytes; ++i) {
    while ((register_read32(base + kFr) & kFrTxFull) != 0) {
    }
    register_write32(base + kDr, data[i]);
  }
}

static void drain(void *context) {
  const uintptr_t base = ((const pl011_t *)context)->base;
  while ((register_read32(base + kFr) & (kFrBusy | kFrTxEmpty)) != kFrTxEmpty) {
  }
}

static void wait(void *context) {
  const uintptr_t base = ((const pl011_t *)context)->base;
  if ((register_read32(base + kFr) & kFrRxEmpty) != 0) {
    timer_wake_after_ms(kLongestWaitMs);
    __asm__ volatile("dsb sy\n\twfi" ::: "memory");
  }
}

/** The divisor in 64ths; a write to LCR_H is what makes it count (3.3.7). */
static void set_divisor(uintptr_t base, uint32_t baud) {
  const uint32_t divisor = (kClockHz * (kFractions / kClocksPerBit) + baud / 2) / baud;
  register_write32(base + kIbrd, divisor / kFractions);
  register_write32(base + kFbrd, divisor % kFractions);
  register_write32(base + kLcrH, kLcr8Bits | kLcrFifo);
}

static void set_baud(void *context, uint32_t baud) {
  const uintptr_t base = ((const pl011_t *)context)->base;
  drain(context);
  register_write32(base + kCr, 0);
  set_divisor(base, baud);
  register_write32(base + kCr, kCrEnable | kCrTransmit | kCrReceive);
}

void pl011_open(pl011_t *uart, uintptr_t base, link_port_t *port) {
  uart->base = base;
  register_write32(base + kCr, 0);
  register_write32(base + kIcr, kAllInterrupts);
  set_divisor(base, kLinkUsualBaud);
  register_write32(base + kIfls, 0);
  register_write32(base + kImsc, kIntReceive | kIntReceiveTimeout);
  register_write32(base + kCr, kCrEnable | kCrTransmit | kCrReceive);
  *port = (link_port_t){uart, receive, send, drain, wait, kBauds, sizeof kBauds / sizeof kBauds[0], set_baud};
}
