/**
 * Offsets of the ROM's structures as the target's compiler lays them out.
 */
#ifndef SEALBENCH_TEST_FAULTS_LAYOUT_H_
#define SEALBENCH_TEST_FAULTS_LAYOUT_H_

#include <stdint.h>

enum { kLayoutRomTpm, kLayoutRomBond, kLayoutBondTpm, kLayoutWriterUsed, kLayoutCount };

#endif
