package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.Tool;
import java.util.HashMap;
import java.util.Map;

/// Where the functions of a program of the charger lie, as it was built.
///
/// @param program name of the program's file
/// @param addresses by name; 0 for a name that stands for more than one
record ElfSymbols(String program, Map<String, Integer> addresses) {

    /// Of `charger-firmware/build/PROGRAM.elf`.
    static ElfSymbols of(String program) {
        var elf = Repository.file("charger-firmware/build/" + program + ".elf");
        var addresses = new HashMap<String, Integer>();
        Tool.must(elf.getParent(), "arm-none-eabi-nm", elf.toString()).lines().forEach(line -> {
            var words = line.strip().split(" +");
            if (words.length == 3 && words[1].equalsIgnoreCase("t")) {
                addresses.merge(words[2], Integer.parseUnsignedInt(words[0], 16), (_, _) -> 0);
            }
        });
        return new ElfSymbols(program, addresses);
    }

    /// @throws IllegalStateException when there is not exactly one, say because the compiler inlined it
    int address(String name) {
        int address = addresses.getOrDefault(name, 0);
        if (address == 0) {
            throw new IllegalStateException(program + " has not exactly one function \"" + name + "\"");
        }
        return address;
    }
}
