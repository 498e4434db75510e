package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// The distribution's PostgreSQL.
final class PostgresPrograms {

    private PostgresPrograms() {}

    /// Where initdb and pg_ctl are, if they are on this machine.
    static Optional<Path> find() {
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
}
