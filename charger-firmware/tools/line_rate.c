#include "tools/line_rate.h"

#include <asm/termbits.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { kUartClockHz = 24000000, kFractions = 64, kClocksPerBit = 16, kTolerancePercent = 3 };

uint64_t line_rate_of_terminal(int fd) {
  struct termios2 settings;
  return ioctl(fd, TCGETS2, &settings) == 0 ? settings.c_ospeed : 0;
}

bool line_rate_open(line_rate_trace_t *trace, const char *path) {
  *trace = (line_rate_trace_t){.fd = open(path, O_RDONLY)};
  return trace->fd >= 0;
}

/** "... (clk: 0hz, ibrd: 13, fbrd: 1)": ARM DDI 0183G 3.3.6. QEMU's board gives its UART no clock; ours has 24 MHz. */
static void take_line(line_rate_trace_t *trace) {
  const char *divisor = strstr(trace->line, "ibrd: ");
  unsigned whole;
  unsigned fraction;
  if (divisor != NULL && sscanf(divisor, "ibrd: %u, fbrd: %u", &whole, &fraction) == 2 &&
      whole * kFractions + fraction > 0) {
    trace->baud = (uint64_t)kUartClockHz * (kFractions / kClocksPerBit) / (whole * kFractions + fraction);
  }
}

bool line_rate_read(line_rate_trace_t *trace) {
  const uint64_t before = trace->baud;
  char octet;
  while (read(trace->fd, &octet, 1) == 1) {
    if (octet == '\n' || trace->used == sizeof trace->line - 1) {
      trace->line[trace->used] = '\0';
      trace->used = 0;
      take_line(trace);
    } else {
      trace->line[trace->used++] = octet;
    }
  }
  return trace->baud != before;
}

bool line_rate_same(uint64_t a, uint64_t b) {
  const uint64_t apart = a > b ? a - b : b - a;
  return apart * 100 < kTolerancePercent * (a > b ? a : b);
}
