package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A PostgreSQL server of the tests' own, in a temporary directory, on a port of the loopback interface. It
/// refuses to run as root, so root starts it as `postgres`.
final class PostgresServer implements BookServer {

    private static final String USER = "tester";

    private final Path programs;

    private final Path directory;

    private final int port;

    private String database = "postgres";

    private int made;

    private boolean migrated;

    private final boolean durable;

    private PostgresServer(Path programs, Path directory, int port, boolean durable) {
        this.durable = durable;
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /// Where initdb and pg_ctl are, if they are on this machine.
    static Optional<Path> programs() {
        var fromPath = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of);
        try (var versions = Files.exists(Path.of("/usr/lib/postgresql"))
                ? Files.list(Path.of("/usr/lib/postgresql"))
                : Stream.<Path>empty()) {
            var installed = versions.map(version -> version.resolve("bin")).sorted();
            return Stream.concat(installed, fromPath)
                    .filter(candidate -> Files.isExecutable(candidate.resolve("initdb")))
                    .filter(candidate -> Files.isExecutable(candidate.resolve("pg_ctl")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresServer start(Path programs) throws IOException, InterruptedException {
        return start(programs, false);
    }

    /// One whose commits are on the disk, for measuring.
    static PostgresServer startDurable(Path programs) throws IOException, InterruptedException {
        return start(programs, true);
    }

    private static PostgresServer start(Path programs, boolean durable) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("books-pg");
        if (isRoot()) {
            exec(List.of("chown", "postgres", directory.toString()));
        }
        var server = new PostgresServer(programs, directory, freePort(), durable);
        server.run("initdb", "-D", server.data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
        server.restart();
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
            execute("CREATE DATABASE migrated");
            Books.migrate(config("any"));
            migrated = true;
        }
        create("migrated");
    }

    private void create(String template) throws SQLException {
        made++;
        database = "books" + made;
        execute("CREATE DATABASE " + database + " TEMPLATE " + template);
    }

    private void execute(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(url("postgres"), USER, "");
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Override
    public BooksConfig config(String station) {
        return BooksConfig.postgresql(url(database), USER, new char[0], station);
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(database), USER, "");
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
    void restart() throws IOException, InterruptedException {
        run(
                "pg_ctl",
                "-D",
                data(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c max_connections=50 -c fsync=%s"
                        .formatted(port, directory, durable ? "on" : "off"),
                "start");
    }

    /// Ends the server as a power cut would.
    void kill() throws IOException, InterruptedException {
        run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
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

    private void run(String program, String... arguments) throws IOException, InterruptedException {
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
