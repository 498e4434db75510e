package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How changes that are made at the same moment get along.
class LedgerTest extends BooksContract {

    private Ledger ledger;

    @BeforeEach
    void openLedger() {
        var config = server().config(STATION);
        ledger = new Ledger(Jdbi.create(config.url(), config.user(), config.password()), config, clock);
    }

    @Test
    void aChangeThatTakesLongKeepsNobodyFromWriting() throws Exception {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var slow = threads.submit(() -> ledger.write(AUTHOR, entry -> {
                entry.event("test.slow", "");
                begun.countDown();
                return await(end);
            }));
            begun.await();
            var quick = threads.submit(() -> ledger.write(AUTHOR, entry -> {
                entry.event("test.quick", "");
                return null;
            }));
            quick.get(5, TimeUnit.SECONDS);
            end.countDown();
            assertThat(slow.get(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            end.countDown();
        }
        var actions = new ArrayList<String>();
        books.events().forEach(STATION, 1, event -> actions.add(event.action()));
        assertThat(actions).containsExactly("test.quick", "test.slow");
    }

    @Test
    void ofTwoThatBindOneChipAtTheSameMomentTheOtherHearsWhoseItIs() throws Exception {
        openWorkOrder(2);
        scan(FIRST);
        scan(SECOND);
        var calls = new ArrayList<Callable<Object>>();
        for (var serial : SERIALS.subList(0, 2)) {
            calls.add(() -> {
                try {
                    books.units().bindChip(serial, Samples.binding("same"), AUTHOR);
                    return serial;
                } catch (BooksRefused e) {
                    return e.refusal();
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            var results = threads.invokeAll(calls);
            var answers = new ArrayList<Object>();
            for (var each : results) {
                answers.add(each.get());
            }
            var owner = books.units().ownerOf(Samples.chip("same")).orElseThrow();
            assertThat(answers).containsExactlyInAnyOrder(owner, new Refusal.ChipKnownUnderOtherSerial(owner));
        }
    }

    @Test
    void aChangeThatBringsNothingAboutLeavesTheLogAlone() throws Exception {
        openWorkOrder(2);
        scan(FIRST);
        long before = events();

        scan(FIRST);

        assertThat(events()).isEqualTo(before);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
