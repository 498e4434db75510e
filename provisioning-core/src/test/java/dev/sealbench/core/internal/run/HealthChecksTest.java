package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Doctor;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.HealthFinding.Severity;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.LargeBooks;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.document.Validity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthChecksTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2027, 6, 30);

    @TempDir
    private Path folder;

    private StationHome home;

    @BeforeEach
    void writePapers() throws Exception {
        home = new StationHome(folder);
        Files.createDirectories(home.trust());
        Files.createDirectories(home.stationStatement().getParent());
        var root = TestKeys.fresh();
        Files.writeString(
                home.vendorRoot(),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(root.publicKey().spki())
                        + "\n-----END PUBLIC KEY-----\n");
        var identity = new StationIdentity(
                LargeBooks.STATION, TestKeys.fresh().publicKey(), new Validity(LocalDate.of(2026, 11, 1), LAST_DAY));
        Files.write(home.stationStatement(), Statements.sign(identity, root).toByteArray());
    }

    private static Clock at(LocalDate day) {
        return Clock.fixed(day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    private List<HealthFinding> paperOn(LocalDate day) {
        return HealthChecks.home(home, at(day)).stream()
                .filter(finding -> finding.what().contains("station's statement"))
                .toList();
    }

    @Test
    void aPaperIsNamedThirtyDaysBeforeItEnds() {
        assertSeverity(paperOn(LAST_DAY.minusDays(30)), Severity.GOOD);
        assertSeverity(paperOn(LAST_DAY.minusDays(29)), Severity.WARNING);
        assertSeverity(paperOn(LAST_DAY), Severity.WARNING);
        assertSeverity(paperOn(LAST_DAY.plusDays(1)), Severity.WRONG);
    }

    @Test
    void aClockThatWasNeverSetIsSaid() {
        var findings = HealthChecks.home(home, at(LocalDate.of(2000, 1, 1)));

        assertThat(findings).anyMatch(finding -> finding.area() == Area.CLOCK && finding.severity() == Severity.WRONG);
    }

    @Test
    void aStatementThatIsMissingOrDamagedIsWrong() throws Exception {
        Files.write(home.stationStatement(), new byte[] {1, 2, 3});
        assertThat(HealthChecks.home(home, at(LAST_DAY)))
                .anyMatch(finding -> finding.area() == Area.PAPERS && finding.severity() == Severity.WRONG);
        Files.delete(home.stationStatement());
        assertSeverity(paperOn(LAST_DAY), Severity.WRONG);
    }

    @Test
    void aClockBehindTheBooksAndReleasesWithoutFilesAreWrong() throws Exception {
        var config = LargeBooks.create(home.books(), 3, 1);
        try (var books = Books.open(config, Clock.systemUTC())) {
            var now = Instant.now();
            var good = new HealthChecks(home, books, Clock.fixed(now, ZoneOffset.UTC)).books();
            var past = Clock.fixed(now.minus(Duration.ofHours(1)), ZoneOffset.UTC);
            var late = new HealthChecks(home, books, past).books();

            assertThat(good).filteredOn(finding -> finding.area() == Area.CLOCK).allMatch(HealthFinding::isGood);
            assertThat(late)
                    .filteredOn(finding -> finding.area() == Area.CLOCK)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what()).contains("went back"))
                    .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.WRONG));
            assertThat(good)
                    .filteredOn(finding -> finding.area() == Area.RELEASE && !finding.isGood())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.mend()).contains("import the release again"));
        }
    }

    @Test
    void aHomeWithNothingInItGetsASentenceForEachMissingPartAndHowToMendIt() {
        var findings = Doctor.examine(new StationHome(folder.resolve("nowhere")), Clock.systemUTC());

        assertThat(findings)
                .extracting(HealthFinding::area)
                .contains(Area.VAULT, Area.HOME, Area.PAPERS, Area.CONFIGURATION);
        assertThat(findings)
                .filteredOn(finding -> !finding.isGood())
                .allSatisfy(finding -> assertThat(finding.mend()).isNotBlank());
    }

    private static void assertSeverity(List<HealthFinding> findings, Severity severity) {
        assertThat(findings).extracting(HealthFinding::severity).containsExactly(severity);
    }
}
