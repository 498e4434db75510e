#include "link/receive_ring.h"

#include <string.h>

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

void receive_ring_pump(receive_ring_t *ring) {
  while (ring->used < kReceiveRingBytes) {
    const size_t tail = (ring->head + ring->used) % kReceiveRingBytes;
    const size_t room = smaller(kReceiveRingBytes - ring->used, kReceiveRingBytes - tail);
    const size_t taken = ring->port.receive(ring->port.context, ring->octets + tail, room);
    ring->used += taken;
    if (taken < room) {
      return;
    }
  }
}

static size_t receive(void *context, uint8_t *out, size_t capacity) {
  receive_ring_t *ring = context;
  receive_ring_pump(ring);
  size_t given = 0;
  while (given < capacity && ring->used > 0) {
    const size_t run = smaller(smaller(capacity - given, ring->used), kReceiveRingBytes - ring->head);
    memcpy(out + given, ring->octets + ring->head, run);
    ring->head = (ring->head + run) % kReceiveRingBytes;
    ring->used -= run;
    given += run;
  }
  return given;
}

static void send(void *context, const uint8_t *data, size_t bytes) {
  const receive_ring_t *ring = context;
  ring->port.send(ring->port.context, data, bytes);
}

static void drain(void *context) {
  const receive_ring_t *ring = context;
  ring->port.drain(ring->port.context);
}

static void wait(void *context) {
  const receive_ring_t *ring = context;
  if (ring->used == 0) {
    ring->port.wait(ring->port.context);
  }
}

static void set_baud(void *context, uint32_t baud) {
  const receive_ring_t *ring = context;
  ring->port.set_baud(ring->port.context, baud);
}

void receive_ring_open(receive_ring_t *ring, const link_port_t *port, link_port_t *out) {
  ring->port = *port;
  ring->head = 0;
  ring->used = 0;
  *out = (link_port_t){ring,
                       receive,
                       send,
                       drain,
                       wait,
                       ring->port.bauds,
                       ring->port.baud_count,
                       ring->port.set_baud != NULL ? set_baud : NULL};
}
