package dev.sealbench.core.internal.books;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Where the books are. `toString` shows no password.
///
/// Immutable.
public final class BooksConfig {

    /// The two databases that keep books.
    enum Engine {
        H2,
        POSTGRESQL
    }

    private static final String CONNECT_SECONDS = "5";

    /// Longer than a statement may take: what is silent for so long is a server that is away.
    private static final String SOCKET_SECONDS = "25";

    /// In ms. No transaction waits for a charger or a person: one that is idle is of a station that died without
    /// closing its connection, and its locks end with it.
    private static final String SESSION =
            "-c statement_timeout=20000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000"
                    // a station whose power failed is noticed within a minute
                    + " -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3"
                    + " -c synchronous_commit=on"; // durable is what this program says, not what the role's default is

    private static final String H2_FILE = "jdbc:h2:file:";

    private final Engine engine;

    private final String url;

    private final String user;

    private final String password;

    private final String station;

    private BooksConfig(Engine engine, String url, Login login, String station) {
        if (!station.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            throw new IllegalArgumentException("a station id has 1 to 32 of A-Z a-z 0-9 . _ -");
        }
        this.engine = engine;
        this.url = url;
        this.user = login.user();
        this.password = login.password();
        this.station = station;
    }

    private record Login(String user, String password) {}

    /// An H2 file of this station's own; credentials in it are sealed, its access is what the file system
    /// allows.
    ///
    /// @param file path without the `.mv.db` that H2 appends; no semicolon
    /// @param station whose log this process writes
    /// @throws IllegalArgumentException when the path could be read as settings, or the station id is
    ///     malformed
    public static BooksConfig h2(Path file, String station) {
        var path = file.toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new IllegalArgumentException("the path of the books must not contain a semicolon");
        }
        // WRITE_DELAY, in ms: commits of all threads are written together, by the CHECKPOINT SYNC of the first of them
        // that waits for the disk, or after that time; 0 has each thread write its own while the others wait.
        // RETENTION_TIME: else the file grows by pages per commit.
        // AUTO_COMPACT_FILL_RATE stays H2's own 90: with 40 the file of ten thousand units grew eightfold
        // (docs/scale.md).
        // CACHE_SIZE, in KiB: else H2's cache of pages grows with units up to a sixteenth of the largest heap allowed.
        // DB_CLOSE_ON_EXIT: else H2's shutdown hook closes the books under a running burn.
        var url = H2_FILE + path
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=200;RETENTION_TIME=1000;LOCK_TIMEOUT=10000;CACHE_SIZE=16384";
        return new BooksConfig(Engine.H2, url, new Login("sealbench", ""), station);
    }

    /// A PostgreSQL database that stations may share.
    ///
    /// @param url `jdbc:postgresql://...`, without user and password
    /// @param user database role
    /// @param password copied into a String, since JDBC takes nothing else; may be empty (peer, certificate)
    /// @param station whose log this process writes
    public static BooksConfig postgresql(String url, String user, char[] password, String station) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the address of the books must begin with jdbc:postgresql:");
        }
        return new BooksConfig(Engine.POSTGRESQL, url, new Login(user, new String(password)), station);
    }

    /// The directory of an H2 file.
    Optional<Path> directory() {
        return switch (engine) {
            case H2 ->
                Optional.of(Path.of(url.substring(H2_FILE.length(), url.indexOf(';')))
                        .getParent());
            case POSTGRESQL -> Optional.empty();
        };
    }

    Engine engine() {
        return engine;
    }

    String url() {
        return url;
    }

    String user() {
        return user;
    }

    /// What the driver is told beside the address; what the address says itself counts more.
    Map<String, String> driverSettings() {
        return switch (engine) {
            case H2 -> Map.of();
            case POSTGRESQL ->
                Map.of(
                        "ApplicationName",
                        "sealbench " + station,
                        "connectTimeout",
                        CONNECT_SECONDS,
                        "socketTimeout",
                        SOCKET_SECONDS,
                        "tcpKeepAlive",
                        "true",
                        "options",
                        SESSION);
        };
    }

    /// What a SELECT ends with to keep others from changing the rows.
    String lock() {
        return switch (engine) {
            case H2 -> "FOR UPDATE";
            // not FOR UPDATE: whoever added a row that refers to this one holds its key, and two of them would wait for
            // each other here
            case POSTGRESQL -> "FOR NO KEY UPDATE";
        };
    }

    String password() {
        return Objects.requireNonNull(password);
    }

    /// Whose log is written.
    public String station() {
        return station;
    }

    @Override
    public String toString() {
        return "BooksConfig[%s, station %s]".formatted(engine, station);
    }
}
