package dev.sealbench.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareSignerTest {

    private final TestRelease release = TestRelease.shared();

    @Test
    void aSignedImageIsReadBackAsItWasMeant() throws Exception {
        var image = ImageReader.read(release.image());
        assertThat(image.version()).isEqualTo(TestRelease.VERSION);
        assertThat(image.securityCounter()).isEqualTo(TestRelease.COUNTER);
        assertThat(image.vid()).isEqualTo(release.customer.vid());
        assertThat(image.cid()).isEqualTo(release.customer.cid());
        assertThat(image.headerSizeBytes()).isEqualTo(1_024);
        assertThat(image.bodySizeBytes()).isEqualTo(TestRelease.BODY.length);
    }

    @Test
    void opensslVerifiesTheEcdsaPart(@TempDir Path folder) throws Exception {
        var file = release.image();
        var image = ImageReader.read(file);
        int signedBytes = image.headerSizeBytes() + image.bodySizeBytes() + 96;
        Files.write(folder.resolve("signed"), Arrays.copyOf(file, signedBytes));
        Files.write(folder.resolve("key.der"), image.signatures().ecdsaPublicKey());
        Files.write(folder.resolve("sig"), image.signatures().ecdsaSignature());
        assertThat(TestFiles.run(
                                folder,
                                "openssl",
                                "dgst",
                                "-sha256",
                                "-verify",
                                "key.der",
                                "-keyform",
                                "DER",
                                "-signature",
                                "sig",
                                "signed")
                        .output())
                .isEqualTo("Verified OK\n");
        assertThat(TestFiles.run(folder, "openssl", "dgst", "-sha256", "-r", "signed")
                        .output())
                .startsWith(HexFormat.of().formatHex(image.digest()));
    }

    @Test
    void everySignatureUsesTheNextOneTimeKey() throws Exception {
        int left = release.keys.signaturesLeft();
        var first = ImageReader.read(release.image()).signatures().lmsIndex();
        var second = ImageReader.read(release.image()).signatures().lmsIndex();
        assertThat(second).isEqualTo(first + 1);
        assertThat(release.keys.signaturesLeft()).isEqualTo(left - 2);
    }

    @Test
    void anImageOfImgtoolGetsItsLmsSignatureAndKeepsItsOctets() throws Exception {
        var original = imgtool().build();
        var complete = release.signer.addLms(original);
        var image = ImageReader.read(complete);
        int signedBytes = image.headerSizeBytes() + image.bodySizeBytes() + 96;
        assertThat(Arrays.copyOf(complete, signedBytes)).isEqualTo(Arrays.copyOf(original, signedBytes));
        assertThat(release.verifier()
                        .verify(complete, release.customerStatement)
                        .version())
                .isEqualTo(TestRelease.VERSION);
    }

    @Test
    void anImageThatImgtoolMadeOtherwiseIsRefusedBeforeAnIndexIsSpent() throws Exception {
        int left = release.keys.signaturesLeft();
        assertAddRefused(ImageRefusal.FORMAT, imgtool().slotPadding(64).build());
        assertAddRefused(ImageRefusal.UNSIGNED, imgtool().keyHashInsteadOfKey().build());
        assertAddRefused(ImageRefusal.UNSIGNED, imgtool().withoutSignature().build());
        assertAddRefused(ImageRefusal.ECDSA, imgtool().padSignature().build());
        assertAddRefused(ImageRefusal.KEY, imgtool().signedBy(TestKeys.fresh()).build());
        var changed = imgtool().build();
        changed[1_100] ^= 1;
        assertAddRefused(ImageRefusal.DIGEST, changed);
        assertThatThrownBy(() -> release.signer.addLms(release.image())).hasMessageContaining("already");
        assertThat(release.keys.signaturesLeft()).isEqualTo(left - 1); // the last image itself
    }

    @Test
    void aBodyThatIsEmptyOrTooLongIsRefusedBeforeAnIndexIsSpent() {
        int left = release.keys.signaturesLeft();
        var identity = release.identity(release.sbom());
        assertThatThrownBy(() -> release.signer.sign(new byte[0], identity)).hasMessageContaining("body");
        assertThatThrownBy(() -> release.signer.sign(new byte[4 * 1024 * 1024], identity))
                .hasMessageContaining("4 MiB");
        assertThat(release.keys.signaturesLeft()).isEqualTo(left);
    }

    @Test
    void theLargestImageHasExactly4MiB() throws Exception {
        var small = release.image();
        // an ECDSA signature has 70 to 72 octets, so leave that much room
        int bodyBytes = 4 * 1024 * 1024 - (small.length - TestRelease.BODY.length) - 4;
        var file = release.signer.sign(new byte[bodyBytes], release.identity(release.sbom()));
        assertThat(file.length).isBetween(4 * 1024 * 1024 - 8, 4 * 1024 * 1024);
        assertThat(ImageReader.read(file).bodySizeBytes()).isEqualTo(bodyBytes);
    }

    @Test
    void theCounterMovesForwardByAtMost64() {
        var identity = release.identity(release.sbom());
        assertThat(identity.requireFollows(TestRelease.COUNTER)).isSameAs(identity);
        assertThatThrownBy(() -> identity.requireFollows(TestRelease.COUNTER + 1))
                .hasMessageContaining("lower");
        var jump = new ImageIdentity(identity.vid(), identity.cid(), identity.version(), 72, new byte[32]);
        assertThatThrownBy(() -> jump.requireFollows(7)).hasMessageContaining("64");
        assertThat(jump.requireFollows(8).securityCounter()).isEqualTo(72);
    }

    @Test
    void inspectSaysEveryFieldInWordsAndNeverThrows() throws Exception {
        assertThat(String.join("\n", ImageReport.lines(release.image())))
                .contains(
                        "version 1.2.3+4",
                        "security counter 7",
                        release.customer.vid().toString())
                .contains("matches", "ECDSA signature present", "LMS signature with one-time key");
        var changed = release.image();
        changed[1_100] ^= 1;
        assertThat(String.join("\n", ImageReport.lines(changed))).contains("DOES NOT MATCH");
        assertThat(ImageReport.lines(imgtool().build())).contains("no LMS signature");
        assertThat(ImageReport.lines(new byte[5])).hasSize(1).first().asString().startsWith("no image");
    }

    private ImgtoolImage imgtool() {
        return new ImgtoolImage(release.keys.ecdsa(), release.identity(release.sbom()));
    }

    private void assertAddRefused(ImageRefusal refusal, byte[] file) {
        var refused = catchThrowableOfType(ImageRefusedException.class, () -> release.signer.addLms(file));
        assertThat(refused.refusal()).isEqualTo(refusal);
    }
}
