/**
 * A ring behind a link port, so that a charger that is busy with its flash goes on receiving. Pure over link_port_t.
 *
 * One user; not thread-safe, but `receive_ring_pump` may be called from inside anything that does not hold the ring.
 */
#ifndef SEALBENCH_LINK_RECEIVE_RING_H
#define SEALBENCH_LINK_RECEIVE_RING_H

#include "drivers/link_port.h"

/** Room for a burn's window (PROTOCOL.md 6.3) as it is on the line, and for a request. */
enum { kReceiveRingBytes = 256 << 10 };

/** Large: make it static. */
typedef struct receive_ring {
  link_port_t port; /**< The port behind it. */
  size_t head;      /**< Where the oldest octet is. */
  size_t used;
  uint8_t octets[kReceiveRingBytes];
} receive_ring_t;

/** Puts `ring` before `port` and fills in `out`, which keeps a pointer to `ring`. `out` may be `port`. */
void receive_ring_open(receive_ring_t *ring, const link_port_t *port, link_port_t *out);

/** Takes what has arrived, as far as there is room; never waits. */
void receive_ring_pump(receive_ring_t *ring);

#endif
