package dev.sealbench.core.internal.run;

import dev.sealbench.core.internal.books.PostgresServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What befalls a PostgreSQL server, and how it is put right.
enum ServerFault {
    /// Every process gets SIGKILL.
    KILLED {
        @Override
        void inflict(PostgresServer server, List<Connection> eaten) throws Exception {
            signal(server, "-KILL");
        }

        @Override
        void heal(PostgresServer server, List<Connection> eaten) throws Exception {
            server.restart();
        }
    },
    /// Every process stands still; connections stay open and say nothing.
    STANDING_STILL {
        @Override
        void inflict(PostgresServer server, List<Connection> eaten) throws Exception {
            signal(server, "-STOP");
        }

        @Override
        void heal(PostgresServer server, List<Connection> eaten) throws Exception {
            signal(server, "-CONT");
        }
    },
    /// Its administrator ends it.
    SHUT_DOWN {
        @Override
        void inflict(PostgresServer server, List<Connection> eaten) throws Exception {
            server.stopInOrder();
        }

        @Override
        void heal(PostgresServer server, List<Connection> eaten) throws Exception {
            server.restart();
        }
    },
    /// Stations lose their connections, and others have taken all that there are.
    OUT_OF_CONNECTIONS {
        @Override
        void inflict(PostgresServer server, List<Connection> eaten) throws Exception {
            server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
                    .formatted(PostgresServer.STATION));
            try {
                for (int i = 0; i < ENOUGH; i++) {
                    eaten.add(server.connect());
                }
            } catch (SQLException e) {
                if (!"53300".equals(e.getSQLState())) {
                    throw e;
                }
            }
        }

        @Override
        void heal(PostgresServer server, List<Connection> eaten) throws Exception {
            for (var connection : eaten) {
                connection.close();
            }
            eaten.clear();
        }
    },
    /// Its file system has no block left.
    DISK_FULL {
        @Override
        void inflict(PostgresServer server, List<Connection> eaten) throws Exception {
            try (OutputStream out = Files.newOutputStream(filler(server))) {
                var block = new byte[4096];
                for (long i = 0; i < ENOUGH * 1024L; i++) {
                    out.write(block);
                }
                throw new AssertionError("the disk is larger than it should be");
            } catch (IOException e) {
                // it is full
            }
        }

        @Override
        void heal(PostgresServer server, List<Connection> eaten) throws Exception {
            Files.delete(filler(server));
            if (processes(server).isEmpty()) {
                server.restart();
            }
        }
    };

    private static final int ENOUGH = 1_000;

    /// Makes it happen.
    ///
    /// @param eaten connections that are held meanwhile
    abstract void inflict(PostgresServer server, List<Connection> eaten) throws Exception;

    /// Puts it right.
    abstract void heal(PostgresServer server, List<Connection> eaten) throws Exception;

    private static Path filler(PostgresServer server) {
        return server.folder().resolve("filler");
    }

    /// The server's processes, the one that starts the others first; none when it does not run.
    private static List<ProcessHandle> processes(PostgresServer server) throws IOException {
        var file = server.folder().resolve("data/postmaster.pid");
        var first = Files.exists(file)
                ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()))
                : Optional.<ProcessHandle>empty();
        return first.stream()
                .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                .toList();
    }

    private static void signal(PostgresServer server, String signal) throws IOException, InterruptedException {
        var processes = processes(server);
        var pids = processes.stream().map(each -> String.valueOf(each.pid()));
        var command =
                new ArrayList<>(Stream.concat(Stream.of("kill", signal), pids).toList());
        new ProcessBuilder(command).inheritIO().start().waitFor();
        if (signal.equals("-KILL")) {
            for (var process : processes) {
                process.onExit().join();
            }
        }
    }
}
