package dev.sealbench.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseVerifierTest {

    private final TestRelease machine = TestRelease.shared();

    @Test
    void aReleaseIsTakenAfterItWasWrittenAndReadBack(@TempDir Path folder) throws Exception {
        var release = release();
        release.write(folder.resolve("release"));
        var read = Release.read(folder.resolve("release"));
        var image = machine.verifier().verify(read, machine.customerStatement);
        assertThat(image.version()).isEqualTo(TestRelease.VERSION);
        assertThatThrownBy(() -> release.write(folder.resolve("release")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aMissingOrTooLongFileIsRefused(@TempDir Path folder) throws Exception {
        release().write(folder);
        Files.delete(folder.resolve("sbom.cdx.json"));
        assertThat(catchThrowableOfType(ReleaseRefusedException.class, () -> Release.read(folder))
                        .refusal())
                .isEqualTo(ReleaseRefusal.FILES);
        Files.write(folder.resolve("sbom.cdx.json"), new byte[Sbom.MAX_SIZE_BYTES + 1]);
        assertThat(catchThrowableOfType(ReleaseRefusedException.class, () -> Release.read(folder))
                        .refusal())
                .isEqualTo(ReleaseRefusal.FILES);
    }

    @Test
    void eachCheckIsToldAsItPassesAndNoneAfterTheOneThatFails() throws Exception {
        var told = new ArrayList<ReleaseCheck>();
        machine.verifier().verify(release(), machine.customerStatement, told::add);
        assertThat(told)
                .containsExactly(ReleaseCheck.STATEMENT, ReleaseCheck.IMAGE, ReleaseCheck.SBOM, ReleaseCheck.RECORD);

        told.clear();
        var good = release();
        var otherSbom = new Release(good.image(), "{}".getBytes(StandardCharsets.UTF_8), good.record());
        assertThatThrownBy(() -> machine.verifier().verify(otherSbom, machine.customerStatement, told::add))
                .isInstanceOf(ReleaseRefusedException.class);
        assertThat(told).containsExactly(ReleaseCheck.STATEMENT, ReleaseCheck.IMAGE);
    }

    @Test
    void anotherCustomersReleaseIsRefused() throws Exception {
        var other = new CustomerIdentity(
                "Other", "other.example.com", "CP42/3", machine.customer.keyPairs(), Samples.THIS_YEAR);
        var statement = Statements.sign(other, machine.vendorRoot).toByteArray();
        assertImage(ImageRefusal.CUSTOMER, release(), statement);
    }

    @Test
    void aReleaseSignedByAPairThatIsNotEnrolledIsRefused() throws Exception {
        var other = Samples.customer(List.of(Samples.pair(1), Samples.pair(2)));
        assertImage(
                ImageRefusal.KEY,
                release(),
                Statements.sign(other, machine.vendorRoot).toByteArray());
    }

    @Test
    void aStatementOfAnotherRootOrOutOfDateIsRefused() throws Exception {
        var release = release();
        var foreign = Statements.sign(machine.customer, TestKeys.fresh()).toByteArray();
        assertRefused(ReleaseRefusal.STATEMENT, machine.verifier(), release, foreign);
        assertRefused(ReleaseRefusal.STATEMENT, machine.verifier(), release, new byte[] {-1});
        var later = new ReleaseVerifier(
                machine.vendorRoot.publicKey().spki(), Clock.offset(TestRelease.TODAY, Duration.ofDays(60)));
        assertRefused(ReleaseRefusal.STATEMENT_DATES, later, release, machine.customerStatement);
    }

    @Test
    void aChangedImageOrSbomIsRefused() throws Exception {
        var release = release();
        var image = release.image().clone();
        image[1_100] ^= 1;
        assertImage(
                ImageRefusal.DIGEST, new Release(image, release.sbom(), release.record()), machine.customerStatement);
        var sbom = (new String(release.sbom(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        assertRefused(ReleaseRefusal.SBOM, new Release(release.image(), sbom, release.record()));
    }

    @Test
    void anSbomThatIsNotOneOrOfAnotherVersionIsRefused() throws Exception {
        for (var text : List.of(
                "not json",
                "{}",
                new String(machine.sbom(), StandardCharsets.UTF_8).replace("1.2.3+4", "1.2.3+5"),
                new String(machine.sbom(), StandardCharsets.UTF_8).replace("\"1.6\"", "\"1.4\""))) {
            var sbom = text.getBytes(StandardCharsets.UTF_8);
            var image = machine.signer.sign(TestRelease.BODY, machine.identity(sbom));
            assertRefused(ReleaseRefusal.SBOM, Release.create(image, sbom, machine.keys));
        }
    }

    @Test
    void aRecordOfAnotherReleaseKeyOrShapeIsRefused() throws Exception {
        var release = release();
        var payload = Envelopes.parse(DocumentType.RELEASE, release.record())
                .getPayload()
                .toByteArray();
        var text = new String(payload, StandardCharsets.UTF_8);
        assertRecordRefused(release, payload, TestKeys.fresh());
        assertRecordRefused(release, text.replace("\"securityCounter\":7", "\"securityCounter\":8"));
        assertRecordRefused(release, text.replace("{", "{\"more\":1,"));
        assertRecordRefused(release, text.replace("\"format\":1,", ""));
        assertRecordRefused(release, text.replace("\"format\":1,", "\"format\":1,\"format\":1,"));
        assertRecordRefused(release, text + text);
        assertRecordRefused(release, "null");
        assertRefused(ReleaseRefusal.RECORD, new Release(release.image(), release.sbom(), new byte[0]));
        // the record of another image of the same version: only the LMS index differs
        assertRefused(ReleaseRefusal.RECORD, new Release(machine.image(), release.sbom(), release.record()));
    }

    @Test
    void aReleaseIsNotMadeOfPartsThatDoNotBelongTogether() throws Exception {
        assertThatThrownBy(() -> Release.create(machine.image(), new byte[] {1}, machine.keys))
                .hasMessageContaining("another SBOM");
    }

    @Test
    void theSbomNamesItsPartsAndIsTheSameEveryTime() {
        var sbom = new String(machine.sbom(), StandardCharsets.UTF_8);
        assertThat(sbom)
                .contains("\"bomFormat\" : \"CycloneDX\"", "\"specVersion\" : \"1.6\"", "\"mbedtls\"", "\"nanopb\"")
                .contains("\"dependsOn\" : [ \"pkg:generic/mbedtls@3.6.6\", \"pkg:generic/nanopb@0.4.7\" ]")
                .containsPattern("\"serialNumber\" : \"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5");
        assertThat(machine.sbom()).isEqualTo(machine.sbom());
    }

    private Release release() throws Exception {
        return Release.create(machine.image(), machine.sbom(), machine.keys);
    }

    private void assertRecordRefused(Release release, String payload) {
        assertRecordRefused(release, payload.getBytes(StandardCharsets.UTF_8), machine.keys.ecdsa());
    }

    private void assertRecordRefused(Release release, byte[] payload, SigningKey key) {
        var record = Envelopes.sign(DocumentType.RELEASE, payload, key).toByteArray();
        assertRefused(ReleaseRefusal.RECORD, new Release(release.image(), release.sbom(), record));
    }

    private void assertRefused(ReleaseRefusal refusal, Release release) {
        assertRefused(refusal, machine.verifier(), release, machine.customerStatement);
    }

    private static void assertRefused(
            ReleaseRefusal refusal, ReleaseVerifier verifier, Release release, byte[] statement) {
        var refused = catchThrowableOfType(ReleaseRefusedException.class, () -> verifier.verify(release, statement));
        assertThat(refused.refusal()).isEqualTo(refusal);
    }

    private void assertImage(ImageRefusal refusal, Release release, byte[] statement) {
        var refused = catchThrowableOfType(
                ReleaseRefusedException.class, () -> machine.verifier().verify(release, statement));
        assertThat(refused.imageRefusal()).contains(refusal);
    }
}
