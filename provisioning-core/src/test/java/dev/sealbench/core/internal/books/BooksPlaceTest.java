package dev.sealbench.core.internal.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BooksPlaceTest {

    private static final String URL = "jdbc:postgresql://books.plant.example:5432/books?sslmode=verify-full";

    @TempDir
    Path home;

    @Test
    void withoutTheSettingTheBooksAreInTheHome() throws Exception {
        assertThat(place(null).url()).startsWith("jdbc:h2:file:" + home.resolve("books"));
    }

    @Test
    void thePasswordIsTheFirstLineOfAFileThatOnlyTheStationReads() throws Exception {
        secret("pässword of the station\r\nand a remark", "rw-------");

        var config = place(database("file:books.password"));

        assertThat(config.url()).isEqualTo(URL);
        assertThat(config.user()).isEqualTo("sealbench_station");
        assertThat(config.password()).isEqualTo("pässword of the station");
        assertThat(config.toString()).doesNotContain("pässword");
    }

    @Test
    void aRoleWithoutPasswordHasNone() throws Exception {
        assertThat(place(database(null)).password()).isEmpty();
    }

    @Test
    void aPasswordThatOthersMayReadIsRefused() throws Exception {
        secret("password of the station", "rw-r-----");

        assertThatThrownBy(() -> place(database("file:books.password")))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessage("the password of the books' database cannot be read from file:books.password: others may"
                        + " read it, too; its mode must be 0600");
    }

    @Test
    void aPasswordThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> place(database("file:books.password")))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageEndingWith("cannot be read from file:books.password: there is no such file");
        assertThatThrownBy(() -> place(database("credential:books")))
                .isInstanceOf(BooksUnavailable.class)
                .hasMessageEndingWith(
                        "cannot be read from credential:books: this program was not started by systemd with credentials");
    }

    @Test
    void aFileThatIsNoPasswordIsRefused() throws Exception {
        secret("x".repeat(1025), "rw-------");
        assertThatThrownBy(() -> place(database("file:books.password")))
                .hasMessageEndingWith("it is too long for a password");
        Files.write(home.resolve("books.password"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> place(database("file:books.password"))).hasMessageEndingWith("it is not UTF-8 text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x",
                "postgresql://host/books",
                "jdbc:postgresql:books",
                "jdbc:postgresql://host",
                "jdbc:postgresql://host/books?user=u",
                "jdbc:postgresql://host/books?ssl=true&Password=hunter2",
                "jdbc:postgresql://host/books?sslpassword=hunter2",
                "jdbc:postgresql://u:hunter2@host/books",
                ""
            })
    void anAddressThatIsNoneOrShowsAPasswordIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseConfig(url, "u", null))
                .withMessageNotContaining("hunter2");
    }

    @Test
    void placesOfPasswordsAreNothingElse() {
        for (var place : List.of("hunter2", "env:PGPASSWORD", "credential:../../etc/shadow", "file:")) {
            assertThatIllegalArgumentException().as(place).isThrownBy(() -> database(place));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new DatabaseConfig(URL, " ", null));
    }

    @Test
    void onlyAVerifiedServerOrThisMachineIsProtected() {
        assertThat(List.of(
                        URL,
                        "jdbc:postgresql://localhost/books",
                        "jdbc:postgresql://127.0.0.1:5432/books",
                        "jdbc:postgresql://[::1]/books"))
                .allMatch(url -> new DatabaseConfig(url, "u", null).hasProtectedLine());
        assertThat(List.of(
                        "jdbc:postgresql://books.plant.example/books",
                        "jdbc:postgresql://127.0.0.1.plant.example/books",
                        "jdbc:postgresql://books.plant.example/books?sslmode=require",
                        "jdbc:postgresql://books.plant.example/books?ApplicationName=sslmode=verify-fully"))
                .noneMatch(url -> new DatabaseConfig(url, "u", null).hasProtectedLine());
    }

    @Test
    void theSettingIsKeptInTheFileWithoutThePassword() throws Exception {
        var file = home.resolve("station.json");
        settings().withDatabase(database("file:books.password")).write(file);

        assertThat(StationConfig.read(file).database()).isEqualTo(database("file:books.password"));
        assertThat(StationConfig.read(file).withIdleMinutes(5).database()).isEqualTo(database("file:books.password"));
    }

    private void secret(String text, String mode) throws Exception {
        var file = Files.writeString(home.resolve("books.password"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static DatabaseConfig database(String passwordFrom) {
        return new DatabaseConfig(URL, "sealbench_station", passwordFrom);
    }

    private BooksConfig place(DatabaseConfig database) throws BooksUnavailable {
        return BooksPlace.of(new StationHome(home), settings().withDatabase(database));
    }

    private static StationConfig settings() {
        return new StationConfig(
                "line-1",
                false,
                true,
                new TreeMap<>(),
                List.of("00".repeat(32)),
                "virt-charger",
                "labels",
                new StationConfig.Maker("Maker", "Street", "contact", "policy", List.of("230 V")));
    }
}
