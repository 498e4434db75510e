package dev.sealbench.ui.e2e;

/// Where the boot ROM's functions that write lie in secure RAM: whatever outlives the ROM goes through
/// one of them.
///
/// @param tpmExchange `tpm_tis_exchange`: one TPM command
/// @param eraseSector `erase_sector` of the flash driver
/// @param program `program` of the flash driver: one piece of data, in one or more commands to the chip
/// @param finish `finish` of the flash driver, entered after each such command was given
record RomSymbols(int tpmExchange, int eraseSector, int program, int finish) {

    /// Of the ROM as it was built.
    static RomSymbols read() {
        var rom = ElfSymbols.of("rom");
        return new RomSymbols(
                rom.address("tpm_tis_exchange"),
                rom.address("erase_sector"),
                rom.address("program"),
                rom.address("finish"));
    }
}
