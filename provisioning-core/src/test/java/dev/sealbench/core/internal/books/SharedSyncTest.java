package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SharedSyncTest {

    private static final int THREADS = 8;
    private static final int CHANGES = 200;

    private final SharedSync sync = new SharedSync();
    private final Set<Integer> made = ConcurrentHashMap.newKeySet();
    private final Set<Integer> onDisk = ConcurrentHashMap.newKeySet();
    private final AtomicInteger syncs = new AtomicInteger();

    /// As a disk does it: what is there when it begins is safe when it ends.
    private void force() {
        syncs.incrementAndGet();
        var begun = Set.copyOf(made);
        LockSupport.parkNanos(100_000);
        onDisk.addAll(begun);
    }

    @Test
    void everyChangeIsOnTheDiskWhenItsThreadGoesOn() throws Exception {
        var lost = new ArrayList<Future<Integer>>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                int first = i * CHANGES;
                lost.add(threads.submit(() -> {
                    int missing = 0;
                    for (int change = first; change < first + CHANGES; change++) {
                        made.add(change);
                        sync.sync(this::force);
                        missing += onDisk.contains(change) ? 0 : 1;
                    }
                    return missing;
                }));
            }
        }
        for (var each : lost) {
            assertThat(each.get()).isZero();
        }
        assertThat(syncs.get()).as("shared").isLessThan(THREADS * CHANGES);
    }

    @Test
    void aSyncThatFailedCountsForNobody() {
        assertThatIllegalStateException()
                .isThrownBy(() -> sync.sync(() -> {
                    throw new IllegalStateException("disk full");
                }));
        sync.sync(this::force);
        sync.sync(this::force);
        assertThat(syncs).as("nobody else was there").hasValue(2);
    }
}
