/**
 * Accesses that may fault (probe.S). Each returns 0 when it went through, else bit 31 and the fault status. Only while
 * `probe_vectors` are the vectors.
 */
#ifndef SEALBENCH_TEST_ISOLATION_PROBE_H
#define SEALBENCH_TEST_ISOLATION_PROBE_H

#include <stdint.h>

extern const char probe_vectors[];

void vectors_set(const void *vectors);
const void *vectors_get(void);

uint32_t probe_read(uint32_t address, uint32_t *value);
uint32_t probe_write(uint32_t address, uint32_t value);
uint32_t probe_execute(uint32_t address);
uint32_t probe_write_scr(void);
uint32_t probe_write_mvbar(uint32_t address);
uint32_t probe_enter_monitor(void);

#endif
