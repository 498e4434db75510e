#include "test/faults/machine.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/hardened.h"
#include "board/virt/memory_map.h"
#include "crypto/crypto.h"
#include "otp/otp.h"
#include "provision/flash_map.h"
#include "provision/measurement.h"

enum { kMiB = 1 << 20, kUntil = 0xfffffff0, kStart = 0x0badf00d };

/** What is mapped, as `board_open_secure` maps it; `offset` is where it lies in the memory file. */
typedef struct region {
  uint32_t start;
  uint32_t bytes;
  uint32_t permissions;
} region_t;

enum { kReadWrite = UC_PROT_READ | UC_PROT_WRITE, kReadExecute = UC_PROT_READ | UC_PROT_EXEC };

static const region_t kRegions[] = {
    {MAP_FLASH0, MAP_FLASH_BANK_BYTES, kReadWrite},
    {MAP_FLASH1, MAP_FLASH_BANK_BYTES, kReadWrite},
    {MAP_GIC_DISTRIBUTOR, MAP_DEVICES_END - MAP_GIC_DISTRIBUTOR, kReadWrite},
    {MAP_ROM_TEXT, kMiB, kReadExecute},
    {MAP_ROM_DATA, kMiB, kReadWrite},
    {MAP_ROM_STACK, kMiB, kReadWrite},
    {MAP_MAILBOX, kMiB, kReadWrite},
    {MAP_RAM, MAP_RAM_BYTES, kReadWrite},
};

enum { kRegionCount = sizeof kRegions / sizeof kRegions[0] };

static size_t memory_bytes(void) {
  size_t sum = 0;
  for (unsigned i = 0; i < kRegionCount; ++i) {
    sum += kRegions[i].bytes;
  }
  return sum;
}

/** Host address of `bytes` octets of emulated memory; NULL where nothing is mapped. */
static uint8_t *place(const machine_t *machine, uint32_t address, uint32_t bytes) {
  size_t offset = 0;
  for (unsigned i = 0; i < kRegionCount; offset += kRegions[i++].bytes) {
    const uint32_t in = address - kRegions[i].start;
    if (address >= kRegions[i].start && in <= kRegions[i].bytes && bytes <= kRegions[i].bytes - in) {
      return machine->memory + offset + in;
    }
  }
  return NULL;
}

static uint8_t *must_place(const machine_t *machine, uint32_t address, uint32_t bytes) {
  uint8_t *found = place(machine, address, bytes);
  if (found == NULL) {
    program_fail("not mapped", "memory of the ROM");
  }
  return found;
}

static uint32_t get(const machine_t *machine, int number) {
  uint32_t value = 0;
  uc_reg_read(machine->uc, number, &value);
  return value;
}

static void set(const machine_t *machine, int number, uint32_t value) { uc_reg_write(machine->uc, number, &value); }

static uint32_t argument(const machine_t *machine, int index) { return get(machine, UC_ARM_REG_R0 + index); }

static void end(machine_t *machine, verdict_t verdict) {
  if (machine->verdict == kRunning) {
    machine->verdict = verdict;
    machine->fault_address = get(machine, UC_ARM_REG_PC);
  }
  uc_emu_stop(machine->uc);
}

/** Ends a function that was served here. */
static void give_back(const machine_t *machine, uint32_t result) {
  set(machine, UC_ARM_REG_R0, result);
  set(machine, UC_ARM_REG_PC, get(machine, UC_ARM_REG_LR));
}

/** Writes a word that the ROM handed a pointer for; the wild pointer of a faulted run ends it. */
static bool put_word(machine_t *machine, uint32_t address, uint32_t value) {
  uint8_t *at = place(machine, address, 4);
  if (at == NULL) {
    end(machine, kStopped);
    return false;
  }
  bytes_put_u32le(at, value);
  return true;
}

/* 1. The TPM. What is asked of it outside the one open bond, it refuses. */

static uint32_t rom_address(const machine_t *machine, unsigned field) {
  return program_address(machine->program, "rom") + machine->program->layout[field];
}

static uint32_t bond_word(const machine_t *machine) {
  return rom_address(machine, kLayoutRomBond) + machine->program->layout[kLayoutBondTpm];
}

