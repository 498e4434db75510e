package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.AuditVerdict;
import dev.sealbench.core.ExportAudit;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.document.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Books that the generator filled, for both verifiers; and the same after credentials were shredded.
class GeneratedBooksTest {

    private static final int UNITS = 12;

    @TempDir
    Path folder;

    private final Clock clock = BooksGenerator.clock();
    private VendorHome home;
    private BooksConfig config;
    private BooksGenerator first;

    @BeforeEach
    void fill() throws Exception {
        home = VendorHome.create(folder);
        config = BooksConfig.h2(folder.resolve("books"), VendorHome.STATION);
        Books.migrate(config);
        try (var books = Books.open(config, clock)) {
            first = home.fill(books, clock, 5);
            first.add(UNITS, 3);
        }
    }

    @AfterEach
    void nothingIsLeftOfTheExport() {
        assertThat(folder.resolve("export.partial")).doesNotExist();
    }

    @Test
    void bothVerifiersAcceptThem() throws Exception {
        var dir = folder.resolve("export");
        try (var books = Books.open(config, clock)) {
            home.export(books, clock, new ExportRange.All(), dir);
        }

        var sound = requireSound(dir);
        assertThat(sound.counts().units()).isEqualTo(UNITS);
        assertThat(sound.counts().receipts()).isEqualTo(2 * UNITS);
        assertThat(Files.readString(dir.resolve("events.jsonl")))
                .contains("work-order.closed", "run.failed", "label.printed");
    }

    /// Its order names a checkpoint that the export does not have.
    @Test
    void aUnitThatIsOrderedWhileTheExportIsWrittenIsInItWithoutItsOrder() throws Exception {
        var dir = folder.resolve("export");
        try (var books = Books.open(config, clock)) {
            var generator = home.join(books, first);
            generator.openLater(1);
            generator.scanNext();
            home.export(books, clock, new ExportRange.All(), dir, listener(done -> {
                if (done == UNITS + 2) { // the units were read, and the first event
                    generator.sealMore();
                    generator.makeOfIt(1);
                }
            }));
        }

        var counts = requireSound(dir).counts();
        assertThat(counts.units()).isEqualTo(UNITS + 1);
        assertThat(counts.orders()).isEqualTo(2 * UNITS); // and decisions
        assertThat(Files.readString(dir.resolve("units.csv"))).contains("SCANNED");
    }

    /// What is done once that many were read.
    @FunctionalInterface
    private interface Meanwhile {
        void at(long done) throws Exception;
    }

    private static ExportListener listener(Meanwhile meanwhile) {
        return new ExportListener() {
            @Override
            public void progress(long done, long total) {
                try {
                    meanwhile.at(done);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        };
    }

    /// A month later their time has come; what was signed stays signed, and the log says what was destroyed.
    @Test
    void bothVerifiersAcceptThemAfterShreddingAndTheExportShowsIt() throws Exception {
        var later = Clock.offset(clock, Duration.ofDays(31));
        var dir = folder.resolve("export");
        try (var books = Books.open(config, later)) {
            var seller = home.fill(books, later, 5); // signs the log again
            assertThat(seller).isNotNull();
            var due = books.secrets().dueForShredding(Optional.empty());
            assertThat(due).hasSize(UNITS);
            for (var each : due) {
                books.secrets().shred(each, Octets.of(new byte[] {1}), BooksGenerator.AUTHOR);
            }
            books.compact();
            home.export(books, later, new ExportRange.OfWorkOrder("2026-000001"), folder.resolve("part"));
            home.export(books, later, new ExportRange.All(), dir);
        }

        assertThat(requireSound(dir).counts().units()).isEqualTo(UNITS);
        assertThat(shreddings(dir)).isEqualTo(UNITS);
        requireSound(folder.resolve("part"));
        assertThat(shreddings(folder.resolve("part"))).isEqualTo(5);
    }

    private static long shreddings(Path dir) throws Exception {
        try (var lines = Files.lines(dir.resolve("events.jsonl"))) {
            return lines.filter(line -> line.contains("\"unit.credentials-shredded\""))
                    .count();
        }
    }

    private AuditVerdict.Sound requireSound(Path dir) throws Exception {
        var trust = VendorHome.trust(folder);
        var verdict = ExportAudit.with(trust, List.of(), Optional.empty()).verify(dir);
        assertThat(verdict).isInstanceOf(AuditVerdict.Sound.class);
        var script = new ProcessBuilder(
                        "python3",
                        TestFiles.root().resolve("scripts/audit-verify").toString(),
                        dir.toString(),
                        "--trust",
                        trust.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(script.getInputStream().readAllBytes());
        assertThat(script.waitFor()).as(said).isZero();
        return (AuditVerdict.Sound) verdict;
    }
}
