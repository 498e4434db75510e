/**
 * virtio serial port (`virtserialport`) over virtio-mmio version 2 as link: stands for the board's USB port.
 *
 * Virtual I/O Device 1.2, 4.2 (mmio), 2.7 (split queues), 5.3 (console device, multiport). Polled; the device's
 * interrupt only wakes WFI.
 */
#ifndef SEALBENCH_DRIVERS_VIRTIO_SERIAL_H
#define SEALBENCH_DRIVERS_VIRTIO_SERIAL_H

#include <stdbool.h>

#include "drivers/link_port.h"

/** Memory that the device may read and write: the caller's, zeroed by the driver. */
enum { kVirtioSerialDmaBytes = 256 << 10 };

/**
 * Opens the first port of the device at `base` and fills in `port`. False when no console device is there.
 *
 * `dma` has kVirtioSerialDmaBytes octets, aligned to 4,096. One device per program.
 */
bool virtio_serial_open(uintptr_t base, void *dma, link_port_t *port);

#endif
