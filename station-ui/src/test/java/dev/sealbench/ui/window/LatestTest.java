package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LatestTest {

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final ArrayList<Integer> received = new ArrayList<>();
    private final Latest<Integer> latest = new Latest<>(queue::add, received::add);

    @Test
    void aThousandValuesThatNobodyHasDrawnYetAreOneTaskAndTheLastOneArrives() {
        for (int i = 1; i <= 1_000; i++) {
            latest.offer(i);
        }

        assertThat(queue).hasSize(1);
        queue.remove().run();
        assertThat(received).containsExactly(1_000);
    }

    @Test
    void aValueAfterTheDrawingIsDrawnToo() {
        latest.offer(1);
        queue.remove().run();
        latest.offer(2);
        queue.remove().run();

        assertThat(received).containsExactly(1, 2);
        assertThat(queue).isEmpty();
    }
}