static bool bond_open(const machine_t *machine) {
  return argument(machine, 0) == rom_address(machine, kLayoutRomBond) &&
         bytes_get_u32le(must_place(machine, bond_word(machine), 4)) == rom_address(machine, kLayoutRomTpm);
}

static void on_ok(machine_t *machine) { give_back(machine, kStatusOk); }

static void on_refused(machine_t *machine) { give_back(machine, kStatusTpmTampered); }

static void on_open(machine_t *machine) {
  if (put_word(machine, bond_word(machine), rom_address(machine, kLayoutRomTpm))) {
    give_back(machine, kStatusOk);
  }
}

static void on_close(machine_t *machine) {
  if (put_word(machine, bond_word(machine), 0)) {
    give_back(machine, 0);
  }
}

static void extend(uint8_t pcr[32], const uint8_t *digest) {
  crypto_sha256_t hash;
  crypto_sha256_init(&hash);
  crypto_sha256_update(&hash, pcr, 32);
  crypto_sha256_update(&hash, digest, 32);
  crypto_sha256_finish(&hash, pcr);
}

static void on_extend(machine_t *machine) {
  const uint32_t pcr = argument(machine, 1);
  const uint8_t *digest = place(machine, argument(machine, 2), 32);
  if (!bond_open(machine) || digest == NULL || (pcr != 0 && pcr != 4 && pcr != 7)) {
    give_back(machine, kStatusTpmFailure);
    return;
  }
  extend(machine->tpm.pcr[pcr == 0 ? 0 : pcr == 4 ? 1 : 2], digest);
  give_back(machine, kStatusOk);
}

static void on_read_lock(machine_t *machine) {
  if (bond_open(machine) && put_word(machine, argument(machine, 2), kHardenedYes)) {
    give_back(machine, kStatusOk);
  }
}

static void on_read_counter(machine_t *machine) {
  if (bond_open(machine) && put_word(machine, argument(machine, 1), kUnitCounter) &&
      put_word(machine, argument(machine, 1) + 4, 0)) {
    give_back(machine, kStatusOk);
  }
}

static void on_unseal(machine_t *machine) {
  uint8_t expected[32] = {0};
  uint8_t authority[32];
  unit_authority(authority);
  extend(expected, authority);
  if (!bond_open(machine) || memcmp(machine->tpm.pcr[2], expected, sizeof expected) != 0) {
    give_back(machine, kStatusNoCredentials);
    return;
  }
  machine->tpm.unsealed = true;
  if (put_word(machine, argument(machine, 2) + machine->program->layout[kLayoutWriterUsed], 16)) {
    give_back(machine, kStatusOk);
  }
}

static void on_bonded(machine_t *machine) { give_back(machine, bond_open(machine) ? kStatusOk : kStatusTpmFailure); }

/* 2. The board. */

static void fill(machine_t *machine, uint32_t address, uint32_t bytes) {
  uint8_t *at = place(machine, address, bytes);
  if (at == NULL) {
    end(machine, kStopped);
    return;
  }
  memset(at, 0x5a, bytes);
  give_back(machine, kStatusOk);
}

static void on_random(machine_t *machine) { fill(machine, argument(machine, 1), argument(machine, 2)); }

static void on_entropy(machine_t *machine) { fill(machine, argument(machine, 0), 40); }

static void on_time(machine_t *machine) {
  machine->time_us += 1000;
  set(machine, UC_ARM_REG_R1, (uint32_t)(machine->time_us >> 32));
  give_back(machine, (uint32_t)machine->time_us);
}

/** NOR flash: programming clears bits, at once. The bank's base is all of the context. */
static void on_program(machine_t *machine) {
  const uint8_t *context = place(machine, argument(machine, 0), 4);
  const uint32_t bytes = argument(machine, 3);
  const uint8_t *data = place(machine, argument(machine, 2), bytes);
  uint8_t *cells = context == NULL ? NULL : place(machine, bytes_get_u32le(context) + argument(machine, 1), bytes);
  for (uint32_t i = 0; data != NULL && cells != NULL && i < bytes; ++i) {
    cells[i] &= data[i];
  }
  give_back(machine, data != NULL && cells != NULL ? kStatusOk : kStatusFlashFailure);
}

