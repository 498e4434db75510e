package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.Customer;
import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Retention;
import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.PortAddress;
import dev.sealbench.link.SlotMark;
import dev.sealbench.link.Status;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.Repository;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// A finished unit gets its customer's next releases with the command that people type, loses power on the way, and
/// goes no way back. The tests are one story, told in order.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpdateTest {

    private static final String FIRST = "1.0.0+1";
    private static final String SECOND = "1.1.0+2";
    private static final String THIRD = "1.2.0+3";
    private static final String MUTE = "1.3.0+4";

    private LockedUnit unit;
    private UpdateBench bench;
    private byte[] firstImage;
    private FirmwareRelease second;

    @BeforeAll
    void plugIn(LockedUnit unit, ImageForge forge) throws Exception {
        this.unit = unit;
        bench = new UpdateBench(unit, forge);
        firstImage = new Flash(unit.folder()).image(0);
        second = bench.release(Repository.application(), SECOND, 2);
        bench.release(Repository.application(), THIRD, 3);
        bench.release(Repository.applicationWithoutConfirm(), MUTE, 4);
    }

    @AfterAll
    void pullOut() {
        bench.close();
    }

    @Test
    @Order(1)
    void aPlugPulledInTheMiddleOfTheBurnLeavesWhatRan() throws Exception {
        var cut = bench.updateCutAt(new KillPoint.InBurn(Victim.CHARGER, 500), SECOND);

        assertThat(cut.exitCode()).as(cut.output()).isIn(1, 3);
        assertThat(cut.output()).contains("REFUSED the ").doesNotContain("UPDATED");
        assertRuns(bench.hello(), FIRST, 0);
        assertThat(bench.events()).containsExactly("unit.update-began", "unit.update-failed");
    }

    @Test
    @Order(2)
    void aPlugPulledAfterTheBurnIsNoHarmAndRunningItAgainEndsIt() throws Exception {
        var afterBurn = new KillPoint.OnLine(Victim.CHARGER, new LineEvent(Side.AFTER, "BurnEnd", 1, ""));
        var cut = bench.updateCutAt(afterBurn, second.image().hex().substring(0, 8));
        assertThat(cut.exitCode()).as(cut.output()).isIn(1, 3);

        var again = bench.update(SECOND);

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output())
                .contains("UPDATED " + Demo.SERIAL + " runs " + SECOND + " already, image digest " + second.image());
        assertRuns(bench.hello(), SECOND, 1);
        assertThat(bench.events()).endsWith("unit.update-began", "unit.update-failed", "unit.updated");
    }

    @Test
    @Order(3)
    void theWayBackIsRefusedByTheStationAndByTheCharger() throws Exception {
        var back = bench.update(FIRST);

        assertThat(back.exitCode()).as(back.output()).isEqualTo(4);
        assertThat(back.output())
                .contains("REFUSED the release is older than what the unit runs: " + FIRST + " has security counter 1, "
                        + SECOND + " runs with 2; name a newer one; nothing leads back");
        try (var link = bench.charger().link()) {
            link.hello();
            var refusal = catchThrowableOfType(
                    ChargerRefused.class,
                    () -> link.burn(BurnTarget.IMAGE_SLOT_A, BurnContent.of(firstImage), BurnProgress.SILENT));
            assertThat(refusal.status()).isEqualTo(Status.IMAGE_ROLLBACK);
        }
        assertRuns(bench.hello(), SECOND, 1);
        assertThat(bench.events()).endsWith("unit.update-refused");
    }

    @Test
    @Order(4)
    void anImageThatNeverConfirmsItselfIsGivenUp() throws Exception {
        var given = bench.update(MUTE);

        assertThat(given.exitCode()).as(given.output()).isEqualTo(4);
        assertThat(given.output())
                .contains(
                        "REFUSED the new firmware did not confirm itself; the one before it runs: " + SECOND + " runs");
        var hello = bench.hello();
        assertRuns(hello, SECOND, 1);
        assertThat(hello.slots().getFirst().mark()).isEqualTo(SlotMark.FAILED);
        assertThat(bench.events()).endsWith("unit.update-began", "unit.update-failed");
    }

    @Test
    @Order(5)
    void whatWasGivenUpDidNotRaiseTheCounterAndACutBeforeTheConfirmationIsNoHarm() throws Exception {
        var afterReboot = new KillPoint.OnLine(Victim.CHARGER, new LineEvent(Side.AFTER, "Reboot", 1, ""));
        var cut = bench.updateCutAt(afterReboot, THIRD);
        assertThat(cut.exitCode()).as(cut.output()).isIn(1, 3);

        var again = bench.update(THIRD);

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output()).contains("UPDATED " + Demo.SERIAL);
        assertRuns(bench.hello(), THIRD, 0);
        assertThat(bench.events()).endsWith("unit.updated");
    }

    @Test
    @Order(6)
    void anUpdateThatNothingCutsSaysFromWhatToWhat() throws Exception {
        var fourth = bench.release(Repository.application(), "1.4.0+5", 5);

        var update = bench.update("1.4.0+5");

        assertThat(update.exitCode()).as(update.output()).isZero();
        assertThat(update.output())
                .contains("UPDATED " + Demo.SERIAL + " from " + THIRD + " to 1.4.0+5, image digest " + fourth.image());
        for (var step : new String[] {"identify", "burn", "attest"}) {
            assertThat(update.output()).containsPattern("(?m)^" + Demo.SERIAL + "  " + step + " +[0-9]+ ms$");
        }
    }

    @Test
    @Order(7)
    void theUnitNotedWhatItRefusedAndWhatItGaveUp() {
        var log = bench.station().command("unit", "log", Demo.SERIAL);

        assertThat(log.exitCode()).as(log.output()).isZero();
        assertThat(log.out().lines())
                .anyMatch(
                        line -> line.matches(
                                " +[0-9]+  20[^ ]+Z  application  image refused in slot A: the image is older than the security counter allows"))
                .anyMatch(line -> line.matches(
                        " +[0-9]+  20[^ ]+Z  boot ROM     update given up, it never confirmed itself in slot A"));
    }

    @Test
    @Order(8)
    void whatIsNotForThisUnitIsRefusedByTheBooks() throws Exception {
        var blocked = bench.release(Repository.application(), "1.5.0+6", 6);
        try (var books = bench.station().bench()) {
            books.books().releases().block(blocked.image(), "burns too hot", books.author());
            var other = new UUID(1, 2);
            books.books()
                    .customers()
                    .add(new Customer(other, "Other", "other.example", Retention.DEFAULT), books.author());
            books.books()
                    .releases()
                    .add(
                            new FirmwareRelease(
                                    new Digest("ab".repeat(32)),
                                    other,
                                    new UUID(3, 4),
                                    "7.0.0+7",
                                    7,
                                    second.file(),
                                    second.sizeBytes(),
                                    second.sbom(),
                                    Octets.of(new byte[1])),
                            books.author());
        }

        assertThat(bench.update("7.0.0+7").output()).contains("the firmware release is for another customer");
        assertThat(bench.update("1.5.0+6").output()).contains("the firmware release is blocked: burns too hot");
        assertThat(bench.update("9.9.9+9").output()).contains("no such firmware release in the books: 9.9.9+9");
        var unknown = bench.station().command("unit", "update", Demo.serial(2), "--release", SECOND);
        assertThat(unknown.output()).contains("not in the books of this station");
    }

    @Test
    @Order(9)
    void aUnitThatBootsNothingIsMendedByItsBootRom() throws Exception {
        bench.charger().stop();
        var flash = new Flash(bench.charger().folder());
        flash.erase(0);
        flash.erase(1);
        bench.charger().plugIn();

        var old = bench.update(THIRD);
        assertThat(old.exitCode()).as(old.output()).isEqualTo(4);
        assertThat(old.output()).contains("the release is older than what the unit runs", "security counter allows");
        var mended = bench.update("1.4.0+5");

        assertThat(mended.exitCode()).as(mended.output()).isZero();
        assertThat(mended.output()).contains("UPDATED " + Demo.SERIAL + " from nothing that boots to 1.4.0+5");
        assertRuns(bench.hello(), "1.4.0+5", 0);
    }

    @Test
    @Order(10)
    void aUnitThatIsNotThereOrIsAnotherIsNamed() throws Exception {
        var both = unit.another();
        var station = both.station();
        station.connect(PortAddress.parse(bench.charger().port().toString()));

        var wrong = station.command("unit", "update", Demo.serial(2), "--release", FIRST, "--slot", "1");
        assertThat(wrong.exitCode()).isEqualTo(4);
        assertThat(wrong.output())
                .contains("the connected unit has another serial number: connected is " + Demo.SERIAL);
        var absent = station.command("unit", "update", Demo.serial(2), "--release", FIRST);
        assertThat(absent.exitCode()).isEqualTo(4);
        assertThat(absent.output())
                .contains("the unit is not on any slot: slot 1: " + Demo.SERIAL + "; slot 2: there is nothing at");

        bench.charger().stop();
        var unplugged = bench.station().command("unit", "update", Demo.SERIAL, "--release", THIRD, "--slot", "1");
        assertThat(unplugged.exitCode()).isEqualTo(3);
        assertThat(unplugged.output()).contains("the slot's port is not there");
    }

    private static void assertRuns(Hello hello, String version, int slot) {
        assertThat(hello.firmwareVersion()).isEqualTo(version);
        var running = hello.runningSlot().orElseThrow();
        assertThat(running.number()).isEqualTo(slot);
        assertThat(running.mark()).isEqualTo(SlotMark.CONFIRMED);
    }
}
