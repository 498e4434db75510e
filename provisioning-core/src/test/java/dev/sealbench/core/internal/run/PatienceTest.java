package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PatienceTest {

    @Test
    void whatNeverAnswersHoldsNobody() {
        var never = new CountDownLatch(1);
        assertThatThrownBy(() -> Patience.ask(Duration.ofMillis(50), () -> {
                    never.await();
                    return "late";
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer within 0 s");
        never.countDown();
    }

    @Test
    void anAnswerAndAFailureComeThrough() throws Exception {
        assertThat(Patience.ask(Duration.ofMinutes(1), () -> "here")).isEqualTo("here");
        assertThatThrownBy(() -> Patience.ask(Duration.ofMinutes(1), () -> {
                    throw new NoSuchFileException("line-1.cosigned");
                }))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Patience.ask(Duration.ofMinutes(1), () -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("a bug");
    }
}
