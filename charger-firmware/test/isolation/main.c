/**
 * An application that the customer signed and that turned on its charger (security design, T5): it tries everything
 * that its world might reach of the other one, before any memory protection of its own is on, and reports on the line.
 * For tests only (build/app-isolation.bin).
 *
 * Report: lines `probe NAME RESULT` with RESULT as in probe.h, hexadecimal; `control NAME RESULT` for what must go
 * through; `end`. Repeated until an octet arrives; then it faults with the application's own vectors.
 */
#include <stddef.h>
#include <string.h>

#include "board/virt/board.h"
#include "board/virt/memory_map.h"
#include "drivers/timer.h"
#include "monitor/mailbox.h"
#include "monitor/monitor_call.h"
#include "test/isolation/probe.h"

enum { kReportBytes = 4096, kRepeatMicroseconds = 300000 };

/* What IMAGE.md 6 and 7 place there; as seen from the normal world they must not exist. */
static const uint32_t kFactoryData = 0x03f00000;
static const uint32_t kOtp = 0x03f40000;
static const uint32_t kOtpDeviceSecret = 0x03f40000 + 408;
static const uint32_t kSecureUart = 0x09040000;
static const uint32_t kReturnInstruction = 0xe12fff1e; /* bx lr */

static char report[kReportBytes];
static size_t report_bytes;

static void say(const char *kind, const char *name, uint32_t result) {
  static const char kDigits[] = "0123456789abcdef";
  char line[80];
  size_t used = 0;
  for (const char *part = kind; *part != '\0'; ++part) line[used++] = *part;
  line[used++] = ' ';
  for (const char *part = name; *part != '\0'; ++part) line[used++] = *part;
  line[used++] = ' ';
  for (int shift = 28; shift >= 0; shift -= 4) line[used++] = kDigits[result >> shift & 15u];
  line[used++] = '\n';
  if (report_bytes + used <= sizeof report) {
    memcpy(report + report_bytes, line, used);
    report_bytes += used;
  }
}

static void try_reads(void) {
  static const struct {
    const char *name;
    uint32_t address;
  } kPlaces[] = {
      {"read-boot-rom", MAP_FLASH0},
      {"read-factory-data", kFactoryData},
      {"read-otp", kOtp},
      {"read-device-secret", kOtpDeviceSecret},
      {"read-secure-text", MAP_ROM_TEXT},
      {"read-secure-data", MAP_ROM_DATA},
      {"read-secure-stack", MAP_ROM_STACK},
      {"read-monitor-stack", MAP_MONITOR_STACK_TOP - 4},
      {"read-mailbox", MAP_MAILBOX},
      {"read-secure-gpio", MAP_SECURE_GPIO},
      {"read-secure-uart", kSecureUart},
  };
  for (size_t i = 0; i < sizeof kPlaces / sizeof kPlaces[0]; ++i) {
    uint32_t value = 0;
    say("probe", kPlaces[i].name, probe_read(kPlaces[i].address, &value));
  }
}

static void try_writes(void) {
  say("probe", "write-boot-rom", probe_write(MAP_FLASH0, 0));
  say("probe", "write-factory-data", probe_write(kFactoryData, 0));
  say("probe", "program-otp", probe_write(kOtp, 0x00400040)); /* CFI: program */
  say("probe", "erase-otp", probe_write(kOtp, 0x00200020));   /* CFI: erase a block */
  say("probe", "write-secure-text", probe_write(MAP_ROM_TEXT, kReturnInstruction));
  say("probe", "write-secure-data", probe_write(MAP_ROM_DATA, 0));
  say("probe", "write-mailbox", probe_write(MAP_MAILBOX, 0));
  say("probe", "write-reset-pin", probe_write(MAP_SECURE_GPIO + 0x3fc, 1u << 1));
}

