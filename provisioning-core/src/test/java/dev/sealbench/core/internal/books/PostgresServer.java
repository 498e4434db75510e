package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL server of the tests' own, in a temporary directory, on a port of the loopback interface. initdb and the
/// server refuse to run as root, so root starts them as `postgres`, a user that the package made.
///
/// The books of the tests belong to [#OWNER]; stations sign in as [#STATION] with a password.
public final class PostgresServer implements BookServer {

    /// May do everything, without a password.
    private static final String USER = "tester";

    /// Owns databases and tables.
    public static final String OWNER = "sealbench_owner";

    /// What stations are: may do what they need.
    public static final String STATION = "sealbench_station";

    /// Of both.
    public static final String PASSWORD = "password of the test's roles";

    private final Path programs;

    private final Path directory;

    private final int port;

    private final String settings;

    private String database = "postgres";

    private int made;

    private boolean migrated;

    private PostgresServer(Path programs, Path directory, String settings) throws IOException {
        this.programs = programs;
        this.directory = directory;
        this.port = freePort();
        this.settings = settings;
    }

    static PostgresServer start(Path programs) throws IOException, InterruptedException, SQLException {
        return start(programs, directory(), "");
    }

    /// One whose commits are on the disk, for measuring.
    static PostgresServer startDurable(Path programs) throws IOException, InterruptedException, SQLException {
        return start(programs, directory(), "-c fsync=on");
    }

    /// A folder that the server may write.
    static Path directory() throws IOException, InterruptedException {
        return owned(Files.createTempDirectory("books-pg"));
    }

    /// Gives the folder to whoever the server runs as.
    static Path owned(Path directory) throws IOException, InterruptedException {
        if (isRoot()) {
            exec(List.of("chown", "postgres", directory.toString()));
        }
        return directory;
    }

    /// As [#start], with more settings, each as `-c NAME=VALUE` without spaces or in single quotes.
    static PostgresServer start(Path programs, Path directory, String settings)
            throws IOException, InterruptedException, SQLException {
        var server = new PostgresServer(programs, directory, settings);
        server.run("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
        Files.writeString(
                Path.of(server.data(), "pg_hba.conf"),
                "host all,replication %s 127.0.0.1/32 trust%nhost all all 127.0.0.1/32 scram-sha-256%n"
                        .formatted(USER));
        server.restart();
        server.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(OWNER, PASSWORD.replace("'", "''")));
        server.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(STATION, PASSWORD.replace("'", "''")));
        return server;
    }

    @Override
    public void makeEmpty() throws SQLException {
        create("template0");
    }

    @Override
    public void makeMigrated() throws Exception {
        if (!migrated) {
            database = "migrated";
            execute("postgres", "CREATE DATABASE migrated OWNER " + OWNER);
            migrate("any");
            migrated = true;
        }
        create("migrated");
    }

    private void create(String template) throws SQLException {
        made++;
        database = "books" + made;
        execute("postgres", "CREATE DATABASE " + database + " TEMPLATE " + template + " OWNER " + OWNER);
    }

    /// Removes the database of the last call, whoever is connected.
    public void drop() throws SQLException {
        execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    /// Runs a statement in the database of the last call, as whoever may do everything.
    public void execute(String statement) throws SQLException {
        execute(database, statement);
    }

    private void execute(String where, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url(where), USER, "");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public BooksConfig config(String station) {
        return BooksConfig.postgresql(url(), STATION, PASSWORD.toCharArray(), station);
    }

    @Override
    public BooksConfig ownersConfig(String station) {
        return BooksConfig.postgresql(url(), OWNER, PASSWORD.toCharArray(), station);
    }

    @Override
    public void migrate(String station) throws BooksException {
        Books.migrate(ownersConfig(station), STATION);
    }

    /// Where the database is that the last call made.
    public String url() {
        return url(database);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(database) + "?reWriteBatchedInserts=true", USER, "");
    }

    /// The last statement of each transaction that a station has open and does nothing in.
    public List<String> openTransactions() throws SQLException {
        var open = new ArrayList<String>();
        try (var connection = connect();
                var sql = connection.createStatement();
                var rows = sql.executeQuery("SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'sealbench %' AND state LIKE 'idle in transaction%'")) {
            while (rows.next()) {
                open.add(rows.getString(1));
            }
        }
        return open;
    }

    /// Whether a station has a connection to the database.
    public boolean isUsed() throws SQLException {
        try (var connection = connect();
                var sql = connection.createStatement();
                var rows = sql.executeQuery("SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND application_name LIKE 'sealbench %'")) {
            return rows.next();
        }
    }

    @Override
    public void flush() throws SQLException {
        execute("CHECKPOINT");
    }

    /// Without the write-ahead log, which the server uses again from its start.
    @Override
    public List<Path> files() throws IOException {
        try (var files = Files.walk(Path.of(data(), "base"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /// Starts the server, again if it was killed.
    public void restart() throws IOException, InterruptedException {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c max_connections=50 -c fsync=off %s"
                        .formatted(port, directory, settings),
                "start");
    }

    /// Another server with the files in `folder`, which it makes its own; it has the databases of this one.
    PostgresServer of(Path folder) throws IOException, InterruptedException {
        var server = new PostgresServer(programs, folder, "");
        server.database = database;
        server.restart();
        return server;
    }

    /// Writes a dump of the database, as `pg_dump` makes it.
    public void dump(Path file) throws IOException, InterruptedException {
        exec(client("pg_dump", "-Fc", "-f", file.toString(), database));
    }

    /// Turns to a new database that is made from a dump.
    public void restore(Path dump) throws IOException, InterruptedException, SQLException {
        makeEmpty();
        exec(client("pg_restore", "-d", database, dump.toString()));
    }

    /// A program that speaks to this server as whoever may do everything.
    List<String> client(String program, String... arguments) {
        var command = new ArrayList<>(List.of(
                programs.resolve(program).toString(), "-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER));
        command.addAll(List.of(arguments));
        return command;
    }

    /// Ends the server in order.
    public void stopInOrder() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop");
    }

    /// Ends the server as a power cut would.
    public void kill() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    }

    /// Where its files are.
    public Path folder() {
        return directory;
    }

    /// Ends the server and removes its files.
    void stop() throws IOException, InterruptedException {
        if (Files.exists(Path.of(data(), "postmaster.pid"))) {
            kill();
        }
        exec(List.of("rm", "-rf", directory.toString()));
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /// As the server's own user.
    void run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        exec(command);
    }

    private static void exec(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile("books-pg", ".out");
        var process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        var said = Files.readString(output);
        Files.delete(output);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + " failed: " + said);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