static void on_erase(machine_t *machine) {
  const uint8_t *context = place(machine, argument(machine, 0), 4);
  uint8_t *cells =
      context == NULL ? NULL : place(machine, bytes_get_u32le(context) + argument(machine, 1), kFlashMapSectorBytes);
  if (cells != NULL) {
    memset(cells, 0xff, kFlashMapSectorBytes);
  }
  give_back(machine, cells != NULL ? kStatusOk : kStatusFlashFailure);
}

static const uint8_t *image;
static uint32_t image_bytes;

/** The flash's content, once nothing writes commands to it any more: it is plain memory here. */
static void on_devices_open(machine_t *machine) {
  if (machine->is_master && !machine->window_open) {
    memset(must_place(machine, MAP_FLASH1, 16 * kMiB), 0xff, 16 * kMiB);
    memset(must_place(machine, MAP_FLASH1 + kFlashMapSlotB, 4096), 0, 4096);
    memcpy(must_place(machine, MAP_FLASH1 + kFlashMapSlotA, image_bytes), image, image_bytes);
    unit_fill_bank0(must_place(machine, MAP_FLASH0 + kFlashMapOtp, kOtpAreaBytes),
                    must_place(machine, MAP_FLASH0 + kFlashMapFactoryData, 256));
  }
  give_back(machine, 0);
}

static void on_refusal(machine_t *machine) { end(machine, kRefused); }

static void on_stop(machine_t *machine) { end(machine, kStopped); }

static void on_jump(machine_t *machine) { end(machine, kAccepted); }

/* 3. What is watched, not served. */

static void on_window(machine_t *machine) { machine->window_open = true; }

static void on_launch(machine_t *machine) { machine->launched = true; }

static const struct {
  const char *symbol;
  void (*serve)(machine_t *machine);
  bool watched; /**< The function itself runs, too. */
} kBorder[] = {
    {"mmu_enable", on_ok, false},
    {"timer_now_us", on_time, false},
    {"pl031_read_s", on_devices_open, false},
    {"program", on_program, false},
    {"erase_sector", on_erase, false},
    {"board_entropy", on_entropy, false},
    {"tpm_boot_start", on_ok, false},
    {"tpm_get_random", on_random, false},
    {"tpm_boot_open", on_open, false},
    {"tpm_boot_extend", on_extend, false},
    {"tpm_boot_read_lock", on_read_lock, false},
    {"tpm_boot_read_counter", on_read_counter, false},
    {"tpm_boot_unseal", on_unseal, false},
    {"tpm_boot_raise_counter", on_bonded, false},
    {"tpm_boot_close_platform", on_bonded, false},
    {"tpm_bond_close", on_close, false},
    {"tpm_exchange", on_refused, false},
    {"rom_serve", on_refusal, false},
    {"board_stop", on_stop, false},
    {"board_reset", on_stop, false},
    {"monitor_enter_normal_world", on_jump, false},
    {"mailbox_take", on_window, true},
    {"rom_launch", on_launch, true},
};

enum { kBorderCount = sizeof kBorder / sizeof kBorder[0] };

static uint32_t border_addresses[kBorderCount];

static void on_border(uc_engine *uc, uint64_t address, uint32_t size, void *context) {
  (void)uc;
  (void)size;
  for (unsigned i = 0; i < kBorderCount; ++i) {
    if (border_addresses[i] == address) {
      kBorder[i].serve(context);
      return;
    }
  }
}

/** 4. What never ends. A state is kept and compared with what follows, then a later one, twice as far (Brent). */

static uint64_t digest_words(uint64_t digest, const uint8_t *at, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; i += 8) {
    uint64_t word;
    memcpy(&word, at + i, sizeof word);
    digest = (digest ^ word) * 0x100000001b3u;
  }
  return digest;
}

static uint64_t data_digest(const machine_t *machine) {
  uint64_t digest = 0xcbf29ce484222325u;  // FNV-1a over words
  digest = digest_words(digest, must_place(machine, MAP_ROM_DATA, kMiB), kMiB);
  return digest_words(digest, must_place(machine, MAP_ROM_STACK, kMiB), kMiB);
}

/** Of all that the ROM can write, but devices: the TPM's double changes with extends only, which take no way back. */
static uint64_t memory_digest(const machine_t *machine) {
  const uint64_t digest = digest_words(data_digest(machine), must_place(machine, MAP_MAILBOX, kMiB), kMiB);
  return digest_words(digest, must_place(machine, MAP_RAM, MAP_RAM_BYTES), MAP_RAM_BYTES);
}

