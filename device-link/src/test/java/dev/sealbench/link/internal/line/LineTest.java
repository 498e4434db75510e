package dev.sealbench.link.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.link.LinkException.PortUnavailable;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.internal.pipe.BytePipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final PortAddress ADDRESS = PortAddress.parse("/dev/hanging");

    /// A port that takes nothing and gives nothing until it is closed, as an adapter that hangs does.
    private static final class HangingPipe implements BytePipe {

        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read(byte[] into) throws IOException {
            return hang();
        }

        @Override
        public void write(byte[] from, int length) throws IOException {
            hang();
        }

        @Override
        public boolean setsBaud() {
            return false;
        }

        @Override
        public boolean setBaud(int baud) {
            throw new IllegalStateException();
        }

        @Override
        public void close() {
            closed.countDown();
        }

        private int hang() throws IOException {
            boolean interrupted = false;
            while (true) {
                try {
                    closed.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true; // a system call would not notice
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("closed");
        }
    }

    @Test
    void aWriteThatHangsIsCutByTheWatchdog() {
        try (var line = new Line(new HangingPipe(), ADDRESS, Duration.ofMillis(50), new Meter())) {
            assertThatExceptionOfType(PortUnavailable.class)
                    .isThrownBy(() -> line.send(FrameType.REQUEST, ByteBuffer.allocate(1)))
                    .matches(e -> e.reason() == PortUnavailable.Reason.STUCK)
                    .matches(e -> e.address().equals(ADDRESS));
        }
    }

    @Test
    void aClosedLineSendsAndReceivesNothingMore() {
        var line = new Line(new HangingPipe(), ADDRESS, Duration.ofSeconds(10), new Meter());
        line.close();
        line.close();
        assertThatExceptionOfType(PortUnavailable.class).isThrownBy(() -> line.receive(System.nanoTime()));
        assertThatExceptionOfType(PortUnavailable.class)
                .isThrownBy(() -> line.send(FrameType.REQUEST, ByteBuffer.allocate(1)));
    }

    @Test
    void nothingComesBeforeTheDeadline() throws Exception {
        try (var line = new Line(new HangingPipe(), ADDRESS, Duration.ofSeconds(10), new Meter())) {
            assertThat(line.receive(System.nanoTime())).isEmpty();
        }
    }
}
