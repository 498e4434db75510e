package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sealbench.core.DatabaseConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Books behind TLS with `sslmode=verify-full`, as the administrator's guide says: a server whose certificate an
/// authority made, which openssl makes here.
class PostgresTlsTest {

    @TempDir
    private static Path papers;

    private static PostgresServer server;

    @BeforeAll
    static void startWithACertificate() throws Exception {
        assumeTrue(PostgresPrograms.find().isPresent(), "PostgreSQL is not installed");
        authority("plant");
        authority("stranger");
        var directory = PostgresServer.directory();
        var key = directory.resolve("server.key");
        var certificate = directory.resolve("server.pem");
        certify("plant", "localhost", key, certificate);
        PostgresServer.owned(key);
        server = PostgresServer.start(
                PostgresPrograms.find().orElseThrow(),
                directory,
                "-c ssl=on -c ssl_cert_file=%s -c ssl_key_file=%s".formatted(certificate, key));
        server.makeMigrated();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void theRightServerKeepsTheBooksAndAllConnectionsAreProtected() throws Exception {
        var url = url("localhost", "plant.pem");
        assertThat(new DatabaseConfig(url, PostgresServer.STATION, null).hasProtectedLine())
                .isTrue();
        try (var books = Books.open(config(url), Clock.systemUTC())) {
            books.claim();
            assertThat(books.events().count()).isZero();
            try (var connection = server.connect();
                    var sql = connection.createStatement();
                    var rows = sql.executeQuery("SELECT count(*), count(*) FILTER (WHERE s.ssl) FROM pg_stat_activity a"
                            + " JOIN pg_stat_ssl s ON s.pid = a.pid WHERE a.application_name LIKE 'sealbench %'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isGreaterThan(1).isEqualTo(rows.getInt(2));
            }
            // a way of its own to the server
            assertThat(books.compact()).contains("the database's owner has to run VACUUM (FULL) unit_secret");
        }
    }

    @Test
    void aServerOfAnotherNameIsRefused() {
        refused(
                url("127.0.0.1", "plant.pem"),
                "the database server's certificate is for another host name: write the server's name as its certificate"
                        + " has it into the database's url (");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        refused(
                url("localhost", "stranger.pem"),
                "the database server's certificate is not of the authority in sslrootcert: ask who runs the server; it"
                        + " may be another server (");
    }

    @Test
    void anAuthorityThatIsNotThereIsSaid() {
        refused(url("localhost", "nowhere.pem"), "the certificate of the authority cannot be read: see sslrootcert");
    }

    /// That TLS is spoken at all: without it the driver gives up by itself.
    @Test
    void aServerWithoutTlsIsRefused() {
        var plain = TestEngine.postgres().url();
        refused(
                plain.replace("127.0.0.1", "localhost") + "?sslmode=verify-full&sslrootcert="
                        + papers.resolve("plant.pem"),
                "the database server does not answer (The server does not support SSL");
    }

    private static void refused(String url, String why) {
        assertThatThrownBy(() -> Books.open(config(url), Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageStartingWith("the books cannot be opened: " + why)
                .hasMessageNotContaining(PostgresServer.PASSWORD);
    }

    private static BooksConfig config(String url) {
        return BooksConfig.postgresql(url, PostgresServer.STATION, PostgresServer.PASSWORD.toCharArray(), "line-1");
    }

    private static String url(String host, String authority) {
        return server.url().replace("127.0.0.1", host) + "?sslmode=verify-full&sslrootcert="
                + papers.resolve(authority);
    }

    private static void authority(String name) throws Exception {
        openssl("-keyout", paper(name + ".key"), "-out", paper(name + ".pem"), "-subj", "/CN=" + name);
    }

    private static void certify(String authority, String host, Path key, Path certificate) throws Exception {
        openssl(
                "-CA",
                paper(authority + ".pem"),
                "-CAkey",
                paper(authority + ".key"),
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString(),
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=DNS:" + host,
                "-addext",
                "basicConstraints=critical,CA:FALSE");
    }

    private static String paper(String name) {
        return papers.resolve(name).toString();
    }

    private static void openssl(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"));
        command.addAll(List.of("-days", "30"));
        command.addAll(List.of(arguments));
        var log = Files.createTempFile(papers, "openssl", "");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }
}