static void try_privilege(void) {
  say("probe", "execute-boot-rom", probe_execute(MAP_FLASH0));
  say("probe", "execute-secure-text", probe_execute(MAP_ROM_TEXT));
  say("probe", "write-scr", probe_write_scr());
  say("probe", "write-mvbar", probe_write_mvbar(MAP_APP_IMAGE));
  say("probe", "enter-monitor-mode", probe_enter_monitor());
}

/** 0 when the monitor served a call that it must refuse. */
static uint32_t refused(status_t status) { return status == kStatusOk ? 0 : 0x80000000u | (uint32_t)status; }

/** The monitor must not be talked into an access for its caller. */
static void try_monitor(void) {
  static const uint32_t kSecretPlaces[] = {MAP_FLASH0, kOtpDeviceSecret, MAP_ROM_DATA, MAP_FLASH1, MAP_MAILBOX};
  uint32_t worst = UINT32_MAX;
  for (size_t i = 0; i < sizeof kSecretPlaces / sizeof kSecretPlaces[0]; ++i) {
    const uint32_t put = refused(monitor_call(kMonitorPutLetter, kMailboxConfirm, kSecretPlaces[i], 32));
    const uint32_t got = refused(monitor_call(kMonitorReadIdentity, kSecretPlaces[i], 0, 0));
    worst = put < worst ? put : worst;
    worst = got < worst ? got : worst;
  }
  say("probe", "monitor-secure-addresses", worst);
  const uint32_t end = MAP_RAM + MAP_RAM_BYTES;
  say("probe", "monitor-past-ram", refused(monitor_call(kMonitorPutLetter, kMailboxConfirm, end - 4, 8)));
  say("probe", "monitor-wraps", refused(monitor_call(kMonitorPutLetter, kMailboxConfirm, MAP_RAM, 0xfffffff0u)));
  say("probe", "monitor-identity-past-ram", refused(monitor_call(kMonitorReadIdentity, end - 4, 0, 0)));
  say("probe", "monitor-before-ram", refused(monitor_call(kMonitorReadIdentity, MAP_RAM - 4, 0, 0)));
  say("probe", "monitor-unknown-call", refused(monitor_call((monitor_function_t)0x5b00, 0, 0, 0)));
}

/** Without these, a probe that can only say "faulted" would pass everything. */
static void try_controls(void) {
  static uint32_t code;
  uint32_t value = 0;
  code = kReturnInstruction;
  say("control", "read-own-ram", probe_read((uint32_t)(uintptr_t)&code, &value) | (value ^ kReturnInstruction));
  say("control", "write-own-ram", probe_write((uint32_t)(uintptr_t)&code, kReturnInstruction));
  say("control", "execute-own-ram", probe_execute((uint32_t)(uintptr_t)&code));
  say("control", "read-flash-bank-1", probe_read(MAP_FLASH1, &value));
  say("control", "read-tpm", probe_read(MAP_TPM, &value));
  say("probe", "read-nothing", probe_read(0x50000000, &value));
}

static void report_until_asked(const link_port_t *port) {
  uint8_t octet;
  do {
    port->send(port->context, (const uint8_t *)report, report_bytes);
    port->drain(port->context);
    const uint64_t start = timer_now_us();
    while (timer_now_us() - start < kRepeatMicroseconds) {
    }
  } while (port->receive(port->context, &octet, 1) == 0);
}

/** Called by the start code. */
void app_main(void);

void app_main(void) {
  const void *own_vectors = vectors_get();
  vectors_set(probe_vectors);
  try_controls();
  try_reads();
  try_writes();
  try_privilege();
  try_monitor();
  vectors_set(own_vectors);
  static const char kEnd[] = "end\n";
  memcpy(report + report_bytes, kEnd, sizeof kEnd - 1);
  report_bytes += sizeof kEnd - 1;
  board_open_normal();
  report_until_asked(board_open_link());
  (void)*(volatile uint32_t *)(uintptr_t)MAP_ROM_DATA;
  board_stop();
}
