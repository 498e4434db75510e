package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AheadTest {

    /// H2 closes the files of its database when a thread that reads them is interrupted.
    @Test
    void whoIsInterruptedWaitsForWhatIsAtWorkAndInterruptsNobody() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var ahead = new Ahead<Integer, IOException>(IOException.class);
        ahead.begin(() -> {
            begun.countDown();
            goOn.await();
            ended.countDown();
            return 1;
        });
        begun.await();
        var closing = Thread.ofPlatform().unstarted(() -> {
            Thread.currentThread().interrupt();
            ahead.close();
            assertThat(Thread.interrupted()).isTrue();
        });
        var failed = new Throwable[1];
        closing.setUncaughtExceptionHandler((_, failure) -> failed[0] = failure);

        closing.start();
        while (closing.getState() != Thread.State.WAITING && closing.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closing.join();

        assertThat(failed[0]).isNull();
        assertThat(ended.getCount()).isZero();
    }
}
