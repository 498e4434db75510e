package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {

    @Test
    void everyFileInTheFoldersIsAppliedAndNoOther() throws Exception {
        assertThat(filesIn("common")).isEqualTo(Migrations.COMMON);
        assertThat(filesIn("h2")).isEqualTo(Migrations.H2);
        assertThat(filesIn("postgresql")).isEqualTo(Migrations.POSTGRESQL);
        assertThat(Migrations.COMMON).isNotEmpty();
    }

    @Test
    void bothEnginesHaveTheSameVersions() {
        assertThat(versions(Migrations.H2)).isEqualTo(versions(Migrations.POSTGRESQL));
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void booksThatWereNotMigratedAreNotOpened(TestEngine engine) throws Exception {
        engine.server().makeEmpty();
        var config = engine.server().config("line-1");

        assertThatThrownBy(() -> Books.open(config, Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageContaining("sealbench db migrate");
        engine.server().migrate("line-1");
        engine.server().migrate("line-1");
        Books.open(config, Clock.systemUTC()).close();
    }

    @ParameterizedTest
    @EnumSource(TestEngine.class)
    void aSchemaOfAnotherProgramIsNotOpened(TestEngine engine) throws Exception {
        engine.server().makeMigrated();
        try (var connection = engine.server().connect();
                var sql = connection.createStatement()) {
            sql.execute("UPDATE \"flyway_schema_history\" SET \"checksum\" = 1 WHERE \"version\" = '1'");
        }

        assertThatThrownBy(() -> Books.open(engine.server().config("line-1"), Clock.systemUTC()))
                .isInstanceOf(BooksUnavailable.class);
        assertThatThrownBy(() -> Books.migrate(engine.server().config("line-1")))
                .isInstanceOf(BooksUnavailable.class);
    }

    @Test
    void onlyThisPackageNamesTheDatabase() throws Exception {
        var sources = root().resolve("provisioning-core/src/main/java");
        var strangers = new ArrayList<String>();
        int seen = 0;
        try (var files = Files.walk(sources)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                boolean ours = file.getParent().endsWith("internal/books") || file.endsWith("module-info.java");
                boolean names = Files.readString(file)
                        .matches(
                                "(?s).*\\b(java\\.sql|javax\\.sql|org\\.jdbi|org\\.h2|org\\.flywaydb|com\\.zaxxer)\\..*");
                seen += ours && names ? 1 : 0;
                if (names && !ours) {
                    strangers.add(sources.relativize(file).toString());
                }
            }
        }
        assertThat(strangers).isEmpty();
        assertThat(seen).as("files of ours, else nothing was looked at").isGreaterThan(5);
    }

    @Test
    void theBooksNeverChangeOrDeleteWhatHappened() throws Exception {
        var changes = new ArrayList<String>();
        try (var files =
                Files.list(root().resolve("provisioning-core/src/main/java/dev/sealbench/core/internal/books"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file);
                var statements = Pattern.compile("\"(UPDATE|DELETE FROM|TRUNCATE|MERGE INTO) (\\w+)")
                        .matcher(text);
                while (statements.find()) {
                    changes.add(statements.group(1) + " " + statements.group(2));
                }
            }
        }
        assertThat(changes).containsExactlyInAnyOrder("UPDATE station", "UPDATE unit_secret");
    }

    private static List<String> filesIn(String folder) throws IOException {
        try (var files = Files.list(root().resolve("db/migrations").resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .sorted(Comparator.comparingInt(MigrationsTest::version))
                    .toList();
        }
    }

    private static int version(String file) {
        return Integer.parseInt(file.replaceAll(".*/V(\\d+)__.*", "$1"));
    }

    private static List<String> versions(List<String> files) {
        return files.stream().map(file -> file.substring(file.indexOf('/') + 1)).toList();
    }

    /// The repository: given by the build, else found upwards.
    private static Path root() {
        var given = System.getProperty("sealbench.root");
        if (given != null) {
            return Path.of(given);
        }
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("device-link/protocol"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
