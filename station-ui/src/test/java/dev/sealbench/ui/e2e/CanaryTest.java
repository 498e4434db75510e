package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Person;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.print.FolderPrinter;
import dev.sealbench.ui.Main;
import dev.sealbench.ui.e2e.UnitSecrets.Named;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import dev.sealbench.vault.SecretKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// After a unit was made, its labels printed and its papers exported, its secrets and the vault's keys stand
/// nowhere but in the vault, its TPM and, the device secret, in its OTP: not in any file, not in the arguments or
/// environment of a process, not in what went over the line, not in the station's memory. And each of these
/// searches finds a leak.
// over budget: one unit is made for all these searches, which takes a minute
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryTest {

    /// Where the device secret is in bank 0: OTP (IMAGE.md 6), then the first record's field (7).
    private static final int DEVICE_SECRET_AT = 0x3f40000 + 408;

    private TestStation station;
    private VirtualCharger charger;
    private List<ProcessWatch.Seen> processes;
    private byte[] heapWhileOpen;
    private byte[] heapWhenClosed;
    private byte[] deviceSecret;
    private byte[] webLogin;
    private Leaks names;
    private List<Named> ofTheVault;
    private Leaks leaks;

    @BeforeAll
    void makeAUnit(Demo demo) throws Exception {
        station = demo.newStation();
        Files.createDirectories(folder("work"));
        Files.createDirectories(folder("temporary"));
        charger = demo.newRecordedCharger(station, folder("line")).plugIn();
        try (var watch = new ProcessWatch()) {
            provision(watch);
            charger.stop();
            run("label", "print", Demo.SERIAL, "--kind", "recovery", "--reason", "lost");
            run("label", "preview", Demo.SERIAL, "--out", "access.png");
            run("audit", "export", "--out", folder("export").toString());
            processes = watch.seen();
        }
        deviceSecret = new Flash(charger.folder()).deviceSecret();
        ofTheVault = VaultKeys.held(station.home());
        try (var bench = station.bench()) {
            var secrets = new UnitSecrets(bench, Demo.SERIAL);
            webLogin = secrets.value(SecretKind.WEB_LOGIN);
            var all = new ArrayList<>(secrets.all());
            all.add(new Named("device secret", deviceSecret));
            all.addAll(ofTheVault);
            all.addAll(VaultKeys.derived(station.home()));
            all.add(new Named("passphrase", VaultKeys.passphrase(station.home())));
            all.addAll(UnitSecrets.ofPeople(station));
            leaks = new Leaks(all);
            names = new Leaks(names(bench.books().people().list()));
        }
    }

    /// The command stays alive while its standard input is open, and this process when the command is over: two dumps.
    private void provision(ProcessWatch watch) throws Exception {
        var process = started(Lingering.class, "provision", "--batch");
        try {
            var in = process.outputWriter();
            in.write("1 " + Demo.SERIAL + "\n");
            in.flush();
            awaitOutput(process, "PASS " + Demo.SERIAL);
            heapWhileOpen = HeapDump.of(process);
            assertAllWereSeen(watch);
            in.close();
            awaitOutput(process, Lingering.OVER + ": 0");
            heapWhenClosed = HeapDump.of(process);
        } finally {
            Tool.ended(process.destroyForcibly());
        }
    }

    private void assertAllWereSeen(ProcessWatch watch) {
        var unit = charger.folder().toString();
        var home = station.home().directory().toString();
        assertThat(watch.sawArguments(Lingering.class.getName(), "--pass-fd", home))
                .as("station")
                .isTrue();
        assertThat(watch.sawArguments("qemu-system-arm", unit)).as("machine").isTrue();
        assertThat(watch.sawArguments("swtpm", unit)).as("TPM").isTrue();
        assertThat(watch.sawArguments("bridge", station.port().toString()))
                .as("line")
                .isTrue();
    }

    @Test
    @Order(1)
    void noSecretStandsInAnyFile() throws Exception {
        for (var file : files()) {
            assertThat(leaks.inFile(file)).as("%s", file).isEmpty();
        }
    }

    /// The books know them, an export does not: events name people by pseudonym.
    @Test
    @Order(1)
    void noNameOfAPersonStandsInTheExport() throws Exception {
        var exported = filesBelow(folder("export"));
        assertThat(exported)
                .hasSizeGreaterThan(10)
                .anyMatch(file -> file.endsWith("summary.pdf"))
                .anyMatch(file -> file.toString().endsWith(".tar")) // not compressed
                .anyMatch(file -> file.endsWith("events.jsonl"));
        for (var file : exported) {
            assertThat(names.inFile(file)).as("%s", file).isEmpty();
        }
        assertThat(names.namesIn(Files.readAllBytes(station.home().directory().resolve("books.mv.db"))))
                .as("the search finds them where they are")
                .contains("Quinn Quality", "sofie");
    }

    /// Full names, and names to sign in with that are long enough not to come about by chance.
    private static List<Named> names(List<Person> people) {
        var names = new ArrayList<Named>();
        for (var person : people) {
            for (var name : List.of(
                    person.displayName(),
                    person.displayName().replace(" ", ""),
                    person.displayName().toLowerCase(Locale.ROOT),
                    person.name())) {
                if (name.length() >= 5) {
                    names.add(new Named(name, name.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        return names;
    }

    @Test
    @Order(1)
    void noSecretStandsInArgumentsOrEnvironments() {
        assertThat(processes).hasSizeGreaterThan(10);
        for (var each : processes) {
            assertThat(leaks.in(each.octets())).as("%s", each.where()).isEmpty();
        }
    }

    /// An open vault has its keys in memory, and nothing else that is secret; a closed one has nothing.
    @Test
    @Order(1)
    void noSecretStandsInMemory() {
        assertThat(leaks.namesIn(heapWhileOpen))
                .containsExactlyInAnyOrderElementsOf(
                        ofTheVault.stream().map(Named::name).toList());
        assertThat(leaks.in(heapWhenClosed)).isEmpty();
        assertThat(new Leaks(List.of(new Named("serial", Demo.SERIAL.getBytes(StandardCharsets.US_ASCII))))
                        .in(heapWhenClosed))
                .as("what is no secret is still there")
                .isNotEmpty();
    }

    @Test
    @Order(2)
    void theDeviceSecretStandsInOtpAndThereOnce() throws Exception {
        assertThat(deviceSecret).isNotEqualTo(new byte[32]);
        assertThat(leaks.in(Files.readAllBytes(charger.folder().resolve("flash0.img"))))
                .containsExactly("device secret, as it is, at " + DEVICE_SECRET_AT);
    }

    @Test
    @Order(3)
    void theSearchSawTheWholeLine() throws Exception {
        var image = new Flash(charger.folder()).image(0);
        long carried = 0;
        for (var file : filesBelow(folder("line"))) {
            carried += Files.size(file);
        }
        assertThat(carried).as("octets on the line").isGreaterThan(image.length);
        assertThat(files().stream().map(Path::toString))
                .as("home, labels, line, flash, output, export, work, temporary")
                .hasSizeGreaterThan(30)
                .anyMatch(file -> file.endsWith("books.mv.db"))
                .anyMatch(file -> file.endsWith("summary.pdf"))
                .anyMatch(file -> file.endsWith("work/access.png"))
                .anyMatch(file -> file.endsWith("-recovery-2.pdf.sealed"));
    }

    @Test
    @Order(4)
    void aLeakInAnyFileIsFound() throws Exception {
        var forms = List.copyOf(Leaks.forms(webLogin).values());
        int next = 0;
        var files = new ArrayList<>(files());
        files.add(charger.folder().resolve("flash0.img"));
        for (var file : files) {
            long size = Files.size(file);
            Files.write(file, forms.get(next++ % forms.size()), StandardOpenOption.APPEND);
            assertThat(leaks.namesIn(Files.readAllBytes(file))).as("%s", file).contains("WEB_LOGIN");
            try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
        }
    }

    /// Through the books' own door: what the database does to a text does not hide it.
    @Test
    @Order(5)
    void aLeakInTheBooksIsFound() throws Exception {
        try (var bench = station.bench()) {
            var reason = "password is " + new String(webLogin, StandardCharsets.US_ASCII);
            bench.books().units().decide(new SerialNumber(Demo.SERIAL), UnitState.QUARANTINED, reason, bench.author());
        }
        var books = station.home().directory().resolve("books.mv.db");
        assertThat(leaks.in(Files.readAllBytes(books))).isNotEmpty();
    }

    /// As the printer would get it, where somebody forgot to seal it: text and codes are drawn, not written.
    @Test
    @Order(6)
    void aLabelInTheClearIsFound() throws Exception {
        var name = Demo.SERIAL + "-access-1.pdf.sealed";
        var sealed = Files.readAllBytes(station.labels().resolve(name));
        var clear = folder("work").resolve("access.pdf");
        try (var bench = station.bench()) {
            var context = FolderPrinter.context(new SerialNumber(Demo.SERIAL), LabelKind.ACCESS, 1);
            Files.write(clear, bench.vault().open(context, sealed, byte[]::clone));
        }
        assertThat(leaks.in(Files.readAllBytes(clear))).as("compressed").isEmpty();
        assertThat(leaks.inFile(clear))
                .anyMatch(each -> each.startsWith("WEB_LOGIN"))
                .anyMatch(each -> each.startsWith("ACCESS_POINT"));
        Files.delete(clear);
    }

    @Test
    @Order(7)
    void aLeakInArgumentsOrEnvironmentIsFound() throws Exception {
        var secret = new String(webLogin, StandardCharsets.US_ASCII);
        for (var environment : List.of(Map.<String, String>of(), Map.of("PASSWORD", secret))) {
            try (var watch = new ProcessWatch()) {
                var argument = environment.isEmpty() ? secret : "nothing";
                Tool.run(folder("work"), environment, List.of("sh", "-c", "sleep 0.3; true", argument));
                var found = watch.seen().stream()
                        .filter(each -> !leaks.in(each.octets()).isEmpty())
                        .map(each -> Path.of(each.where()).getFileName().toString())
                        .distinct();
                assertThat(found).containsExactly(environment.isEmpty() ? "cmdline" : "environ");
            }
        }
    }

    @Test
    @Order(8)
    void aLeakInMemoryIsFound() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classes = System.getProperty("java.class.path");
        var process = new ProcessBuilder(java, "-cp", classes, Holding.class.getName()).start();
        try {
            try (var in = process.getOutputStream()) {
                in.write(webLogin);
            }
            assertThat(process.inputReader().readLine()).isEqualTo(Holding.READY);
            assertThat(leaks.in(HeapDump.of(process)))
                    .anyMatch(each -> each.startsWith("WEB_LOGIN, as it is"))
                    .anyMatch(each -> each.startsWith("WEB_LOGIN, UTF-16LE"))
                    .anyMatch(each -> each.startsWith("WEB_LOGIN, UTF-16BE"));
        } finally {
            Tool.ended(process.destroyForcibly());
        }
    }

    /// Everywhere that the program or an attacker can read; the TPM's own memory and bank 0 are not among it.
    private List<Path> files() throws IOException {
        var files = new ArrayList<>(filesBelow(station.folder()));
        // the demonstration's secrets in the clear, as their names say
        files.remove(station.home().demoPassphrase());
        files.removeIf(file -> file.startsWith(station.home().demoPeople()));
        files.add(charger.folder().resolve("flash1.img"));
        files.add(charger.folder().resolve("log"));
        return files;
    }

    private void run(String... words) throws IOException {
        int code = Tool.ended(started(Main.class, words));
        assertThat(code).as("%s %s", List.of(words), Files.readString(output())).isZero();
    }

    private Process started(Class<?> main, String... words) throws IOException {
        var builder = station.builder(main, words).directory(folder("work").toFile());
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder("temporary"));
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    private void awaitOutput(Process process, String text) throws Exception {
        while (!Files.readString(output()).contains(text)) {
            assertThat(process.isAlive()).as(Files.readString(output())).isTrue();
            Thread.sleep(20);
        }
    }

    private Path folder(String name) {
        return station.folder().resolve(name);
    }

    private Path output() {
        return folder("output.log");
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