static void take_state(machine_t *machine, const registers_t *now) {
  loop_watch_t *watch = &machine->watch;
  watch->taken_at = machine->blocks;
  watch->next_at = machine->blocks + (machine->blocks - machine->max_blocks) + 64;
  watch->registers = *now;
  watch->time_us = machine->time_us;
  watch->memory = memory_digest(machine);
  watch->comparisons = 0;
}

static void watch_loop(machine_t *machine, uint32_t address) {
  enum { kComparisonsMax = 4 };
  loop_watch_t *watch = &machine->watch;
  const bool due = machine->blocks >= watch->next_at;
  if (!due && (watch->registers.pc != address || watch->comparisons > kComparisonsMax)) {
    return;
  }
  registers_t now;
  machine_registers(machine, &now);
  now.pc = address;
  now.it = 0;
  if (watch->taken_at != 0 && memcmp(&now, &watch->registers, sizeof now) == 0 && watch->time_us == machine->time_us) {
    ++watch->comparisons;
    if (memory_digest(machine) == watch->memory) {
      end(machine, kLooping);
      return;
    }
  }
  if (due) {
    take_state(machine, &now);
  }
}

static void on_block(uc_engine *uc, uint64_t address, uint32_t size, void *context) {
  machine_t *machine = context;
  (void)uc;
  (void)size;
  if (++machine->blocks <= machine->max_blocks) {
    return;
  }
  if (machine->blocks > machine->patience * machine->max_blocks) {
    end(machine, kHung);
    return;
  }
  watch_loop(machine, (uint32_t)address);
}

static machine_observer_t observer;
static void *observer_context;

static void on_instruction(uc_engine *uc, uint64_t address, uint32_t size, void *context) {
  const machine_t *machine = context;
  (void)uc;
  (void)size;
  if (machine->window_open && !machine_is_border(machine, (uint32_t)address)) {
    observer(observer_context, (uint32_t)address);
  }
}

static void on_exception(uc_engine *uc, uint32_t number, void *context) {
  (void)uc;
  (void)number;
  end(context, kStopped);
}

static bool good(uc_err error) {
  if (error != UC_ERR_OK) {
    program_fail("emulator", uc_strerror(error));
  }
  return true;
}

static void add_hook(machine_t *machine, int kind, void *function, uint64_t first, uint64_t last) {
  uc_hook hook;
  good(uc_hook_add(machine->uc, &hook, kind, function, machine, first, last));
}

static void open_one(machine_t *machine, const program_t *program, int memory_file, int sharing) {
  memset(machine, 0, sizeof *machine);
  machine->program = program;
  machine->memory = mmap(NULL, memory_bytes(), PROT_READ | PROT_WRITE, sharing | MAP_NORESERVE, memory_file, 0);
  if (machine->memory == MAP_FAILED) {
    program_fail("no memory", "mmap");
  }
  good(uc_open(UC_ARCH_ARM, UC_MODE_ARM, &machine->uc));
  good(uc_ctl_set_cpu_model(machine->uc, UC_CPU_ARM_CORTEX_A15));
  for (unsigned i = 0; i < kRegionCount; ++i) {
    good(uc_mem_map_ptr(machine->uc, kRegions[i].start, kRegions[i].bytes, kRegions[i].permissions,
                        place(machine, kRegions[i].start, kRegions[i].bytes)));
  }
  for (unsigned i = 0; i < kBorderCount; ++i) {
    border_addresses[i] = program_address(program, kBorder[i].symbol);
    add_hook(machine, UC_HOOK_CODE, on_border, border_addresses[i], border_addresses[i]);
  }
  add_hook(machine, UC_HOOK_BLOCK, on_block, 1, 0);
  add_hook(machine, UC_HOOK_INTR, on_exception, 1, 0);
}

static void load(void *context, uint32_t address, const uint8_t *data, uint32_t bytes) {
  memcpy(must_place(context, address, bytes), data, bytes);
}

