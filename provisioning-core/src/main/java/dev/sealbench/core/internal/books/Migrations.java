package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.resource.LoadableResource;

/// Brings a database to the schema of this program.
///
/// Hands Flyway the files itself: on the module path Flyway cannot look into our module, and scanning a
/// class path would take whatever lies there.
final class Migrations {

    /// Below `db/migrations` in the source, below `dev/sealbench/migrations` in the jar.
    static final List<String> COMMON = List.of(
            "common/V1__books.sql",
            "common/V3__units_in_order.sql",
            "common/V4__people.sql",
            "common/V6__labels.sql",
            "common/V8__step_times_and_dates.sql",
            "common/V10__log.sql");

    static final List<String> H2 = List.of(
            "h2/V2__append_only.sql",
            "h2/V5__people_append_only.sql",
            "h2/V7__labels_append_only.sql",
            "h2/V9__append_only_step_times_and_dates.sql",
            "h2/V11__log_append_only.sql",
            "h2/V13__shred_only.sql",
            "h2/V14__device_ca.sql");

    static final List<String> POSTGRESQL = List.of(
            "postgresql/V2__append_only.sql",
            "postgresql/V5__people_append_only.sql",
            "postgresql/V7__labels_append_only.sql",
            "postgresql/V9__append_only_step_times_and_dates.sql",
            "postgresql/V11__log_append_only.sql",
            "postgresql/V13__shred_only.sql",
            "postgresql/V14__device_ca.sql");

    private static final String ROOT = "/dev/sealbench/migrations/";

    private final Flyway flyway;

    /// Version of the newest migration that this program has.
    private final String newest;

    Migrations(DataSource source, BooksConfig.Engine engine) {
        this.newest = newestOf(filesOf(engine));
        this.flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(source)
                .locations(new String[0])
                .resourceProvider(new Files(filesOf(engine)))
                .javaMigrationClassProvider(List::of)
                .loggers("slf4j")
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                .load();
    }

    /// Applies what is missing.
    ///
    /// @throws BooksUnavailable when an applied migration differs from ours or is later than ours, or one fails
    void migrate() throws BooksUnavailable {
        translated(() -> {
            requireNotLater();
            flyway.migrate();
        });
    }

    /// @throws BooksUnavailable when the schema is not exactly that of this program
    void requireCurrent() throws BooksUnavailable {
        translated(() -> {
            requireNotLater();
            var info = flyway.info();
            if (info.applied().length == 0) {
                throw new BooksUnavailable("the database has no tables for books: run `sealbench db migrate`", null);
            }
            if (info.pending().length > 0) {
                throw new BooksUnavailable(
                        "the books have schema version %s, this program needs %s: run `sealbench db migrate`"
                                .formatted(version(), newest),
                        null);
            }
            flyway.validate();
        });
    }

    private void requireNotLater() throws BooksUnavailable {
        var there = version();
        if (!there.isEmpty() && MigrationVersion.fromVersion(there).isNewerThan(newest)) {
            throw new BooksUnavailable(
                    "the books have schema version %s of a later Sealbench, this program knows %s: install the later one"
                            .formatted(there, newest),
                    null);
        }
    }

    private interface Work {
        void run() throws BooksUnavailable;
    }

    private static void translated(Work work) throws BooksUnavailable {
        try {
            work.run();
        } catch (FlywayValidateException e) {
            throw new BooksUnavailable("the tables of the books were not made by this program as it is", e);
        } catch (FlywayException e) {
            throw new BooksUnavailable("the tables of the books cannot be used or made: " + DatabaseTrouble.of(e), e);
        }
    }

    /// Version of the newest applied migration; empty text when there is none.
    String version() {
        var current = flyway.info().current();
        return current == null ? "" : current.getVersion().toString();
    }

    private static String newestOf(List<String> files) {
        int newest = files.stream()
                .mapToInt(file -> Integer.parseInt(file.replaceAll(".*/V(\\d+)__.*", "$1")))
                .max()
                .orElseThrow();
        return Integer.toString(newest);
    }

    static List<String> filesOf(BooksConfig.Engine engine) {
        var files = new ArrayList<>(COMMON);
        files.addAll(
                switch (engine) {
                    case H2 -> H2;
                    case POSTGRESQL -> POSTGRESQL;
                });
        return files;
    }

    private record Files(List<String> names) implements ResourceProvider {

        @Override
        public LoadableResource getResource(String name) {
            return names.stream()
                    .filter(name::equals)
                    .map(SqlFile::new)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return names.stream()
                    .<LoadableResource>map(SqlFile::new)
                    .filter(file -> file.getFilename().startsWith(prefix))
                    .filter(file -> Arrays.stream(suffixes).anyMatch(file.getFilename()::endsWith))
                    .toList();
        }
    }

    private static final class SqlFile extends LoadableResource {

        private final String name;

        SqlFile(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (var in = Migrations.class.getResourceAsStream(ROOT + name)) {
                var text = new InputStreamReader(Objects.requireNonNull(in, name), StandardCharsets.UTF_8);
                return Reader.of(text.readAllAsString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return ROOT + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return ROOT + name;
        }

        @Override
        public String getFilename() {
            return name.substring(name.indexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
