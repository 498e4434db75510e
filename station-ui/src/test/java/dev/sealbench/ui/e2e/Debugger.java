package dev.sealbench.ui.e2e;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// Stops and reads an Arm machine of QEMU through its GDB stub: GDB's remote serial protocol as far as
/// that needs it.
///
/// One owner thread; [#interrupt] from any.
final class Debugger implements AutoCloseable {

    private static final int LINK_REGISTER = 14;
    private static final int PROGRAM_COUNTER = 15;
    private static final int STACK_POINTER = 13;
    private static final int STATUS = 25;
    private static final int THUMB_STATE = 1 << 5;
    private static final int INTERRUPT = 0x03;
    private static final int THUMB_BYTES = 2;

    private final SocketChannel channel;
    private final InputStream in;
    private final Object sending = new Object();
    private boolean interrupted;

    private Debugger(SocketChannel channel) {
        this.channel = channel;
        this.in = Channels.newInputStream(channel);
    }

    /// Stops the machine whose stub listens at `socket`.
    static Debugger attach(Path socket) throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            var debugger = new Debugger(channel);
            debugger.receive(); // the stub says unasked that the machine stopped
            debugger.ask("qXfer:features:read:target.xml:0,fff"); // single registers only for those who asked
            return debugger;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Has the machine stop before the Thumb instruction at `address`.
    void breakAt(int address) throws IOException {
        expectOk("Z1,%x,%d".formatted(address, THUMB_BYTES));
    }

    /// Takes that back.
    void clear(int address) throws IOException {
        expectOk("z1,%x,%d".formatted(address, THUMB_BYTES));
    }

    /// Lets the machine run until it stops at a breakpoint.
    ///
    /// @return whether it did; false after [#interrupt]
    /// @throws EOFException when the machine is gone
    boolean run() throws IOException {
        synchronized (sending) {
            if (interrupted) {
                return false;
            }
            send("c");
        }
        receive();
        synchronized (sending) {
            return !interrupted;
        }
    }

    /// Executes one instruction.
    void step() throws IOException {
        ask("s");
    }

    /// Stops the machine wherever it is; [#run] then says so.
    void interrupt() throws IOException {
        synchronized (sending) {
            interrupted = true;
            channel.write(ByteBuffer.wrap(new byte[] {INTERRUPT}));
        }
    }

    /// Registers 0 to 15.
    int[] registers() throws IOException {
        var octets = HexFormat.of().parseHex(ask("g").substring(0, (PROGRAM_COUNTER + 1) * 8));
        var registers = new int[PROGRAM_COUNTER + 1];
        ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(registers);
        return registers;
    }

    /// The program status register.
    int status() throws IOException {
        return ByteBuffer.wrap(HexFormat.of().parseHex(ask("p%x".formatted(STATUS))))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
    }

    /// Has the machine go on at a Thumb instruction in the mode of `status`, with its stack at `stack`.
    void goTo(int place, int stack, int status) throws IOException {
        write(STATUS, status | THUMB_STATE);
        write(STACK_POINTER, stack);
        write(PROGRAM_COUNTER, place);
    }

    private void write(int register, int value) throws IOException {
        expectOk("P%x=%08x".formatted(register, Integer.reverseBytes(value)));
    }

    /// Where a Thumb function that was just entered returns to.
    static int returnAddress(int[] registers) {
        return registers[LINK_REGISTER] & ~1;
    }

    /// Where the machine stands.
    static int place(int[] registers) {
        return registers[PROGRAM_COUNTER];
    }

    /// Four octets of memory, as they lie there.
    ByteBuffer word(int address) throws IOException {
        return ByteBuffer.wrap(HexFormat.of().parseHex(ask("m%x,4".formatted(address))));
    }

    /// Presses the machine's power button: QEMU raises an input pin for a moment once the machine runs again.
    void pressPowerButton() throws IOException {
        var command = HexFormat.of().formatHex("system_powerdown".getBytes(StandardCharsets.US_ASCII));
        for (var answer = ask("qRcmd," + command); !answer.equals("OK"); answer = receive()) {
            if (!answer.startsWith("O")) {
                throw new IOException("the debugger's stub answered \"" + answer + "\"");
            }
        }
    }

    /// Lets the machine run and leaves it. Harmless when it is gone.
    @Override
    public void close() {
        try (channel) {
            ask("D");
        } catch (IOException e) {
            // it lost power: nothing to leave
        }
    }

    private void expectOk(String command) throws IOException {
        var answer = ask(command);
        if (!answer.equals("OK")) {
            throw new IOException("the debugger's stub answered \"" + answer + "\" to " + command);
        }
    }

    private String ask(String command) throws IOException {
        synchronized (sending) {
            send(command);
        }
        return receive();
    }

    private void send(String command) throws IOException {
        int sum = command.chars().sum() & 0xff;
        var packet = ByteBuffer.wrap("$%s#%02x".formatted(command, sum).getBytes(StandardCharsets.US_ASCII));
        while (packet.hasRemaining()) {
            channel.write(packet);
        }
    }

    private String receive() throws IOException {
        int octet = next();
        while (octet != '$') {
            octet = next(); // '+': it took the command
        }
        var answer = new StringBuilder();
        for (octet = next(); octet != '#'; octet = next()) {
            answer.append((char) octet);
        }
        next();
        next();
        return answer.toString();
    }

    private int next() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the machine is gone");
        }
        return octet;
    }
}
