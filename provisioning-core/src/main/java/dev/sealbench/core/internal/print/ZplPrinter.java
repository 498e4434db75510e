package dev.sealbench.core.internal.print;

import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.internal.label.LabelLayout;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.print.PrintFailure.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A printer that speaks ZPL II on a raw TCP port (9100), as Zebra's do. The label goes from memory into the socket and
/// is wiped; if the printer does not say that it is out, the printer is told to forget it.
public final class ZplPrinter implements LabelPrinter {

    /// How long the printer may take.
    ///
    /// @param answer for the connection, and for each status
    /// @param send for taking the label
    /// @param print from then until it says that the label is out
    /// @param pause between two questions for its status
    public record Times(Duration answer, Duration send, Duration print, Duration pause) {

        /// For a printer on the line.
        public static Times standard() {
            return new Times(
                    Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(200));
        }
    }

    /// One label at a time for each printer, whichever slot it is for: else one label's status would speak of another.
    private static final Map<String, ReentrantLock> BUSY = new ConcurrentHashMap<>();

    /// A printer may say "nothing to do" before it has looked at what it received.
    private static final int IDLE_ANSWERS = 2;

    private final InetSocketAddress address;
    private final int dotsPerInch;
    private final LabelMaker maker;
    private final Times times;
    private final ReentrantLock busy;

    /// @param address not resolved yet
    public ZplPrinter(InetSocketAddress address, int dotsPerInch, LabelMaker maker, Times times) {
        this.address = address;
        this.dotsPerInch = dotsPerInch;
        this.maker = maker;
        this.times = times;
        this.busy = BUSY.computeIfAbsent(name(), _ -> new ReentrantLock(true));
    }

    @Override
    public boolean provesItself() {
        return false;
    }

    @Override
    public Job ready() throws PrintFailure {
        hold();
        ZplConnection connection = null;
        boolean ready = false;
        try {
            connection = ZplConnection.open(address, times.answer());
            awaitTurn(connection);
            ready = true;
            return new ZplJob(connection);
        } catch (IOException e) {
            throw failure(Outcome.NOT_READY, silent(e), e);
        } finally {
            if (!ready) {
                if (connection != null) {
                    connection.close();
                }
                busy.unlock();
            }
        }
    }

    private void hold() throws PrintFailure {
        try {
            var longest = times.print().plus(times.send()).plus(times.answer());
            if (busy.tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw failure(Outcome.NOT_READY, "is still printing another slot's label", null);
    }

    /// Somebody else's labels come out first.
    private void awaitTurn(ZplConnection connection) throws IOException, PrintFailure {
        long end = System.nanoTime() + times.print().toNanos();
        while (true) {
            var status = connection.status();
            if (status.problem().isPresent()) {
                throw failure(Outcome.NOT_READY, status.problem().get(), null);
            }
            if (status.isIdle()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw failure(Outcome.NOT_READY, "does not finish other labels: switch it off and on", null);
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(times.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintFailure failure(Outcome outcome, String what, Throwable cause) {
        return new PrintFailure(outcome, "printer " + name() + " " + what, cause);
    }

    private static String silent(IOException e) {
        return "is not ready: check power, cable, labels, ribbon and print head (" + e.getMessage() + ")";
    }

    private String name() {
        return address.getHostString() + ":" + address.getPort();
    }

    private final class ZplJob implements Job {

        private final ZplConnection connection;

        ZplJob(ZplConnection connection) {
            this.connection = connection;
        }

        @Override
        public void print(LabelPrint print, LabelLayout layout) throws LabelRefused, LabelUnreadable, PrintFailure {
            byte[] zpl;
            try (var bitmap = maker.bitmap(layout, dotsPerInch)) {
                zpl = Zpl.of(bitmap);
            }
            boolean out = false;
            try {
                connection.send(zpl, times.send());
                awaitOut();
                out = true;
            } catch (IOException e) {
                throw failure(Outcome.IN_DOUBT, silent(e), e);
            } finally {
                Arrays.fill(zpl, (byte) 0);
                if (!out) {
                    connection.cancelAll();
                }
            }
        }

        private void awaitOut() throws IOException, PrintFailure {
            long end = System.nanoTime() + times.print().toNanos();
            int idle = 0;
            while (idle < IDLE_ANSWERS) {
                var status = connection.status();
                if (status.problem().isPresent()) {
                    throw failure(Outcome.IN_DOUBT, status.problem().get(), null);
                }
                if (System.nanoTime() > end) {
                    throw failure(Outcome.IN_DOUBT, "does not say that the label is out", null);
                }
                idle = status.isIdle() ? idle + 1 : 0;
                pause();
            }
        }

        @Override
        public void close() {
            connection.close();
            busy.unlock();
        }
    }
}
