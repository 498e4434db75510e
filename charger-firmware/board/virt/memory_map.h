/**
 * Where things are on the board `virt-charger`: QEMU's `virt,secure=on` machine with 64 MiB of RAM.
 *
 * Plain numbers, because the assembler reads this file too. The linker scripts hold the same sections; their
 * ASSERTs and the `static_assert`s of mmu.c keep the two together.
 */
#ifndef SEALBENCH_BOARD_VIRT_MEMORY_MAP_H
#define SEALBENCH_BOARD_VIRT_MEMORY_MAP_H

#define MAP_SECTION_BYTES 0x00100000 /* what one entry of the translation table covers */

/* NOR flash; bank 0 exists in the secure world only. IMAGE.md 6. */
#define MAP_FLASH0 0x00000000
#define MAP_FLASH1 0x04000000
#define MAP_FLASH_BANK_BYTES 0x04000000

/* Devices. */
#define MAP_GIC_DISTRIBUTOR 0x08000000
#define MAP_GIC_CPU 0x08010000
#define MAP_UART0 0x09000000
#define MAP_RTC 0x09010000
#define MAP_GPIO 0x09030000
#define MAP_SECURE_GPIO 0x090b0000
#define MAP_VIRTIO 0x0a000000
#define MAP_VIRTIO_STEP_BYTES 0x200
#define MAP_VIRTIO_COUNT 32
#define MAP_TPM 0x0c000000
#define MAP_DEVICES_END 0x0e000000

/* Interrupt numbers of the GIC (shared ones begin at 32). */
#define MAP_IRQ_SECURE_TIMER 29
#define MAP_IRQ_TIMER 30
#define MAP_IRQ_UART0 33
#define MAP_IRQ_VIRTIO 48

/* Secure RAM, one section each. The section below the stacks stays unmapped: an overflow stops the machine. */
#define MAP_ROM_TEXT 0x0e000000
#define MAP_ROM_DATA 0x0e100000
#define MAP_ROM_GUARD 0x0e200000
#define MAP_ROM_STACK 0x0e300000
#define MAP_ROM_STACK_BYTES 0x00004000
#define MAP_MONITOR_STACK_TOP 0x0e380000
#define MAP_MAILBOX 0x0e400000

/* RAM of both worlds. The device tree lies at its start after a reset. */
#define MAP_RAM 0x40000000
#define MAP_RAM_BYTES 0x04000000
#define MAP_DEVICE_TREE 0x40000000
#define MAP_DEVICE_TREE_BYTES 0x00100000
#define MAP_APP_IMAGE 0x40200000
#define MAP_APP_IMAGE_BYTES 0x00400000
#define MAP_APP_DATA 0x40600000
#define MAP_APP_GUARD 0x40700000
#define MAP_APP_STACK 0x40800000
#define MAP_APP_STACK_BYTES 0x00010000
#define MAP_SELF_TEST_RAM 0x42000000
#define MAP_SELF_TEST_RAM_BYTES 0x00100000
#define MAP_HANDOVER 0x42f00000
#define MAP_DMA 0x43000000 /* buffers shared with virtio devices, which see this RAM only */
#define MAP_DMA_BYTES 0x00100000

/* The application's first instruction: behind a header of 1,024 octets. */
#define MAP_APP_ENTRY 0x40200400

#endif
