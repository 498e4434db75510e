package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a person is told when a database does not let the station in, or holds other tables than this program's.
class DatabaseTroubleTest {

    private static final String PASSWORD = "wrong-hunter2-wrong";

    private PostgresServer server;

    @BeforeEach
    void start() throws Exception {
        server = TestEngine.postgres();
        server.makeMigrated();
    }

    @Test
    void aWrongPasswordIsSaid() {
        assertNotOpened(
                config(server.url(), PostgresServer.STATION),
                "the database server refuses the station's role or its password");
        assertNotOpened(
                config(server.url(), "nobody"), "the database server refuses the station's role or its password");
    }

    @Test
    void aServerThatIsNotThereIsSaid() {
        assertNotOpened(
                config("jdbc:postgresql://127.0.0.1:1/books", "u"),
                "the database server does not answer (Connection to ");
        assertNotOpened(
                config("jdbc:postgresql://no-such-host.invalid/books", "u"), "the database server does not answer");
    }

    @Test
    void aDatabaseThatIsNotThereIsSaid() {
        var url = server.url().replaceFirst("/[^/]*$", "/other");

        assertNotOpened(
                BooksConfig.postgresql(url, PostgresServer.STATION, PostgresServer.PASSWORD.toCharArray(), "line-1"),
                "the server has no such database");
    }

    @Test
    void anAddressThatTheDriverCannotReadIsSaid() {
        assertNotOpened(
                config("jdbc:postgresql://127.0.0.1:port/books", "u"), "the address jdbc:postgresql://127.0.0.1:port");
    }

    @Test
    void aRoleThatMayNotMakeTablesIsSaid() throws Exception {
        server.makeEmpty();
        server.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

        assertThatThrownBy(() -> Books.migrate(server.config("line-1")))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageStartingWith(
                        "the tables of the books cannot be used or made: the station's role lacks a right");
    }

    @Test
    void aCommitIsDurableAndNothingWaitsForEverWhateverTheRolesDefaultsAre() throws Exception {
        server.execute("ALTER ROLE %s SET synchronous_commit = off".formatted(PostgresServer.STATION));
        var config = server.config("line-1");
        var properties = new Properties();
        properties.putAll(config.driverSettings());
        properties.put("user", config.user());
        properties.put("password", config.password());

        try (var connection = DriverManager.getConnection(config.url(), properties)) {
            assertThat(shown(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(shown(connection, "statement_timeout")).isEqualTo("20s");
            assertThat(shown(connection, "lock_timeout")).isEqualTo("10s");
            assertThat(shown(connection, "idle_in_transaction_session_timeout")).isEqualTo("30s");
        } finally {
            server.execute("ALTER ROLE %s RESET synchronous_commit".formatted(PostgresServer.STATION));
        }
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (var sql = connection.createStatement();
                var row = sql.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aLaterSchemaIsNeitherUsedNorChanged(TestEngine engine) throws Exception {
        engine.server().makeMigrated();
        change(
                engine,
                "UPDATE \"flyway_schema_history\" SET \"version\" = '4711' WHERE \"installed_rank\" ="
                        + " (SELECT max(\"installed_rank\") FROM \"flyway_schema_history\")");

        for (var failure : new ThrowingOpen[] {
            () -> Books.open(engine.server().config("line-1"), Clock.systemUTC()),
            () -> Books.migrate(engine.server().ownersConfig("line-1"))
        }) {
            assertThatThrownBy(failure::run)
                    .isInstanceOf(BooksUnavailable.class)
                    .hasMessageMatching(
                            "the books have schema version 4711 of a later Sealbench, this program knows \\d+:"
                                    + " install the later one");
        }
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void anOlderSchemaIsNotUsed(TestEngine engine) throws Exception {
        engine.server().makeMigrated();
        change(
                engine,
                "DELETE FROM \"flyway_schema_history\" WHERE \"installed_rank\" ="
                        + " (SELECT max(\"installed_rank\") FROM \"flyway_schema_history\")");

        assertThatThrownBy(() -> Books.open(engine.server().config("line-1"), Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageMatching(
                        "the books have schema version \\d+, this program needs \\d+: run `sealbench db migrate`");
    }

    private interface ThrowingOpen {
        void run() throws Exception;
    }

    private static void change(TestEngine engine, String statement) throws SQLException {
        try (var connection = engine.server().connect();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static BooksConfig config(String url, String role) {
        return BooksConfig.postgresql(url, role, PASSWORD.toCharArray(), "line-1");
    }

    private static void assertNotOpened(BooksConfig config, String why) {
        assertThatThrownBy(() -> Books.open(config, Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageStartingWith("the books cannot be opened: " + why)
                .hasMessageNotContaining(PASSWORD);
    }
}
