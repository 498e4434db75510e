package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sealbench.core.internal.journal.JavaProcess;
import dev.sealbench.core.internal.journal.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What H2 alone does not promise, and what happens when a database is not there.
class BooksDurabilityTest {

    @TempDir
    Path home;

    @Test
    void everyH2ChangeIsSynchronisedBeforeItsEffect() throws Exception {
        var trace = Trace.of(
                home,
                BooksWriter.class,
                home.resolve("books").toString(),
                home.resolve("effects").toString());

        int effects = 0;
        boolean dirty = true;
        for (var call : trace.aboutAny("books.mv.db>", "effects>")) {
            if (call.contains("effects>")) {
                assertThat(dirty).as("effect before the sync: %s", call).isFalse();
                effects++;
                dirty = true; // each effect needs a sync of its own
            } else if (call.contains("sync(")) {
                dirty = false;
            }
        }
        assertThat(effects).isEqualTo(40);
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKill() throws Exception {
        var file = home.resolve("books");
        Books.migrate(BooksConfig.h2(file, "line-1"));
        var writer = JavaProcess.start(
                BooksWriter.class,
                file.toString(),
                "forever",
                home.resolve("effects").toString());
        long acknowledged = 0;
        try (var out = writer.inputReader()) {
            while (acknowledged < 200) {
                acknowledged = Long.parseLong(out.readLine());
            }
            assertThatThrownBy(() -> Books.open(BooksConfig.h2(file, "line-1"), Clock.systemUTC()))
                    .as("another process has them")
                    .isInstanceOf(BooksUnavailable.class);
            // not through Process, which closes the pipe with what was acknowledged last
            writer.toHandle().destroyForcibly();
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = Long.parseLong(line);
            }
        }
        try (var books = Books.open(BooksConfig.h2(file, "line-1"), Clock.systemUTC())) {
            var sequences = new ArrayList<Long>();
            books.events().forEach("line-1", 1, event -> sequences.add(event.sequence()));
            assertThat((long) sequences.size()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(sequences.getLast()).isEqualTo(sequences.size());
            assertThat(books.check().run()).noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
        }
    }

    @Test
    void aDamagedH2FileIsSaid() throws Exception {
        var file = home.resolve("books");
        Files.writeString(home.resolve("books.mv.db"), "this is no database".repeat(1000));

        assertThatThrownBy(() -> Books.open(BooksConfig.h2(file, "line-1"), Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageStartingWith("the books cannot be opened");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        var config = BooksConfig.postgresql(
                "jdbc:postgresql://127.0.0.1:1/books", "nobody", "hunter2hunter2".toCharArray(), "line-1");

        assertThatThrownBy(() -> Books.open(config, Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageNotContaining("hunter2");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void aServerThatDiesMakesTheBooksUnavailableAndLosesNothing() throws Exception {
        var programs = PostgresPrograms.find();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
        var server = PostgresServer.start(programs.get());
        try {
            server.makeMigrated();
            try (var books = Books.open(server.config("line-1"), Clock.systemUTC())) {
                books.customers().add(Samples.CUSTOMER, Samples.AUTHOR);
                server.kill();
                assertThatThrownBy(() -> books.customers().list()).isInstanceOf(BooksUnavailable.class);
                assertThatThrownBy(() -> books.releases().add(Samples.RELEASE, Samples.AUTHOR))
                        .isInstanceOf(BooksUnavailable.class)
                        .hasMessageNotContaining("arguments");
                server.restart();
                books.releases().add(Samples.RELEASE, Samples.AUTHOR);
                assertThat(books.customers().list()).containsExactly(Samples.CUSTOMER);
                assertThat(books.releases().list()).containsExactly(Samples.RELEASE);
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void settingsThatCouldBeInjectedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BooksConfig.h2(Path.of("/tmp/a;INIT=RUNSCRIPT"), "line-1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BooksConfig.postgresql("jdbc:h2:mem:x", "u", new char[0], "line-1"));
        assertThatIllegalArgumentException().isThrownBy(() -> BooksConfig.h2(Path.of("/tmp/a"), "line 1"));
    }
}
