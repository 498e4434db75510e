/**
 * The rates of the two ends of the virtual charger's line: what the station set on its port, and what the charger's
 * UART was set to, of which QEMU keeps a trace.
 */
#ifndef SEALBENCH_TOOLS_LINE_RATE_H
#define SEALBENCH_TOOLS_LINE_RATE_H

#include <stdbool.h>
#include <stdint.h>

/** Bits per second of the terminal `fd`; 0 when it has none. */
uint64_t line_rate_of_terminal(int fd);

/** A trace file that QEMU appends to (`-trace pl011_baudrate_change`), read as it grows. */
typedef struct line_rate_trace {
  int fd;
  char line[256];
  uint32_t used;
  uint64_t baud; /**< Of the UART; 0 before it was set. */
} line_rate_trace_t;

/** Opens the trace; false when it cannot be read. */
bool line_rate_open(line_rate_trace_t *trace, const char *path);

/** Reads what was added. True when the rate is another one than before. */
bool line_rate_read(line_rate_trace_t *trace);

/** Whether a receiver at one rate understands a sender at the other: they differ by less than 3 %. */
bool line_rate_same(uint64_t a, uint64_t b);

#endif
