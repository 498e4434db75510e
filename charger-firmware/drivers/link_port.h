/**
 * An octet pipe to the station: a UART, or the USB port. PROTOCOL.md 1.
 *
 * One user; not thread-safe.
 */
#ifndef SEALBENCH_DRIVERS_LINK_PORT_H
#define SEALBENCH_DRIVERS_LINK_PORT_H

#include <stddef.h>
#include <stdint.h>

/** PROTOCOL.md 1.1: the rate at power-on, of every serial port. */
enum { kLinkUsualBaud = 115200 };

typedef struct link_port {
  void *context;
  /** Takes what has arrived, at most `capacity` octets; returns how many, 0 when there is nothing. Never waits. */
  size_t (*receive)(void *context, uint8_t *out, size_t capacity);
  /** Sends all of `data`; waits while the line is busy. */
  void (*send)(void *context, const uint8_t *data, size_t bytes);
  /** Returns when the last octet has left the charger. */
  void (*drain)(void *context);
  /** Sleeps until something may have arrived; may return early, never misses an octet. */
  void (*wait)(void *context);
  /** Rates that `set_baud` takes, kLinkUsualBaud not among them. */
  const uint32_t *bauds;
  /** Number of `bauds`; 0 on a port without a rate, which leaves `set_baud` NULL. */
  size_t baud_count;
  /** Sets the rate of both directions, in bits per second, after the last octet has left. */
  void (*set_baud)(void *context, uint32_t baud);
} link_port_t;

#endif
