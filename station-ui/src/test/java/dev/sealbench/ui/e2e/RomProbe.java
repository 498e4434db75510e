package dev.sealbench.ui.e2e;

import dev.sealbench.ui.testkit.VirtualCharger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;

/// Stops the machine at everything that the boot ROM writes: before and after each TPM command, before
/// each call of the flash driver and after each command to the flash chip. The ROM itself is the one
/// that is shipped.
///
/// What lies between two commands of one call is "after" the first. A point after one write and the
/// point before the next leave the same charger behind; both are there, since one write may be the
/// last.
final class RomProbe implements AutoCloseable {

    private static final int OTP_BASE = 0x03f4_0000;
    private static final int BANK_BYTES = 0x0400_0000;
    private static final int COMMAND_CODE_AT = 6;

    private final Debugger debugger;
    private final RomSymbols rom;
    private final Listener listener;
    private final Thread thread = new Thread(this::watch, "rom-probe");
    private String writing = "";
    private int tpmReturn;
    private IOException failure;

    /// Hears of each point while the machine stands there.
    @FunctionalInterface
    interface Listener {
        /// @param what "before TPM2_PCR_Extend", "after program of OTP 0x00140"
        /// @return whether the machine is to go on; false when it is dead now
        boolean stoppedAt(String what);
    }

    private RomProbe(Debugger debugger, RomSymbols rom, Listener listener) {
        this.debugger = debugger;
        this.rom = rom;
        this.listener = listener;
    }

    /// Begins; from now on the machine stops only for a moment at each point.
    static RomProbe attach(VirtualCharger charger, RomSymbols rom, Listener listener) throws IOException {
        var probe = new RomProbe(Debugger.attach(charger.debuggerSocket()), rom, listener);
        for (int address : new int[] {rom.tpmExchange(), rom.eraseSector(), rom.program(), rom.finish()}) {
            probe.debugger.breakAt(address);
        }
        probe.thread.start();
        return probe;
    }

    /// Lets the machine run undisturbed from now on.
    @Override
    public void close() throws IOException {
        try {
            debugger.interrupt();
        } catch (IOException e) {
            // the machine is gone, and the thread sees that too
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        debugger.close();
        if (failure != null) {
            throw failure;
        }
    }

    private void watch() {
        try {
            while (debugger.run()) {
                var registers = debugger.registers();
                if (!listener.stoppedAt(name(registers))) {
                    return;
                }
                passOver(Debugger.place(registers));
            }
        } catch (IOException e) {
            failure = e;
        } catch (UncheckedIOException e) {
            failure = e.getCause();
        }
    }

    private String name(int[] registers) throws IOException {
        int place = Debugger.place(registers);
        if (place == rom.tpmExchange()) {
            int code = debugger.word(registers[1] + COMMAND_CODE_AT).getInt();
            tpmReturn = Debugger.returnAddress(registers);
            debugger.breakAt(tpmReturn);
            writing = LineWatch.tpmCommand(code);
            return "before " + writing;
        }
        if (place == rom.finish() || place == tpmReturn) {
            return "after " + writing;
        }
        int bank = debugger.word(registers[0]).order(ByteOrder.LITTLE_ENDIAN).getInt();
        writing = (place == rom.program() ? "program of " : "erase of ") + memory(bank + registers[1]);
        return "before " + writing;
    }

    /// A machine that runs on from a breakpoint would stop there again at once.
    private void passOver(int place) throws IOException {
        debugger.clear(place);
        debugger.step();
        if (place == tpmReturn) {
            tpmReturn = 0;
        } else {
            debugger.breakAt(place);
        }
    }

    private static String memory(int address) {
        if (address >= OTP_BASE && address < BANK_BYTES) {
            return "OTP 0x%05x".formatted(address - OTP_BASE);
        }
        return "flash %d 0x%07x".formatted(address / BANK_BYTES, address % BANK_BYTES);
    }
}
