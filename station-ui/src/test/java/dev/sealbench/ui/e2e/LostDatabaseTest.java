package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.Step;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.books.TestEngine;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.SharedBooks;
import dev.sealbench.ui.testkit.TestStation;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// PostgreSQL dies while a real charger is under way. The tests are one story, told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostDatabaseTest {

    private final PostgresServer server = TestEngine.postgres();
    private Demo demo;
    private TestStation station;
    private boolean away;

    @BeforeAll
    void open(Demo demo) throws Exception {
        this.demo = demo;
        station = new SharedBooks(demo, server).firstStation();
    }

    @AfterAll
    void bringBack() throws Exception {
        start();
    }

    @Test
    @Order(1)
    void aUnitWhoseDatabaseComesBackBeforeItIsBookedNoticesNothing() throws Exception {
        try (var charger = demo.newCharger(station).plugIn();
                var session = station.open("olga")) {
            assertThat(charger.hasPower()).isTrue();
            assertThat(session.provision(1, Demo.SERIAL, Optional.empty(), at(Step.BURN, this::kill, this::start)))
                    .isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    @Order(2)
    void aUnitIsLockedAndProvenWithoutTheDatabaseAndGetsItsLabelsWhenItIsBack() throws Exception {
        var serial = Demo.serial(2);
        try (var charger = demo.newCharger(station).plugIn();
                var session = station.open("olga")) {
            assertThat(charger.hasPower()).isTrue();
            assertThat(session.provision(1, serial, Optional.empty(), at(Step.KEY, this::kill, () -> {})))
                    .isInstanceOfSatisfying(
                            Outcome.StationFaulted.class,
                            outcome -> assertThat(outcome.fault()).isEqualTo(Fault.BOOKED_LATER));
            start();
            assertThat(session.provision(1, serial, Optional.empty(), RunListener.silent()))
                    .isInstanceOf(Outcome.Passed.class);
        }
    }

    @Test
    @Order(3)
    void theBooksAndAnExportOfThemAreSound() throws Exception {
        var check = station.command("db", "check");
        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("2 units LABELLED", "the books are in order");
        var export = station.folder().resolve("export");
        var written = station.command("audit", "export", "--work-order", "WO-DEMO-1", "--out", export.toString());
        assertThat(written.exitCode()).as(written.output()).isZero();
        var trust = demo.folder().resolve("trust.pem").toString();
        var verified = station.command("audit", "verify", export.toString(), "--trust", trust);
        assertThat(verified.output()).contains("SOUND: export of ");
    }

    /// A copy of its home, say, that started while the station's lines to the database were cut.
    @Test
    @Order(4)
    void aStationWhoseNameAnotherProgramTookMeanwhileBeginsNothing() throws Exception {
        try (var session = station.open("olga")) {
            try (var copy = station.books()) {
                cut("SELECT pid FROM pg_locks WHERE locktype = 'advisory'"); // the claim's line only
                copy.claim();
                assertThat(faultOf(session)).isEqualTo(Fault.HOME_IN_USE);
            }
            assertThat(faultOf(session)).isEqualTo(Fault.PORT_ABSENT); // nobody plugged a charger in
            try (var copy = station.books()) {
                cut("SELECT pid FROM pg_stat_activity WHERE usename = '" + PostgresServer.STATION + "'");
                copy.claim();
                assertThat(faultOf(session)).isIn(Fault.BOOKS_UNAVAILABLE, Fault.HOME_IN_USE);
                assertThat(faultOf(session)).isEqualTo(Fault.HOME_IN_USE);
            }
        }
    }

    private static Fault faultOf(OpenStation session) {
        var outcome = session.provision(1, Demo.serial(3), Optional.empty(), RunListener.silent());
        return ((Outcome.StationFaulted) outcome).fault();
    }

    private void cut(String connections) throws Exception {
        server.execute("SELECT pg_terminate_backend(pid) FROM (" + connections + ") AS lines");
    }

    private interface Change {
        void make() throws Exception;
    }

    /// Does something when a step begins, and something else before the unit is booked.
    private static RunListener at(Step step, Change change, Change beforeBooking) {
        var silent = RunListener.silent();
        return new RunListener() {
            @Override
            public void started(Step now) {
                play(now == step ? change : now == Step.RECORD ? beforeBooking : () -> {});
            }

            @Override
            public ScanBack scanBack() {
                return silent.scanBack();
            }
        };
    }

    private static void play(Change change) {
        try {
            change.make();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void kill() throws Exception {
        away = true;
        server.kill();
    }

    private void start() throws Exception {
        if (away) {
            away = false;
            server.restart();
        }
    }
}
