#include "test/faults/layout.h"

#include <stddef.h>

#include "rom/rom.h"
#include "tpm/tpm_codec.h"

/** Compiled for the target, read by the host: kLayout of layout.h. */
extern const uint32_t layout[kLayoutCount];
const uint32_t layout[kLayoutCount] = {
    [kLayoutRomTpm] = offsetof(rom_t, tpm),
    [kLayoutRomBond] = offsetof(rom_t, bond),
    [kLayoutBondTpm] = offsetof(tpm_bond_t, tpm),
    [kLayoutWriterUsed] = offsetof(tpm_writer_t, used_bytes),
};
