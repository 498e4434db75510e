package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.Program;
import dev.sealbench.link.Status;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Somebody opens a finished unit, writes its external flash with a clip, and switches it on.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperedFlashTest {

    private static final int SLOT_A = 0;
    private static final int SLOT_B = 1;
    private static final int BOARD_ID_AT = 76;
    private static final int FACTORY_DIGEST_AT = 224;

    private LockedUnit unit;
    private VirtualCharger charger;
    private Flash flash;
    private byte[] own;
    private ImageForge forge;
    private String tpmContents;

    @BeforeAll
    void open(LockedUnit unit, ImageForge forge) throws Exception {
        this.unit = unit;
        charger = unit.copy();
        flash = new Flash(charger.folder());
        own = flash.image(SLOT_A);
        this.forge = forge;
        flash.erase(SLOT_B);
        tpmContents = TpmCopy.contents(unit.folder());
    }

    @AfterEach
    void theTpmHoldsWhatItHeld() throws Exception {
        assertThat(TpmCopy.contents(charger.folder())).isEqualTo(tpmContents);
    }

    @AfterAll
    void close() {
        charger.close();
    }

    @Test
    void aFlippedBitDoesNotBootAndTheOldImageBootsAgain() throws Exception {
        var cases = new LinkedHashMap<Integer, Status>();
        cases.put(0, Status.NO_IMAGE);
        cases.put(20, Status.IMAGE_DIGEST); // the version
        cases.put(ImageForge.plainAt(own) - 1, Status.IMAGE_DIGEST); // the protected area's last octet
        cases.put(ImageForge.plainAt(own), Status.IMAGE_FORMAT); // the plain area's magic
        cases.put(ImageForge.valueOf(own, ImageForge.SHA256), Status.IMAGE_DIGEST);
        cases.put(ImageForge.valueOf(own, ImageForge.ECDSA_KEY) + 50, Status.IMAGE_KEY);
        cases.put(ImageForge.valueOf(own, ImageForge.LMS_SIGNATURE) + 1_400, Status.IMAGE_LMS);
        for (var each : cases.entrySet()) {
            flash.write(SLOT_A, ImageForge.flipped(own, each.getKey()));
            assertStopped(each.getValue());
        }
        flash.write(SLOT_A, own);
        assertBoots("1.0.0+1");
    }

    /// Wherever a bit of the image turns; behind its last octet it may turn, there nothing belongs to it.
    @Test
    void noOctetOfTheImageMayChange() throws Exception {
        var offsets = ImageForge.sample(own);
        assertThat(offsets).hasSizeGreaterThan(40).endsWith(own.length - 1);
        int bit = 0;
        for (int offset : offsets) {
            flash.write(SLOT_A, ImageForge.flipped(own, offset, bit++ % Byte.SIZE));
            charger.plugIn();
            var hello = charger.hello();
            charger.stop();
            assertThat(hello.program()).as("octet %d", offset).isEqualTo(Program.BOOT_ROM);
            assertThat(hello.notBootedReason().name()).as("octet %d", offset).matches("NO_IMAGE|IMAGE_[A-Z0-9]+");
        }
        flash.write(SLOT_A, ImageForge.flipped(Arrays.copyOf(own, own.length + 1), own.length));
        assertBoots("1.0.0+1");
        flash.write(SLOT_A, own);
    }

    @Test
    void onlyTheCustomersOwnImageBoots() throws Exception {
        var cases = new LinkedHashMap<Status, byte[]>(Map.of(
                Status.IMAGE_CUSTOMER, forge.ofStranger(),
                Status.IMAGE_KEY, forge.byStranger(),
                Status.IMAGE_ROLLBACK, forge.own(0),
                Status.IMAGE_UNSIGNED, ImageForge.without(own, Set.of(ImageForge.LMS_SIGNATURE, ImageForge.LMS_KEY))));
        for (var each : cases.entrySet()) {
            flash.write(SLOT_A, each.getValue());
            assertStopped(each.getKey());
        }
        flash.write(SLOT_A, forge.own(1));
        assertBoots("1.0.1+9");
        flash.write(SLOT_A, own);
    }

    @Test
    void slotBBootsWhenSlotAIsBroken() throws Exception {
        flash.write(SLOT_A, ImageForge.flipped(own, 3_000));
        flash.write(SLOT_B, forge.own(1));
        assertBoots("1.0.1+9");
        flash.erase(SLOT_B);
        flash.write(SLOT_A, own);
    }

    @Test
    void aBoardWithAnotherUnitsTpmDoesNotBoot() throws Exception {
        var other = unit.another();
        try (var mixed = other.copy()) {
            Tool.must(
                    mixed.folder(),
                    "cp",
                    unit.folder().resolve("tpm/tpm2-00.permall").toString(),
                    "tpm/tpm2-00.permall");
            var untouched = new Flash(mixed.folder()).digests();
            mixed.plugIn();
            assertStopped(mixed.hello(), Status.TPM_MISMATCH);
            mixed.stop();
            assertThat(new Flash(mixed.folder()).digests()).isEqualTo(untouched);
            assertThat(TpmCopy.contents(mixed.folder())).isEqualTo(tpmContents);
        }
        try (var whole = other.copy()) {
            whole.plugIn();
            assertThat(whole.hello().program()).isEqualTo(Program.APPLICATION);
        }
    }

    @Test
    void anotherBoardDoesNotOpenTheCredentials() throws Exception {
        try (var changed = unit.copy()) {
            var data = new Flash(changed.folder()).factoryData();
            data[BOARD_ID_AT] ^= 1;
            assertStopsWith(changed, data, Status.FACTORY_DATA);
            // made right again: whoever writes the board's flash can do that, and PCR 0 tells
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(data, 0, FACTORY_DIGEST_AT);
            System.arraycopy(digest.digest(), 0, data, FACTORY_DIGEST_AT, 32);
            assertStopsWith(changed, data, Status.NO_CREDENTIALS);
        }
    }

    private static void assertStopsWith(VirtualCharger charger, byte[] factoryData, Status reason) throws Exception {
        var flash = new Flash(charger.folder());
        flash.writeFactoryData(factoryData);
        var before = flash.digests();
        charger.plugIn();
        assertStopped(charger.hello(), reason);
        charger.stop();
        assertThat(flash.digests()).isEqualTo(before);
    }

    private void assertStopped(Status reason) throws Exception {
        var before = flash.digests();
        charger.plugIn();
        assertStopped(charger.hello(), reason);
        charger.stop();
        assertThat(flash.digests()).isEqualTo(before);
    }

    private static void assertStopped(Hello hello, Status reason) {
        assertThat(hello.notBootedReason()).isEqualTo(reason);
        assertThat(hello.program()).isEqualTo(Program.BOOT_ROM);
        assertThat(hello.firmwareVersion()).isEmpty();
    }

    private void assertBoots(String version) throws Exception {
        charger.plugIn();
        var hello = charger.hello();
        charger.stop();
        assertThat(hello.notBootedReason()).isEqualTo(Status.OK);
        assertThat(hello.program()).isEqualTo(Program.APPLICATION);
        assertThat(hello.lifecycle()).isEqualTo(Lifecycle.LOCKED);
        assertThat(hello.firmwareVersion()).isEqualTo(version);
    }
}
