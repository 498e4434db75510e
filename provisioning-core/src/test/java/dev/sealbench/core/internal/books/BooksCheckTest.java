package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Finding.Severity;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BooksCheckTest extends BooksContract {

    @Test
    void booksThatAreInOrderHaveCountsOnly() throws Exception {
        openWorkOrder(5);
        record(FIRST, "one");
        scan(SECOND);

        assertThat(books.check().run())
                .containsExactly(
                        Finding.info("kept by " + books.keeper()),
                        Finding.info("schema version " + newest()),
                        Finding.info("1 units RECORDED"),
                        Finding.info("1 units SCANNED"));
    }

    /// Of the migrations that this program has.
    private static int newest() {
        return Stream.of(Migrations.COMMON, Migrations.H2)
                .flatMap(List::stream)
                .mapToInt(file -> Integer.parseInt(file.replaceAll(".*/V(\\d+)__.*", "$1")))
                .max()
                .orElseThrow();
    }

    @Test
    void aUnitWithoutCredentialsIsFoundAndToldHowToMend() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.KEYED, AUTHOR);

        assertThat(wrong()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.what()).isEqualTo("unit without credentials: " + FIRST);
            assertThat(finding.mend()).contains("journal");
        });
    }

    @Test
    void aRecordedUnitWithoutProofIsFound() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.RECORDED, AUTHOR);

        assertThat(wrong())
                .extracting(Finding::what)
                .containsExactly(
                        "unit without credentials: " + FIRST,
                        "recorded unit without a final receipt: " + FIRST,
                        "recorded unit without a chip: " + FIRST);
    }

    @Test
    void rowsThatWereDeletedBehindTheProgramAreFound() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        books.units().advance(FIRST, UnitState.BURNED, AUTHOR);
        behindTheProgram("event", "DELETE FROM event WHERE sequence = 2");
        behindTheProgram("unit_state", "DELETE FROM unit_state WHERE position = 1");

        assertThat(wrong())
                .extracting(Finding::what)
                .containsExactly("states of a unit with a gap: " + FIRST, "log of station line-1: event 2 is missing");
    }

    @Test
    void theNewestEventsDeletedAreFound() throws Exception {
        openWorkOrder(5);
        behindTheProgram("event", "DELETE FROM event WHERE sequence = 4");

        assertThat(wrong())
                .extracting(Finding::what)
                .containsExactly("log of station line-1: the newest events are missing: 3 of 4 are there");
    }

    private List<Finding> wrong() throws BooksException {
        return books.check().run().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList();
    }

    private void behindTheProgram(String table, String statement) throws SQLException {
        var trigger = table + "_append_only";
        try (var connection = server().connect();
                var sql = connection.createStatement()) {
            sql.execute(
                    engine == TestEngine.H2 ? "DROP TRIGGER " + trigger : "DROP TRIGGER " + trigger + " ON " + table);
            sql.execute(statement);
        }
    }
}
