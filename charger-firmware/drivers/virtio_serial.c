#include "drivers/virtio_serial.h"

#include <assert.h>
#include <string.h>

#include "drivers/register.h"
#include "drivers/timer.h"

/* Registers, 4.2.2. */
enum {
  kMagic = 0x000,
  kVersion = 0x004,
  kDeviceId = 0x008,
  kDriverFeatures = 0x020,
  kDriverFeaturesSelect = 0x024,
  kQueueSelect = 0x030,
  kQueueSize = 0x038,
  kQueueReady = 0x044,
  kQueueNotify = 0x050,
  kInterruptStatus = 0x060,
  kInterruptAcknowledge = 0x064,
  kDeviceStatus = 0x070,
  kQueueDescriptors = 0x080,
  kQueueDriver = 0x090,
  kQueueDevice = 0x0a0,
};

static const uint32_t kMagicValue = 0x74726976;  // "virt"
enum { kModern = 2, kConsole = 3 };
enum { kStatusAcknowledge = 1, kStatusDriver = 2, kStatusDriverOk = 4, kStatusFeaturesOk = 8 };
enum { kFeatureMultiport = 1 << 1, kFeatureVersion1 = 1 << 0 /* bit 32 */ };

/* Queues of a multiport console, 5.3.2: port 0 is the console's and stays unused, port 1 is ours. */
enum { kRx0, kTx0, kControlRx, kControlTx, kRx1, kTx1, kQueueCount };
enum { kDeviceReady = 0, kPortAdd = 1, kPortReady = 3, kPortOpen = 6, kOurPort = 1 };

enum { kEntries = 16, kBufferBytes = 4096, kDescriptorWrite = 2 };

/* Layouts of 2.7. */
typedef struct descriptor {
  uint64_t address;
  uint32_t bytes;
  uint16_t flags;
  uint16_t next;
} descriptor_t;

typedef struct available {
  uint16_t flags;
  uint16_t index;
  uint16_t ring[kEntries];
} available_t;

typedef struct used {
  uint16_t flags;
  uint16_t index;
  struct {
    uint32_t id;
    uint32_t bytes;
  } ring[kEntries];
} used_t;

typedef struct queue {
  volatile descriptor_t descriptors[kEntries];
  volatile available_t available;
  volatile used_t used __attribute__((aligned(8)));
} queue_t;

typedef struct control {
  uint32_t port;
  uint16_t event;
  uint16_t value;
} control_t;

typedef struct memory {
  queue_t queues[kQueueCount];
  uint8_t rx[kEntries][kBufferBytes] __attribute__((aligned(64)));
  uint8_t control_rx[kEntries][64];
  uint8_t tx[kBufferBytes];
  control_t control_tx;
} memory_t;

static_assert(sizeof(memory_t) <= kVirtioSerialDmaBytes, "fits into what the caller gives");
static_assert(sizeof(descriptor_t) == 16 && sizeof(control_t) == 8, "layouts of the standard");

static struct {
  uintptr_t base;
  memory_t *memory;
  uint16_t seen[kQueueCount]; /**< How many used entries of each queue have been looked at. */
  uint32_t rx_taken;          /**< Octets already taken from the oldest filled buffer. */
} device;

static void barrier(void) { __asm__ volatile("dsb sy" ::: "memory"); }

static void write64(uint32_t offset, const volatile void *address) {
  register_write32(device.base + offset, (uint32_t)(uintptr_t)address);
  register_write32(device.base + offset + 4, 0);
}

static void set_up_queue(uint32_t number) {
  queue_t *queue = &device.memory->queues[number];
  register_write32(device.base + kQueueSelect, number);
  register_write32(device.base + kQueueSize, kEntries);
  write64(kQueueDescriptors, queue->descriptors);
  write64(kQueueDriver, &queue->available);
  write64(kQueueDevice, &queue->used);
  register_write32(device.base + kQueueReady, 1);
}

/** Hands buffer `id` to the device. */
static void offer(uint32_t number, uint16_t id) {
  volatile available_t *available = &device.memory->queues[number].available;
  available->ring[available->index % kEntries] = id;
  barrier();
  available->index = (uint16_t)(available->index + 1);
  barrier();
  register_write32(device.base + kQueueNotify, number);
}

static void describe(uint32_t number, uint16_t id, const void *buffer, uint32_t bytes) {
  volatile descriptor_t *descriptor = &device.memory->queues[number].descriptors[id];
  descriptor->address = (uintptr_t)buffer;
  descriptor->bytes = bytes;
  descriptor->flags = (number % 2 == 0) ? kDescriptorWrite : 0;  // even queues are the device's to fill
}

/** Sends one buffer and waits until the device has taken it. */
static void transmit(uint32_t number, const void *buffer, uint32_t bytes) {
  describe(number, 0, buffer, bytes);
  offer(number, 0);
  while (device.memory->queues[number].used.index == device.seen[number]) {
    barrier();
  }
  device.seen[number] = (uint16_t)(device.seen[number] + 1);
}

