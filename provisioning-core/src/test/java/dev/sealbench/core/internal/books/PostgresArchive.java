package dev.sealbench.core.internal.books;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;

/// A PostgreSQL server whose write-ahead log is kept, and the servers that are made from a base backup and that log: as
/// of a moment (point-in-time recovery).
public final class PostgresArchive implements AutoCloseable {

    private final Path directory;

    private final PostgresServer server;

    private PostgresServer recovered;

    private PostgresArchive(Path directory, PostgresServer server) {
        this.directory = directory;
        this.server = server;
    }

    /// Starts a server; the test is left out where PostgreSQL is not installed.
    public static PostgresArchive start() throws IOException, InterruptedException, SQLException {
        var programs = PostgresPrograms.find();
        assumeTrue(programs.isPresent(), "PostgreSQL is not installed");
        var directory = PostgresServer.directory();
        var archive = "'cp %p " + directory.resolve("wal") + "/%f'";
        var server = PostgresServer.start(
                programs.get(), directory, "-c wal_level=replica -c archive_mode=on -c archive_command=" + archive);
        server.run("/bin/mkdir", directory.resolve("wal").toString());
        return new PostgresArchive(directory, server);
    }

    /// The server.
    public PostgresServer server() {
        return server;
    }

    /// Copies its files while it works.
    public void baseBackup() throws IOException, InterruptedException {
        var command = server.client(
                "pg_basebackup",
                "-X",
                "fetch",
                "-c",
                "fast",
                "-D",
                directory.resolve("base").toString());
        server.run(command.getFirst(), command.subList(1, command.size()).toArray(String[]::new));
    }

    /// A server as of a restore point, the newest state if `point` is empty. Ends the one before.
    public PostgresServer recovered(String point) throws Exception {
        if (recovered != null) {
            recovered.stop();
        }
        var folder = PostgresServer.directory();
        var data = folder.resolve("data");
        server.run("/bin/cp", "-a", directory.resolve("base").toString(), data.toString());
        server.run("/bin/touch", data.resolve("recovery.signal").toString());
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "restore_command = 'cp %s/%%f %%p'%nrecovery_target_action = promote%n%s%n"
                        .formatted(
                                directory.resolve("wal"),
                                point.isEmpty() ? "" : "recovery_target_name = '%s'".formatted(point)),
                StandardOpenOption.APPEND);
        recovered = server.of(folder);
        while (isRecovering()) {
            Thread.sleep(20);
        }
        return recovered;
    }

    private boolean isRecovering() throws SQLException {
        try (var connection = recovered.connect();
                var sql = connection.createStatement();
                var row = sql.executeQuery("SELECT pg_is_in_recovery()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (recovered != null) {
                recovered.stop();
            }
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
