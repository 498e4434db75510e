package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.books.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an export by a real station does with a log that was not compared yet, is not the one that was signed, or is
/// lost meanwhile.
class ExportOfALogTest {

    private static final int MORE_THAN_A_TILE = 260;

    private static final Author AUTHOR = new Author("p-17", "sealbench 0.1.0");

    private static final NewEvent SIGN_IN =
            new NewEvent("person.refused", Optional.empty(), Optional.empty(), EventRecord.Result.REFUSED, "");

    @TempDir
    Path folder;

    private TestHome house;

    /// A log that could not be compared yet is not signed: the books lend its tiles only when the export begins.
    @Test
    void anExportComparesTheLogFirstAndHoldsTheNewestEvents() throws Exception {
        var server = TestEngine.postgres();
        begin(TestHome.create(folder, server));
        try (var books = Books.open(house.booksConfig(), house.clock)) {
            for (int event = 0; event < MORE_THAN_A_TILE; event++) {
                books.events().append(SIGN_IN, AUTHOR);
            }
        }
        var station = PostgresServer.STATION;
        server.execute("REVOKE SELECT ON log_tile FROM " + station);
        server.execute("GRANT SELECT (station_id, level, position, root) ON log_tile TO " + station);
        try (var open = house.open();
                var lead = signIn(open, LEAD)) {
            add(lead, "otto", Role.OPERATOR);
            assertThat(lead.audit().logHead().wrong()).contains("it could not be compared with its checkpoints");
            assertThat(refusedExport(lead).fault()).isEqualTo(Fault.BOOKS_UNAVAILABLE);
            server.execute("GRANT SELECT ON log_tile TO " + station);
            lead.audit().export(Optional.empty(), folder.resolve("out"));
        }

        try (var lines = Files.lines(folder.resolve("out/events.jsonl"))) {
            assertThat(lines.filter(line -> line.contains("person.added") && line.contains(": OPERATOR")))
                    .hasSize(1);
        }
    }

    @Test
    void aLogThatIsNotTheOneThatWasSignedIsNotExported() throws Exception {
        begin(TestHome.create(folder));
        var database = house.home.directory().resolve("books.mv.db");
        Files.copy(database, folder.resolve("yesterday.mv.db"));
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            add(lead, "otto", Role.OPERATOR);
        }
        Files.copy(folder.resolve("yesterday.mv.db"), database, StandardCopyOption.REPLACE_EXISTING);

        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            var refused = refusedExport(lead);
            assertThat(refused.fault()).isEqualTo(Fault.LOG_BROKEN);
            assertThat(refused.detail()).startsWith("log of station line-1: ").contains("an older database");
        }
        assertThat(folder).isDirectoryNotContaining("glob:**out*");
    }

    private StationException refusedExport(Session lead) {
        return catchThrowableOfType(
                StationException.class, () -> lead.audit().export(Optional.empty(), folder.resolve("out")));
    }

    @Test
    void booksThatAreLostDuringAnExportAreSaidToBeLost() throws Exception {
        var server = TestEngine.postgres();
        begin(TestHome.create(folder, server));
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            var refused = catchThrowableOfType(
                    StationException.class,
                    () -> lead.audit().export(new ExportRange.All(), folder.resolve("out"), new ExportListener() {
                        @Override
                        public void progress(long done, long total) {
                            try {
                                server.execute("ALTER TABLE IF EXISTS log_checkpoint RENAME TO gone");
                            } catch (Exception e) {
                                throw new IllegalStateException(e);
                            }
                        }
                    }));
            assertThat(refused.fault()).isEqualTo(Fault.EXPORT_NOT_WRITTEN);
            assertThat(refused.detail()).startsWith("the books cannot ").doesNotContain("Exception");
        }
    }

    private void begin(TestHome made) throws Exception {
        house = made;
        Files.createDirectories(house.home.deviceCa().getParent());
        Files.writeString(house.home.deviceCa(), "not looked at");
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            assertThat(lead).isNotNull();
        }
    }
}
