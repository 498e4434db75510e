package dev.sealbench.core;

import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.books.PostgresServer;
import dev.sealbench.core.internal.books.TestEngine;
import dev.sealbench.core.internal.books.WrappedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Credentials that are destroyed while the database's files still have them.
class UnfinishedShreddingTest {

    private static final ShredReport NOTHING_LEFT = new ShredReport(0, List.of(), Optional.empty());

    @TempDir
    Path folder;

    private TestHome house;
    private ShredOrder order;
    private PostgresServer server;
    private Station station;
    private Session sofie;
    private Session leo;

    @AfterEach
    void close() {
        if (station != null) {
            station.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAPowerCutBehindTheLastSetLeftIsTakenOutByTheNextCall(TestEngine engine) throws Exception {
        makeHome(engine, PostgresServer.OWNER);
        var unit = order.reverted(0);
        var key = WrappedKey.of(order.secret(unit).sealed());
        order.destroyHalf(unit, this::cutPower);
        assertThat(placesOf(key)).isNotEmpty();
        openWithTwo();

        assertThat(sofie.retention().due(Optional.empty())).isEmpty();
        assertThat(sofie.retention().finish()).isEqualTo(NOTHING_LEFT);

        assertThat(placesOf(key)).isEmpty();
        assertThat(house.last("credentials.destruction-ended").detail()).isEqualTo("0 destroyed, 0 left");
        int events = house.events().size();
        assertThat(sofie.retention().finish()).isEqualTo(NOTHING_LEFT);
        assertThat(house.events()).as("nothing is left to do").hasSize(events);
    }

    @Test
    void whatCouldNotBeTakenOutIsTriedAgain() throws Exception {
        makeHome(TestEngine.POSTGRESQL, PostgresServer.OWNER);
        order.reverted(0);
        openWithTwo();
        try (var other = server.connect()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE unit_secret IN ACCESS SHARE MODE");
            assertThat(destroyAll().remains()).isPresent();
            assertThat(house.last("credentials.destruction-ended").result()).isEqualTo(EventRecord.Result.FAILED);
            assertThat(sofie.retention().finish().remains()).isPresent();
        }
        assertThat(sofie.retention().finish()).isEqualTo(NOTHING_LEFT);
        assertThat(house.last("credentials.destruction-ended").result()).isEqualTo(EventRecord.Result.OK);
    }

    /// A station that may not do it sees that the owner did.
    @Test
    void whatTheOwnerDidIsNoticed() throws Exception {
        makeHome(TestEngine.POSTGRESQL, PostgresServer.STATION);
        order.reverted(0);
        openWithTwo();
        assertThat(destroyAll().isFinished()).isFalse();
        assertThat(sofie.retention().finish().remains())
                .contains("the database's owner has to run VACUUM (FULL) unit_secret");

        server.execute("VACUUM (FULL) unit_secret");

        assertThat(sofie.retention().finish()).isEqualTo(NOTHING_LEFT);
        assertThat(house.last("credentials.destruction-ended").detail()).isEqualTo("made anew by the database's owner");
    }

    private ShredReport destroyAll() throws StationException {
        return sofie.withSecond(leo).retention().destroy(sofie.retention().due(Optional.empty()));
    }

    /// @param role of the station in PostgreSQL
    private void makeHome(TestEngine engine, String role) throws Exception {
        switch (engine) {
            case H2 -> house = TestHome.create(folder);
            case POSTGRESQL -> {
                server = TestEngine.postgres();
                house = TestHome.create(folder, server);
                StationConfig.read(house.home.config())
                        .withDatabase(new DatabaseConfig(server.url(), role, "file:books.password"))
                        .write(house.home.config());
            }
        }
        order = ShredOrder.open(house, 4);
    }

    /// H2, closed in order, begins to clean up by itself.
    private void cutPower() throws Exception {
        if (server != null) {
            return;
        }
        var url = LostBooks.address(house.booksConfig())[0];
        try (var connection = DriverManager.getConnection(url, "sealbench", "");
                var sql = connection.createStatement()) {
            sql.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    private List<Path> placesOf(WrappedKey key) throws IOException, SQLException {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).forEach(files::add);
        }
        if (server != null) {
            server.flush();
            files.addAll(server.files());
        }
        return key.placesIn(files);
    }

    private void openWithTwo() throws Exception {
        station = house.open();
        var lena = house.firstLead(station);
        add(lena, "leo", Role.LEAD);
        leo = signIn(station, "leo");
        add(lena.withSecond(leo), "sofie", Role.SECURITY_OFFICER);
        sofie = signIn(station, "sofie");
    }
}