static void send_control(uint16_t event, uint32_t port, uint16_t value) {
  device.memory->control_tx = (control_t){port, event, value};
  transmit(kControlTx, &device.memory->control_tx, sizeof(control_t));
}

/** Answers what the device says about its ports; everything but the announcement of ours may be ignored. */
static void serve_control(void) {
  volatile used_t *used = &device.memory->queues[kControlRx].used;
  while (used->index != device.seen[kControlRx]) {
    barrier();
    const uint32_t id = used->ring[device.seen[kControlRx] % kEntries].id % kEntries;
    control_t control;
    memcpy(&control, device.memory->control_rx[id], sizeof control);
    device.seen[kControlRx] = (uint16_t)(device.seen[kControlRx] + 1);
    if (control.event == kPortAdd) {
      send_control(kPortReady, control.port, 1);
      if (control.port == kOurPort) {
        send_control(kPortOpen, kOurPort, 1);
        register_write32(device.base + kQueueNotify, kRx1);
      }
    }
    offer(kControlRx, (uint16_t)id);
  }
}

static size_t receive(void *context, uint8_t *out, size_t capacity) {
  (void)context;
  register_write32(device.base + kInterruptAcknowledge, register_read32(device.base + kInterruptStatus));
  serve_control();
  volatile used_t *used = &device.memory->queues[kRx1].used;
  size_t taken = 0;
  while (taken < capacity && used->index != device.seen[kRx1]) {
    barrier();
    const uint32_t id = used->ring[device.seen[kRx1] % kEntries].id % kEntries;
    const uint32_t filled = used->ring[device.seen[kRx1] % kEntries].bytes;
    const uint32_t bytes = filled < kBufferBytes ? filled : kBufferBytes;
    const size_t left = bytes - device.rx_taken;
    const size_t take = left < capacity - taken ? left : capacity - taken;
    memcpy(out + taken, device.memory->rx[id] + device.rx_taken, take);
    taken += take;
    device.rx_taken += (uint32_t)take;
    if (device.rx_taken == bytes) {
      device.rx_taken = 0;
      device.seen[kRx1] = (uint16_t)(device.seen[kRx1] + 1);
      offer(kRx1, (uint16_t)id);
    }
  }
  return taken;
}

static void send(void *context, const uint8_t *data, size_t bytes) {
  (void)context;
  while (bytes > 0) {
    const size_t run = bytes < kBufferBytes ? bytes : kBufferBytes;
    memcpy(device.memory->tx, data, run);
    transmit(kTx1, device.memory->tx, (uint32_t)run);
    data += run;
    bytes -= run;
  }
}

/** `transmit` waits for each buffer, so nothing is ever left. */
static void drain(void *context) { (void)context; }

enum { kLongestWaitMs = 10 };  // see pl011.c

static void wait(void *context) {
  (void)context;
  const memory_t *memory = device.memory;
  barrier();
  if (memory->queues[kRx1].used.index == device.seen[kRx1] &&
      memory->queues[kControlRx].used.index == device.seen[kControlRx]) {
    timer_wake_after_ms(kLongestWaitMs);
    __asm__ volatile("dsb sy\n\twfi" ::: "memory");
  }
}

static bool negotiate(void) {
  register_write32(device.base + kDeviceStatus, 0);
  register_write32(device.base + kDeviceStatus, kStatusAcknowledge | kStatusDriver);
  register_write32(device.base + kDriverFeaturesSelect, 0);
  register_write32(device.base + kDriverFeatures, kFeatureMultiport);
  register_write32(device.base + kDriverFeaturesSelect, 1);
  register_write32(device.base + kDriverFeatures, kFeatureVersion1);
  register_write32(device.base + kDeviceStatus, kStatusAcknowledge | kStatusDriver | kStatusFeaturesOk);
  return (register_read32(device.base + kDeviceStatus) & kStatusFeaturesOk) != 0;
}

bool virtio_serial_open(uintptr_t base, void *dma, link_port_t *port) {
  if (register_read32(base + kMagic) != kMagicValue || register_read32(base + kVersion) != kModern ||
      register_read32(base + kDeviceId) != kConsole) {
    return false;
  }
  memset(&device, 0, sizeof device);
  memset(dma, 0, sizeof(memory_t));
  device.base = base;
  device.memory = dma;
  if (!negotiate()) {
    return false;
  }
  for (uint32_t number = 0; number < kQueueCount; ++number) {
    set_up_queue(number);
  }
  register_write32(base + kDeviceStatus, kStatusAcknowledge | kStatusDriver | kStatusFeaturesOk | kStatusDriverOk);
  for (uint16_t id = 0; id < kEntries; ++id) {
    describe(kRx1, id, device.memory->rx[id], kBufferBytes);
    offer(kRx1, id);
    describe(kControlRx, id, device.memory->control_rx[id], sizeof device.memory->control_rx[id]);
    offer(kControlRx, id);
  }
  send_control(kDeviceReady, UINT32_MAX, 1);
  serve_control();
  *port = (link_port_t){NULL, receive, send, drain, wait, NULL, 0, NULL};
  return true;
}
