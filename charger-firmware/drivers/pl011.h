/**
 * UART PL011 as link: receive interrupt as alarm clock for WFI, no interrupt handler.
 *
 * QEMU's model holds back the other end while its FIFO is full. A board whose UART overruns needs a DMA ring behind
 * the same link_port_t (docs/porting.md).
 */
#ifndef SEALBENCH_DRIVERS_PL011_H
#define SEALBENCH_DRIVERS_PL011_H

#include "drivers/link_port.h"

/** One UART. */
typedef struct pl011 {
  uintptr_t base;
} pl011_t;

/** Sets kLinkUsualBaud 8N1, opens receiver and transmitter and fills in `port`, which keeps a pointer to `uart`. */
void pl011_open(pl011_t *uart, uintptr_t base, link_port_t *port);

#endif
