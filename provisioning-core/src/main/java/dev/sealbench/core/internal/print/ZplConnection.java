package dev.sealbench.core.internal.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// The line to one printer's raw port. Every call ends within its time, whatever the printer does. One thread.
final class ZplConnection implements AutoCloseable {

    private static final byte[] STATUS = "~HS\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CANCEL_ALL = "~JA\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STX = 2;
    private static final int ETX = 3;
    private static final int MAX_LINE = 128;

    /// A printer that talks without end has said nothing.
    private static final int MAX_NOISE = 1024;

    private final Socket socket;
    private final Duration patience;

    private ZplConnection(Socket socket, Duration patience) {
        this.socket = socket;
        this.patience = patience;
    }

    /// @param patience for the connection, and for each answer
    static ZplConnection open(InetSocketAddress address, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            // resolved anew each time: printers move
            socket.connect(
                    new InetSocketAddress(address.getHostString(), address.getPort()),
                    Math.toIntExact(patience.toMillis()));
            socket.setTcpNoDelay(true);
            return new ZplConnection(socket, patience);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Asks for the printer's state.
    ///
    /// @throws IOException when it does not answer in time, hangs up, or answers something else
    HostStatus status() throws IOException {
        var answer = within(patience, () -> {
            socket.getOutputStream().write(STATUS);
            var in = socket.getInputStream();
            return HostStatus.parse(line(in), line(in), line(in));
        });
        return answer.orElseThrow(() -> new IOException("it answers no status"));
    }

    /// Sends a label.
    ///
    /// @throws IOException when it does not take all of it in time, or hangs up
    void send(byte[] zpl, Duration atMost) throws IOException {
        within(atMost, () -> {
            socket.getOutputStream().write(zpl);
            return null;
        });
    }

    /// Has the printer forget what it has not printed, if it still listens.
    void cancelAll() {
        try {
            within(patience, () -> {
                socket.getOutputStream().write(CANCEL_ALL);
                return null;
            });
        } catch (IOException _) {
            // it was a wish: the line may be what failed
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a socket", e);
        }
    }

    @FunctionalInterface
    private interface Talk<T> {
        T run() throws IOException;
    }

    /// A socket's own time-out covers neither writing nor a printer that sends an octet now and then.
    private <T> T within(Duration time, Talk<T> talk) throws IOException {
        var late = new AtomicBoolean();
        var done = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> closeUnless(done, time, late));
        try {
            return talk.run();
        } catch (IOException e) {
            if (late.get()) {
                throw new SocketTimeoutException("it does not answer");
            }
            throw e;
        } finally {
            done.countDown();
        }
    }

    private void closeUnless(CountDownLatch done, Duration time, AtomicBoolean late) {
        try {
            if (!done.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                late.set(true);
                close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        boolean begun = false;
        for (int noise = 0; noise < MAX_NOISE; noise++) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("it hung up");
            } else if (octet == STX) {
                begun = true;
                line.setLength(0);
            } else if (octet == ETX && begun) {
                return line.toString();
            } else if (begun && line.length() < MAX_LINE) {
                line.append((char) octet);
            }
        }
        throw new IOException("it answers no status");
    }
}
