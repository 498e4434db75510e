/**
 * An octet pipe to the station: a UART, or the USB port. PROTOCOL.md 1.
 *
 * One user; not thread-safe.
 */
#ifndef SEALBENCH_DRIVERS_LINK_PORT_H
#define SEALBENCH_DRIVERS_LINK_PORT_H

#include <stddef.h>
#include <stdint.h>

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
} link_port_t;

#endif
