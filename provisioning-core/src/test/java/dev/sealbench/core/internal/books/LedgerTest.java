package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How changes that are made at the same moment get along.
class LedgerTest extends BooksContract {

    /// Enough for a change to come to the end of the log.
    private static final int WAITS_MS = 300;

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

    /// Whoever waited for the end of the log read the clock before the one that it waited for.
    @Test
    void aClockDoesNotGoBackWhileAChangeWaitsForAnother() throws Exception {
        books.events()
                .append(
                        new NewEvent("test.first", Optional.empty(), Optional.empty(), EventRecord.Result.OK, "one"),
                        AUTHOR);
        var reached = new CountDownLatch(1);
        try (var other = server().connect();
                var sql = other.createStatement();
                var threads = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            sql.execute("UPDATE station SET last_event_at = last_event_at + INTERVAL '5' SECOND");
            var waiting = threads.submit(() -> ledger.write(AUTHOR, entry -> {
                entry.event("test.waiting", "");
                reached.countDown();
                return true;
            }));
            reached.await();
            Thread.sleep(WAITS_MS);
            clock.advance(Duration.ofSeconds(5));
            other.commit();
            assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(books.events().last().orElseThrow().at()).isEqualTo(clock.instant());
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
