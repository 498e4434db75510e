package dev.sealbench.core;

import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.LabelPrinterConfig.Type;
import dev.sealbench.core.internal.print.PrinterDouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a lead changes in the settings, and what cannot be.
class SettingsTest {

    private static final String PORT = "tcp:127.0.0.1:1";

    @TempDir
    Path folder;

    private TestHome house;
    private Station station;
    private Session lena;

    @BeforeEach
    void openAHomeWithOneLead() throws Exception {
        house = TestHome.create(folder);
        station = house.open();
        lena = house.firstLead(station);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void aChangeIsKeptAndCountsFromTheNextStartOn() throws Exception {
        var after = lena.settings().setSlot(2, Optional.of(" " + PORT + " "));

        assertThat(after.config().slots()).containsEntry(2, PORT);
        assertThat(after.waiting()).containsExactly(StationSettings.Part.SLOTS);
        assertThat(lena.settings().read().config()).isEqualTo(after.config());
        assertThat(after.books()).isRegularFile();
        assertThat(after.booksBytes()).isPositive();
        assertThat(lena.config().slots()).isEmpty();
        station.close();
        station = house.open();
        try (var again = signIn(station, TestHome.LEAD)) {
            assertThat(again.config().slots()).containsEntry(2, PORT);
            assertThat(again.settings().read().waiting()).isEmpty();
        }
    }

    @Test
    void eachChangeIsAnEventThatSaysWhatItWas() throws Exception {
        lena.settings().setSlot(2, Optional.of(PORT));
        assertThat(house.last("settings.changed").detail()).isEqualTo("slot 2: none -> " + PORT);
        assertThat(house.last("settings.changed").person())
                .isEqualTo(lena.person().id());
        lena.settings().setSlot(2, Optional.empty());
        assertThat(house.last("settings.changed").detail()).isEqualTo("slot 2: %s -> none".formatted(PORT));
        lena.settings().setPrinter(LabelKind.PLATE, new LabelPrinterConfig(Type.ZPL, "printer:9100", 300));
        assertThat(house.last("settings.changed").detail())
                .isEqualTo("printer of PLATE: folder -> ZPL printer:9100, 300 dpi");
        lena.settings().setIdleMinutes(5);
        assertThat(house.last("settings.changed").detail()).isEqualTo("idle time: 10 -> 5 minutes");

        lena.settings().setMaker(maker("Voltgoed", "230 V"));
        assertThat(house.last("settings.changed").detail())
                .isEqualTo(
                        "maker: Maker, Street, contact, policy, [230 V] -> Voltgoed, Street, contact, policy, [230 V]");

        int events = house.events().size();
        lena.settings().setIdleMinutes(5);
        assertThat(house.events()).as("nothing changed").hasSize(events);
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() throws Exception {
        lena.settings().setSlot(1, Optional.of(PORT));
        var before = Files.readAllBytes(house.home.config());
        var queue = new LabelPrinterConfig(Type.QUEUE, "office", 0);

        for (ThrowingCallable wrong : new ThrowingCallable[] {
            () -> lena.settings().setSlot(0, Optional.of("/dev/ttyUSB0")),
            () -> lena.settings().setSlot(17, Optional.of("/dev/ttyUSB0")),
            () -> lena.settings().setSlot(2, Optional.of(PORT)),
            () -> lena.settings().setSlot(2, Optional.of("COM 3\u0000")),
            () -> lena.settings().setSlot(2, Optional.of("")),
            () -> lena.settings().setPrinter(LabelKind.RECOVERY, queue),
            () -> lena.settings().setIdleMinutes(0),
            () -> lena.settings().setIdleMinutes(241),
            () -> lena.settings().testSlot(2),
            () -> lena.settings().setMaker(maker("", "230 V")),
            () -> lena.settings().setMaker(maker("Voltgoed with a name that leaves the plate", "230 V")),
            () -> lena.settings().setMaker(maker("Voltgoed", new String[9]))
        }) {
            assertThat(faultOf(wrong)).isEqualTo(Fault.SETTING_REFUSED);
        }
        assertThat(Files.readAllBytes(house.home.config())).isEqualTo(before);
        assertThat(house.last("settings.refused").result()).isEqualTo(EventRecord.Result.REFUSED);
    }

    @Test
    void theMakersDataCountFromTheNextStartOnAndAreTriedOnEveryLabelThatIsMade() throws Exception {
        var after = lena.settings().setMaker(maker("Voltgoed", "Input: 230 V"));
        assertThat(after.waiting()).containsExactly(StationSettings.Part.MAKER);
        assertThat(station.config().maker().name()).isEqualTo("Maker");

        // an access label that has only 12 mm for the maker's name
        var narrow = lena.labels()
                .template("access")
                .replace("{maker}  {model}", "{model}")
                .replace(
                        "\"items\": [",
                        "\"items\": [{\"type\": \"text\", \"text\": \"{maker}\", \"xMm\": 4, \"yMm\": 50,"
                                + " \"widthMm\": 12, \"face\": \"SANS\", \"sizePt\": 6, \"align\": \"LEFT\"},");
        lena.labels().saveTemplate(narrow);
        assertThat(lena.labels()
                        .examineMaker(maker("Voltgoed International", "230 V"))
                        .findings())
                .extracting(LabelTemplateFinding::about)
                .containsExactly("maker");
        assertThat(faultOf(() -> lena.settings().setMaker(maker("Voltgoed International", "230 V"))))
                .isEqualTo(Fault.SETTING_REFUSED);
        assertThat(lena.settings().read().config().maker().name()).isEqualTo("Voltgoed");
    }

    private static StationConfig.Maker maker(String name, String... ratings) {
        var lines = Stream.of(ratings)
                .map(line -> line == null ? "Input: 230 V" : line)
                .toList();
        return new StationConfig.Maker(name, "Street", "contact", "policy", lines);
    }

    @Test
    void whatSomebodyEditedInTheFileIsKept() throws Exception {
        station.config().withIdleMinutes(30).write(house.home.config());
        var after = lena.settings().setSlot(1, Optional.of(PORT));

        assertThat(after.config().signIn().idleMinutes()).isEqualTo(30);
        assertThat(after.waiting())
                .containsExactlyInAnyOrder(StationSettings.Part.SLOTS, StationSettings.Part.IDLE_TIME);
    }

    @Test
    void aFileThatCannotBeReadIsNotOverwritten() throws Exception {
        Files.writeString(house.home.config(), "{");
        assertThat(faultOf(() -> lena.settings().setIdleMinutes(5))).isEqualTo(Fault.CONFIGURATION);
        assertThat(Files.readString(house.home.config())).isEqualTo("{");
    }

    /// The folder cannot take the new file, as on a full disk.
    @Test
    void aFileThatCannotBeWrittenLeavesTheOldSettings() throws Exception {
        var before = Files.readAllBytes(house.home.config());
        var obstacle = Files.createDirectory(house.home.directory().resolve("station.json.new"));
        Files.writeString(obstacle.resolve("full"), "");

        assertThat(faultOf(() -> lena.settings().setIdleMinutes(5))).isEqualTo(Fault.SETTING_REFUSED);
        assertThat(Files.readAllBytes(house.home.config())).isEqualTo(before);
        assertThat(house.last("settings.refused").detail()).contains("station.json is as it was");
    }

    @Test
    void onlyTheOwnerReadsTheFileAfterAChange() throws Exception {
        lena.settings().setIdleMinutes(5);
        assertThat(Files.getPosixFilePermissions(house.home.config())).hasSize(2);
    }

    @Test
    void aSlotIsAskedWhoIsThere() throws Exception {
        lena.settings().setSlot(1, Optional.of(PORT));
        var answer = lena.settings().testSlot(1);
        assertThat(answer.answers()).isFalse();
        assertThat(answer.sentence()).isNotBlank();
    }

    @Test
    void aTestPrintIsSentToThePrinterOfTheFileAndSaysNothingOfAUnit() throws Exception {
        try (var printer = new PrinterDouble()) {
            var address = printer.address();
            var config = new LabelPrinterConfig(Type.ZPL, address.getHostString() + ":" + address.getPort(), 203);
            for (var kind : LabelKind.values()) {
                lena.settings().setPrinter(kind, config);
                assertThat(lena.settings().testPrint(kind))
                        .isEqualTo(new PrinterTest(kind, config, PrinterTest.Outcome.PRINTED, ""));
            }
            assertThat(printer.formats()).hasSize(3);
            printer.be(PrinterDouble.Mood.OUT_OF_PAPER);
            assertThat(lena.settings().testPrint(LabelKind.PLATE).outcome()).isEqualTo(PrinterTest.Outcome.NOT_READY);
            printer.be(PrinterDouble.Mood.HANGS_UP_AFTER_THE_LABEL);
            var inDoubt = lena.settings().testPrint(LabelKind.PLATE);
            assertThat(inDoubt.outcome()).isEqualTo(PrinterTest.Outcome.IN_DOUBT);
            assertThat(inDoubt.detail()).contains(config.address());
            assertThat(house.last("settings.printer-tested").detail()).contains("IN_DOUBT", config.address());
        }
    }

    @Test
    void theFolderIsNoPrinterToTest() throws Exception {
        assertThat(lena.settings().testPrint(LabelKind.ACCESS).outcome()).isEqualTo(PrinterTest.Outcome.FOLDER);
        assertThat(Path.of(lena.config().labelDirectory())).doesNotExist();
    }

    @Test
    void whoIsNoLeadDoesNotEvenReadThem() throws Exception {
        add(lena, "quinn", Role.QA);
        try (var quinn = signIn(station, "quinn")) {
            assertThat(faultOf(() -> quinn.settings().read())).isEqualTo(Fault.NOT_ALLOWED);
            assertThat(faultOf(() -> quinn.settings().setIdleMinutes(240))).isEqualTo(Fault.NOT_ALLOWED);
        }
        assertThat(StationConfig.read(house.home.config())).isEqualTo(lena.config());
    }

    private static Fault faultOf(ThrowingCallable call) {
        var refusal = catchThrowableOfType(StationException.class, call);
        return refusal == null ? null : refusal.fault();
    }
}
