package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.ui.e2e.UnitSecrets.Named;
import dev.sealbench.vault.SecretKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// After a unit was made its secrets stand nowhere but in its TPM, and the device secret in its OTP: not in the
/// station's home, books, journal, labels or output, not in external flash, not in what went over the line.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTest {

    /// IMAGE.md 7.
    private static final int DEVICE_SECRET_AT = 408;

    private static final int DEVICE_SECRET_BYTES = 32;

    private TestStation station;
    private VirtualCharger charger;
    private byte[] deviceSecret;
    private byte[] webLogin;
    private Leaks leaks;

    @BeforeAll
    void makeAUnit(DemoState demo) throws Exception {
        station = demo.newStation();
        charger = demo.newCharger(station, line());
        var run = station.start(
                ProcessBuilder.Redirect.to(output().toFile()),
                "provision",
                "--slot",
                "1",
                "--serial",
                DemoState.SERIAL);
        assertThat(run.waitFor()).as(Files.readString(output())).isZero();
        charger.stop();
        var otp = new Flash(charger.folder()).otp();
        deviceSecret = Arrays.copyOfRange(otp, DEVICE_SECRET_AT, DEVICE_SECRET_AT + DEVICE_SECRET_BYTES);
        try (var bench = station.open()) {
            var secrets = new UnitSecrets(bench, DemoState.SERIAL);
            webLogin = secrets.value(SecretKind.WEB_LOGIN);
            var all = new ArrayList<>(secrets.all());
            all.add(new Named("device secret", deviceSecret));
            leaks = new Leaks(all);
        }
    }

    @Test
    @Order(1)
    void noSecretStandsAnywhere() throws Exception {
        for (var file : files()) {
            assertThat(leaks.in(Files.readAllBytes(file))).as("%s", file).isEmpty();
        }
    }

    @Test
    @Order(2)
    void theDeviceSecretStandsInOtpAndThereOnce() throws Exception {
        assertThat(deviceSecret).isNotEqualTo(new byte[DEVICE_SECRET_BYTES]);
        assertThat(leaks.in(Files.readAllBytes(charger.folder().resolve("flash0.img"))))
                .containsExactly("device secret, as it is, at " + (0x3f40000 + DEVICE_SECRET_AT));
    }

    @Test
    @Order(3)
    void theSearchSawTheWholeLine() throws Exception {
        var image = new Flash(charger.folder()).image(0);
        long carried = 0;
        for (var file : filesBelow(line())) {
            carried += Files.size(file);
        }
        assertThat(carried).as("octets on the line").isGreaterThan(image.length);
        assertThat(files()).as("home, labels, line, flash, output").hasSizeGreaterThan(15);
    }

    @Test
    @Order(4)
    void aLeakInAnyFileIsFound() throws Exception {
        var forms = List.copyOf(Leaks.forms(webLogin).values());
        int next = 0;
        for (var file : files()) {
            long size = Files.size(file);
            Files.write(file, forms.get(next++ % forms.size()), StandardOpenOption.APPEND);
            assertThat(leaks.in(Files.readAllBytes(file))).as("%s", file).isNotEmpty();
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
        }
    }

    /// Through the books' own door: what the database does to a text does not hide it.
    @Test
    @Order(5)
    void aLeakInTheBooksIsFound() throws Exception {
        try (var bench = station.open()) {
            var reason = "password is " + new String(webLogin, StandardCharsets.US_ASCII);
            bench.books()
                    .units()
                    .decide(new SerialNumber(DemoState.SERIAL), UnitState.QUARANTINED, reason, bench.author());
        }
        var books = station.home().directory().resolve("books.mv.db");
        assertThat(leaks.in(Files.readAllBytes(books))).isNotEmpty();
    }

    /// Everywhere that the program or an attacker can read; the TPM's own memory and bank 0 are not among it.
    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        files.addAll(filesBelow(station.home().directory()));
        files.addAll(filesBelow(station.labels()));
        files.addAll(filesBelow(line()));
        files.add(charger.folder().resolve("flash1.img"));
        files.add(charger.folder().resolve("log"));
        files.add(output());
        return files;
    }

    private Path line() {
        return station.folder().resolve("line");
    }

    private Path output() {
        return station.folder().resolve("output.log");
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
