/**
 * One translation table of 1 MiB sections: flat, writable or executable but never both.
 *
 * Not safe to call twice in one program: the table is static.
 */
#ifndef SEALBENCH_BOARD_VIRT_MMU_H
#define SEALBENCH_BOARD_VIRT_MMU_H

#include <stddef.h>
#include <stdint.h>

/** What a range of memory is for. */
typedef enum mmu_kind {
  kMmuCode,   /**< Read only, executable. */
  kMmuData,   /**< Read and write, never executable. */
  kMmuShared, /**< As data, but the normal world's: the secure world must use the same alias, or caches disagree. */
  kMmuDevice, /**< Read and write, in order, never executable. */
} mmu_kind_t;

/** A range, both ends on a section boundary. What no range covers faults. */
typedef struct mmu_range {
  uint32_t start;
  uint32_t bytes;
  mmu_kind_t kind;
} mmu_range_t;

/** Builds the table from `ranges` and switches translation and caches on for the world that calls. */
void mmu_enable(const mmu_range_t *ranges, size_t count);

#endif
