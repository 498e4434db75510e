package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody may do to the tables who has a station's role and password and no Sealbench. That the role may do all
/// that the books do is shown by every other test of them: they run with it.
class StationRightsTest {

    private static final String DENIED = "42501";

    private static final String NEVER_CHANGED = "23001";

    private PostgresServer server;

    private Connection connection;

    @BeforeEach
    void signIn() throws Exception {
        server = TestEngine.postgres();
        server.makeMigrated();
        try (var books = Books.open(server.config("line-1"), new SteppingClock())) {
            books.customers().add(Samples.CUSTOMER, AUTHOR);
            books.customers().addLock(Samples.LOCK, AUTHOR);
            books.releases().add(Samples.RELEASE, AUTHOR);
            books.workOrders().open(Samples.workOrder("WO-1", BooksContract.RANGE, 5), AUTHOR);
            books.units().scan(BooksContract.FIRST, Optional.empty(), AUTHOR);
        }
        connection = DriverManager.getConnection(server.url(), PostgresServer.STATION, PostgresServer.PASSWORD);
    }

    @AfterEach
    void signOut() throws SQLException {
        connection.close();
    }

    @Test
    void noTableOfWhatHappenedIsChangedOrEmptied() throws Exception {
        var changeable = new TreeSet<String>();
        int tables = 0;
        for (var table : tables()) {
            tables++;
            var column = columnOf(table);
            for (var statement : List.of(
                    "UPDATE %s SET %s = %s".formatted(table, column, column),
                    "DELETE FROM " + table,
                    "TRUNCATE " + table + " CASCADE")) {
                var refusal = refusal(statement);
                if (refusal.isEmpty()) {
                    changeable.add(statement.split(" ")[0] + " " + table);
                } else {
                    assertThat(refusal).as(statement).isIn(DENIED, NEVER_CHANGED);
                }
            }
        }
        assertThat(tables).isGreaterThan(25);
        assertThat(changeable)
                .isEqualTo(Set.of(
                        "UPDATE station",
                        "UPDATE unit_secret",
                        "UPDATE person_name",
                        "DELETE person_name",
                        "DELETE person_secret",
                        "DELETE person_badge"));
    }

    @Test
    void theRuleItselfCannotBeTakenAway() {
        for (var statement : List.of(
                "ALTER TABLE event DISABLE TRIGGER event_append_only",
                "ALTER TABLE event DISABLE TRIGGER ALL",
                "DROP TRIGGER event_append_only ON event",
                "DROP FUNCTION refuse_change() CASCADE",
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "DROP TABLE event CASCADE",
                "ALTER TABLE event RENAME TO events_of_yesterday",
                "ALTER TABLE event OWNER TO " + PostgresServer.STATION,
                "SET session_replication_role = replica",
                "SET ROLE " + PostgresServer.OWNER,
                "CREATE TABLE event_of_mine (x int)",
                "INSERT INTO flyway_schema_history (installed_rank, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (99, '', 'SQL', '', '', 0, true)")) {
            assertThat(refusal(statement)).as(statement).isNotIn("", "42601");
        }
    }

    /// SQLSTATE; empty when it was done. Nothing is kept.
    private String refusal(String statement) {
        try {
            connection.setAutoCommit(false);
            try (var sql = connection.createStatement()) {
                sql.execute(statement);
                return "";
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private List<String> tables() throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private String columnOf(String table) throws SQLException {
        try (var rows = connection.getMetaData().getColumns(null, "public", table, "%")) {
            rows.next();
            return rows.getString("COLUMN_NAME");
        }
    }
}