void machine_open(machine_t *master, machine_t *probe, const program_t *program, machine_observer_t on_each,
                  void *context) {
  const int memory_file = memfd_create("machine", 0);
  if (memory_file < 0 || ftruncate(memory_file, (off_t)memory_bytes()) != 0) {
    program_fail("no memory", "memfd");
  }
  open_one(master, program, memory_file, MAP_SHARED);
  open_one(probe, program, memory_file, MAP_PRIVATE);
  close(memory_file);
  master->is_master = true;
  observer = on_each;
  observer_context = context;
  if (on_each != NULL) {
    add_hook(master, UC_HOOK_CODE, on_instruction, MAP_ROM_TEXT, MAP_ROM_TEXT + kMiB - 1);
  }
}

bool machine_is_border(const machine_t *machine, uint32_t address) {
  (void)machine;
  for (unsigned i = 0; i < kBorderCount; ++i) {
    if (border_addresses[i] == address && !kBorder[i].watched) {
      return true;
    }
  }
  return false;
}

const uint8_t *machine_text(const machine_t *machine, uint32_t address) { return must_place(machine, address, 4); }

instruction_set_t machine_set(const machine_t *machine) { return get(machine, UC_ARM_REG_CPSR) >> 5 & 1 ? kT32 : kA32; }

uint64_t machine_digest(const machine_t *machine) { return data_digest(machine); }

/** Runs until something ends it. What the emulator reports on its own is judged by where it happened. */
static verdict_t run(machine_t *machine, uint32_t from) {
  machine->verdict = kRunning;
  machine->blocks = 0;
  memset(&machine->watch, 0, sizeof machine->watch);
  const uc_err error = uc_emu_start(machine->uc, from, kUntil, 0, 0);
  if (machine->verdict == kRunning) {
    const uint32_t at = get(machine, UC_ARM_REG_PC);
    machine->verdict = error == UC_ERR_FETCH_PROT && at >= MAP_RAM ? kBarred : kStopped;
    machine->fault_address = at;
  }
  return machine->verdict;
}

verdict_t machine_boot(machine_t *master, const uint8_t *slot_a, uint32_t bytes) {
  image = slot_a;
  image_bytes = bytes;
  // all memory as after power-on; the mailbox too
  madvise(master->memory, memory_bytes(), MADV_REMOVE);
  program_load(master->program, load, master);
  memset(&master->tpm, 0, sizeof master->tpm);
  master->window_open = false;
  master->launched = false;
  master->time_us = 0;
  master->max_blocks = UINT64_MAX;
  for (int i = 0; i < 13; ++i) {
    set(master, UC_ARM_REG_R0 + i, 0);
  }
  set(master, UC_ARM_REG_CPSR, 0x1d3);
  set(master, UC_ARM_REG_SP, MAP_ROM_STACK + MAP_ROM_STACK_BYTES);
  set(master, UC_ARM_REG_LR, kStart);
  return run(master, program_address(master->program, "rom_main") | 1);
}

void machine_registers(const machine_t *machine, registers_t *registers) {
  memset(registers, 0, sizeof *registers);
  for (int i = 0; i < 13; ++i) {
    registers->r[i] = get(machine, UC_ARM_REG_R0 + i);
  }
  registers->r[13] = get(machine, UC_ARM_REG_SP);
  registers->r[14] = get(machine, UC_ARM_REG_LR);
  registers->pc = get(machine, UC_ARM_REG_PC);
  registers->cpsr = get(machine, UC_ARM_REG_CPSR) & ~0x0600fc00U;
}

verdict_t machine_probe(machine_t *probe, const machine_t *master, const registers_t *registers) {
  // drops the private pages of the run before: what probe sees now is master's memory
  if (madvise(probe->memory, memory_bytes(), MADV_DONTNEED) != 0) {
    program_fail("no memory", "madvise");
  }
  probe->tpm = master->tpm;
  probe->time_us = master->time_us;
  probe->window_open = true;
  probe->launched = master->launched;
  const uint32_t it = registers->it;
  set(probe, UC_ARM_REG_CPSR, registers->cpsr | (it & 3) << 25 | (it >> 2) << 10);
  for (int i = 0; i < 13; ++i) {
    set(probe, UC_ARM_REG_R0 + i, registers->r[i]);
  }
  set(probe, UC_ARM_REG_SP, registers->r[13]);
  set(probe, UC_ARM_REG_LR, registers->r[14]);
  return run(probe, registers->pc | (registers->cpsr >> 5 & 1));
}
