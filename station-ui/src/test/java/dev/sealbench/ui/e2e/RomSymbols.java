package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.Tool;
import java.util.HashMap;
import java.util.Map;

/// Where the boot ROM's functions that write lie in secure RAM: whatever outlives the ROM goes through
/// one of them.
///
/// @param tpmExchange `tpm_tis_exchange`: one TPM command
/// @param eraseSector `erase_sector` of the flash driver
/// @param program `program` of the flash driver: one piece of data, in one or more commands to the chip
/// @param finish `finish` of the flash driver, entered after each such command was given
record RomSymbols(int tpmExchange, int eraseSector, int program, int finish) {

    /// Of the ROM as it was built.
    ///
    /// @throws IllegalStateException when one of them is not there, say because the compiler inlined it
    static RomSymbols read() {
        var elf = Repository.file("charger-firmware/build/rom.elf");
        var addresses = new HashMap<String, Integer>();
        Tool.must(elf.getParent(), "arm-none-eabi-nm", elf.toString()).lines().forEach(line -> {
            var words = line.strip().split(" +");
            if (words.length == 3 && words[1].equalsIgnoreCase("t")) {
                addresses.merge(words[2], Integer.parseUnsignedInt(words[0], 16), (_, _) -> 0);
            }
        });
        return new RomSymbols(
                one(addresses, "tpm_tis_exchange"),
                one(addresses, "erase_sector"),
                one(addresses, "program"),
                one(addresses, "finish"));
    }

    private static int one(Map<String, Integer> addresses, String name) {
        int address = addresses.getOrDefault(name, 0);
        if (address == 0) {
            throw new IllegalStateException("the boot ROM has not exactly one function \"" + name + "\"");
        }
        return address;
    }
}
