#include "board/virt/board.h"

#include <string.h>

#include "board/virt/cpu.h"
#include "board/virt/device_tree.h"
#include "board/virt/memory_map.h"
#include "board/virt/mmu.h"
#include "crypto/crypto.h"
#include "drivers/cfi_flash.h"
#include "drivers/gic.h"
#include "drivers/pl011.h"
#include "drivers/pl061.h"
#include "drivers/register.h"
#include "drivers/timer.h"
#include "drivers/tpm_tis.h"
#include "drivers/virtio_serial.h"
#include "link/receive_ring.h"

static const gic_t kGic = {MAP_GIC_DISTRIBUTOR, MAP_GIC_CPU};
enum { kGpioData = 0x3fc, kGpioDirection = 0x400, kGpioResetPin = 1 << 1 };

/** QEMU raises this pin for a moment when its power button is pressed: the only input of the machine that a test can
 * reach. On a real board it is the switch behind the cover. */
enum { kTamperPin = 1 << 3 };

static struct {
  cfi_flash_t bank[2];
  flash_t flash[2];
  tpm_tis_t tis;
  tpm_transport_t tpm;
  pl011_t uart;
  link_port_t link;
  receive_ring_t ring;
} board;

static void pause_ms(void *context, uint32_t milliseconds) {
  (void)context;
  const uint64_t start = timer_now_us();
  while (timer_now_us() - start < (uint64_t)milliseconds * 1000U) {
  }
}

static void open_devices(void) {
  cfi_flash_open(&board.bank[1], MAP_FLASH1, &board.flash[1]);
  board.tis.base = MAP_TPM;
  board.tpm = (tpm_transport_t){&board.tis, tpm_tis_exchange, pause_ms};
}

void board_open_secure(void) {
  static const mmu_range_t ranges[] = {
      {MAP_FLASH0, 2 * MAP_FLASH_BANK_BYTES, kMmuDevice},
      {MAP_GIC_DISTRIBUTOR, MAP_DEVICES_END - MAP_GIC_DISTRIBUTOR, kMmuDevice},
      {MAP_ROM_TEXT, MAP_SECTION_BYTES, kMmuCode},
      {MAP_ROM_DATA, MAP_SECTION_BYTES, kMmuData},
      {MAP_ROM_STACK, MAP_SECTION_BYTES, kMmuData},
      {MAP_MAILBOX, MAP_SECTION_BYTES, kMmuData},
      {MAP_RAM, MAP_RAM_BYTES, kMmuShared},
  };
  mmu_enable(ranges, sizeof ranges / sizeof ranges[0]);
  cfi_flash_open(&board.bank[0], MAP_FLASH0, &board.flash[0]);
  open_devices();
}

void board_open_normal(void) {
  static const mmu_range_t ranges[] = {
      {MAP_FLASH1, MAP_FLASH_BANK_BYTES, kMmuDevice},
      {MAP_GIC_DISTRIBUTOR, MAP_DEVICES_END - MAP_GIC_DISTRIBUTOR, kMmuDevice},
      {MAP_APP_IMAGE, MAP_SECTION_BYTES, kMmuCode},
      {MAP_APP_DATA, MAP_SECTION_BYTES, kMmuData},
      {MAP_APP_STACK, MAP_SECTION_BYTES, kMmuData},
      {MAP_SELF_TEST_RAM, MAP_RAM + MAP_RAM_BYTES - MAP_SELF_TEST_RAM, kMmuData},
  };
  mmu_enable(ranges, sizeof ranges / sizeof ranges[0]);
  open_devices();
  pl061_watch(MAP_GPIO, kTamperPin);
}

bool board_tamper_seen(void) { return pl061_seen(MAP_GPIO, kTamperPin) != 0; }

const flash_t *board_flash0(void) { return &board.flash[0]; }

const flash_t *board_flash1(void) { return &board.flash[1]; }

const tpm_transport_t *board_tpm(void) { return &board.tpm; }

static void open_port(void) {
  for (uint32_t slot = 0; slot < MAP_VIRTIO_COUNT; ++slot) {
    if (virtio_serial_open(MAP_VIRTIO + slot * MAP_VIRTIO_STEP_BYTES, (void *)MAP_DMA, &board.link)) {
      gic_enable(&kGic, MAP_IRQ_VIRTIO + slot);
      return;
    }
  }
  pl011_open(&board.uart, MAP_UART0, &board.link);
  gic_enable(&kGic, MAP_IRQ_UART0);
}

static void pump(void *ring) { receive_ring_pump(ring); }

const link_port_t *board_open_link(void) {
  // the timer of the world that runs; the other one's is not ours to enable
  gic_enable(&kGic, MAP_IRQ_SECURE_TIMER);
  gic_enable(&kGic, MAP_IRQ_TIMER);
  open_port();
  receive_ring_open(&board.ring, &board.link, &board.link);
  board.bank[1].while_busy = pump;
  board.bank[1].while_busy_context = &board.ring;
  return &board.link;
}

uint64_t board_tpm_waited_us(void) { return board.tis.waited_us; }

static uint32_t take_property(const device_tree_query_t *query, uint8_t *out, uint32_t capacity) {
  const uint8_t *value;
  const uint32_t bytes = device_tree_find((const uint8_t *)MAP_DEVICE_TREE, MAP_DEVICE_TREE_BYTES, query, &value);
  const uint32_t taken = bytes < capacity ? bytes : capacity;
  if (taken > 0) {
    memcpy(out, value, taken);
  }
  return taken;
}

status_t board_entropy(uint8_t out[kBoardEntropyBytes]) {
  memset(out, 0, kBoardEntropyBytes);
  uint32_t bytes = take_property(&(device_tree_query_t){"secure-chosen", "rng-seed"}, out, kBoardEntropyBytes / 2);
  bytes += take_property(&(device_tree_query_t){"secure-chosen", "kaslr-seed"}, out + bytes, 8);
  return bytes >= kCryptoSeedMinBytes ? kStatusOk : kStatusInternal;
}

void board_wipe_device_tree(void) { crypto_wipe((void *)MAP_DEVICE_TREE, MAP_DEVICE_TREE_BYTES); }

void board_give_to_normal_world(void) {
  crypto_wipe((void *)MAP_DMA, MAP_DMA_BYTES);
  gic_give_away(&kGic);
}

void board_watchdog_start(uint32_t milliseconds) {
  timer_wake_after_ms(milliseconds);  // the secure world's own timer; the monitor's FIQ vector ends in board_reset
  gic_keep(&kGic, MAP_IRQ_SECURE_TIMER);
}

void board_watchdog_stop(void) { timer_off(); }

noreturn void board_reset(void) {
  register_write32(MAP_SECURE_GPIO + kGpioDirection, 0xff);
  register_write32(MAP_SECURE_GPIO + kGpioData, kGpioResetPin);
  board_stop();
}
