package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Of two programs that are one station, a copy of its home, say, only one works, also after the database was away.
class StationClaimTest {

    private static final String STATION = "line-1";

    private final PostgresServer server = TestEngine.postgres();
    private Books books;
    private Books copy;

    @BeforeEach
    void open() throws Exception {
        server.makeMigrated();
        books = Books.open(server.config(STATION), Clock.systemUTC());
        copy = Books.open(server.config(STATION), Clock.systemUTC());
        books.claim();
    }

    @AfterEach
    void close() {
        books.close();
        copy.close();
    }

    @Test
    void whoHasItKeepsIt() throws Exception {
        books.requireClaim();

        assertInUse(copy::claim);
    }

    @Test
    void itIsTakenAgainWhenTheDatabaseIsBack() throws Exception {
        endConnections();

        books.requireClaim();

        assertInUse(copy::claim);
    }

    @Test
    void whoeverCameMeanwhileKeepsIt() throws Exception {
        endConnections();
        copy.claim();

        assertInUse(books::requireClaim);
        copy.close();
        books.requireClaim();
    }

    /// The server believes for hours that a client is there whose line was cut.
    @Test
    void aCutLineDoesNotKeepTheStationFromItself() throws Exception {
        books.close();
        try (var line =
                new Line(URI.create(server.url().substring("jdbc:".length())).getPort())) {
            var config = server.config(STATION);
            var url = server.url().replaceFirst(":[0-9]+/", ":" + line.port() + "/");
            books = Books.open(
                    BooksConfig.postgresql(url, config.user(), PostgresServer.PASSWORD.toCharArray(), STATION),
                    Clock.systemUTC());
            books.claim();
            line.cut();
            assertInUse(copy::claim);

            books.requireClaim();

            assertInUse(copy::claim);
            assertThat(line.connections()).isGreaterThan(1);
        }
    }

    private interface Act {
        void run() throws Exception;
    }

    private static void assertInUse(Act act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        BooksRefused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(new Refusal.StationInUse(STATION)));
    }

    private void endConnections() throws Exception {
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '"
                + PostgresServer.STATION + "' AND datname = current_database()");
    }

    /// Between a client and the server; when it is cut, only the client's side notices.
    private static final class Line implements AutoCloseable {

        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final int server;
        private final List<Socket> clients = new ArrayList<>();
        private final List<Socket> servers = new ArrayList<>();

        Line(int server) throws IOException {
            this.server = server;
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return door.getLocalPort();
        }

        synchronized int connections() {
            return servers.size();
        }

        private void accept() {
            try {
                while (true) {
                    var client = door.accept();
                    var behind = new Socket(InetAddress.getLoopbackAddress(), server);
                    synchronized (this) {
                        clients.add(client);
                        servers.add(behind);
                    }
                    Thread.ofVirtual().start(() -> copy(client, behind));
                    Thread.ofVirtual().start(() -> copy(behind, client));
                }
            } catch (IOException e) {
                // closed
            }
        }

        private static void copy(Socket from, Socket to) {
            try {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // cut
            }
        }

        synchronized void cut() throws IOException {
            for (var client : clients) {
                client.close();
            }
        }

        @Override
        public synchronized void close() throws IOException {
            door.close();
            cut();
            for (var behind : servers) {
                behind.close();
            }
        }
    }
}
