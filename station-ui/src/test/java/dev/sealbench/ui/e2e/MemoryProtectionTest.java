package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.VirtualCharger;
import dev.sealbench.ui.testkit.VirtualCharger.Plug;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nothing that is writable is ever executed, nothing executable written, and a stack that grows too far
/// hits a wall: in the boot ROM and in the application, as they are shipped. A debugger puts the machine
/// where a bug would, and lets it execute one instruction.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class MemoryProtectionTest {

    /// ARM DDI 0406C B1.8.1.
    private static final int PREFETCH_ABORT = 0x0c;

    private static final int DATA_ABORT = 0x10;

    /// The first instruction of this function pushes registers, in both programs.
    private static final String PUSHING = "link_server_run";

    /// Addresses of charger-firmware/board/virt/memory_map.h.
    private static final Map<String, Integer> ROM_NOT_EXECUTABLE = Map.of(
            "data", 0x0e10_0000,
            "stack", 0x0e30_2000,
            "mailbox", 0x0e40_0000,
            "image before it is verified", 0x4020_0400,
            "flash bank 0", 0x0000_0000,
            "flash bank 1", 0x0400_0400,
            "nothing", 0x0e50_0000);

    private static final Map<String, Integer> APP_NOT_EXECUTABLE = Map.of(
            "data", 0x4060_0000,
            "stack", 0x4080_8000,
            "hand-over", 0x42f0_0000,
            "buffers of devices", 0x4300_0000,
            "flash bank 1", 0x0400_0400,
            "nothing", 0x4050_0000);

    private static final int ROM_STACK = 0x0e30_0000;
    private static final int APP_STACK = 0x4080_0000;

    @Test
    void theBootRom(Demo demo) throws Exception {
        var rom = ElfSymbols.of("rom");
        var station = demo.newStation();
        try (var charger = demo.newDebuggedCharger(station).plugIn()) {
            charger.hello();
            check(charger, rom.address("rom_vectors"), rom.address(PUSHING), ROM_STACK, ROM_NOT_EXECUTABLE);
        }
    }

    @Test
    void theApplication(LockedUnit unit) throws Exception {
        var app = ElfSymbols.of("app");
        var name = unit.demo().newName("debugged");
        var folder = unit.original().folder();
        var plug = new Plug(
                unit.demo().folder(),
                name,
                folder.resolve(name),
                Optional.empty(),
                Optional.of(folder.resolve(name + "-gdb")));
        try (var charger = unit.charger().copy(plug).plugIn()) {
            charger.hello();
            check(charger, app.address("app_vectors"), app.address(PUSHING), APP_STACK, APP_NOT_EXECUTABLE);
        }
    }

    private static void check(
            VirtualCharger charger, int vectors, int pushing, int stack, Map<String, Integer> notExecutable)
            throws Exception {
        try (var machine = Debugger.attach(charger.debuggerSocket())) {
            int status = machine.status();
            int goodStack = stack + 0x2000;
            assertThat(machine.word(pushing).order(ByteOrder.LITTLE_ENDIAN).getShort())
                    .as("push of more than one register (ARM DDI 0406C A8.8.133, T2)")
                    .isEqualTo((short) 0xe92d);
            for (var place : notExecutable.entrySet()) {
                machine.goTo(place.getValue(), goodStack, status);
                machine.step();
                assertThat(Debugger.place(machine.registers()))
                        .as("executing %s", place.getKey())
                        .isEqualTo(vectors + PREFETCH_ABORT);
            }
            machine.goTo(pushing, pushing + 0x100, status);
            machine.step();
            assertThat(Debugger.place(machine.registers())).as("writing code").isEqualTo(vectors + DATA_ABORT);
            machine.goTo(pushing, stack, status);
            machine.step();
            assertThat(Debugger.place(machine.registers()))
                    .as("a stack that overflows")
                    .isEqualTo(vectors + DATA_ABORT);
            // the debugger can tell: the same instruction with a good stack goes through
            machine.goTo(pushing, goodStack, status);
            machine.step();
            assertThat(Debugger.place(machine.registers())).isBetween(pushing + 2, pushing + 4);
        }
    }
}
