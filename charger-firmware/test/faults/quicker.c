/*
 * Unicorn 2.0 does two things behind every single store that take two thirds of its time here: it looks for translated
 * code at that place, and it searches for the mapping around it. Nothing stores to code, because the ROM's text is
 * mapped read-only, and the mappings never change. These take the place of the library's own functions, as the dynamic
 * linker allows; where another Unicorn does not call them, it is only slower.
 */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>

#include "test/faults/program.h"

void *page_collection_lock_arm(void *engine, uint64_t first, uint64_t last);
void page_collection_unlock_arm(void *pages);
void tb_invalidate_phys_page_fast_arm(void *engine, void *pages, uint64_t start, int bytes, uintptr_t caller);
void *memory_mapping(void *engine, uint64_t address);

void *page_collection_lock_arm(void *engine, uint64_t first, uint64_t last) {
  (void)engine;
  (void)first;
  (void)last;
  return NULL;
}

void page_collection_unlock_arm(void *pages) { (void)pages; }

void tb_invalidate_phys_page_fast_arm(void *engine, void *pages, uint64_t start, int bytes, uintptr_t caller) {
  (void)engine;
  (void)pages;
  (void)start;
  (void)bytes;
  (void)caller;
}

enum { kMiBBits = 20, kPlaces = 1 << (32 - kMiBBits), kEngines = 4 };

/** What is mapped of an engine at each MiB: all regions of machine.c are whole MiB. */
static struct mappings {
  void *engine;
  void *at[kPlaces];
} mappings[kEngines];

void *memory_mapping(void *engine, uint64_t address) {
  static void *(*search)(void *, uint64_t);
  if (search == NULL) {
    *(void **)&search = dlsym(RTLD_NEXT, "memory_mapping");
  }
  struct mappings *known = mappings;
  while (known->engine != engine && known->engine != NULL) {
    if (++known == mappings + kEngines) {
      program_fail("more engines than expected", "emulator");
    }
  }
  known->engine = engine;
  if (address >> 32 != 0) {
    return search(engine, address);
  }
  void **place = &known->at[address >> kMiBBits];
  if (*place == NULL) {
    *place = search(engine, address);
  }
  return *place;
}
