package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.sealbench.core.internal.document.ReceiptCheck.Result;
import dev.sealbench.core.internal.document.ReceiptCheck.Subject;
import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.link.wire.ReceiptBody;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Receipts whose attestations a software TPM made.
class ReceiptVerifierTest {

    private static SampleReceipts samples;

    @BeforeAll
    static void bootASimulatedCharger(@TempDir Path folder) throws Exception {
        samples = new SampleReceipts(SimulatedTpm.start(folder));
    }

    @AfterAll
    static void powerOff() {
        samples.tpm().close();
    }

    @Test
    void aTrialReceiptPassesEveryCheck() throws Exception {
        var report = verify(Stage.TRIAL, samples.receipt(Stage.TRIAL, body -> body));
        assertThat(report.checks()).allMatch(check -> check.result() == Result.PASSED);
        assertThat(report.checks()).hasSize(15);
        assertThat(report.passed()).isTrue();
    }

    @Test
    void aLockedReceiptPassesEveryCheck() throws Exception {
        var report = verify(Stage.LOCKED, samples.receipt(Stage.LOCKED, body -> body));
        assertThat(report.checks()).allMatch(check -> check.result() == Result.PASSED);
        assertThat(report.checks()).extracting(ReceiptCheck::subject).containsExactly(Subject.values());
    }

    @Test
    void anAuditorWithoutVaultIsToldWhatNobodyChecked() throws Exception {
        var report = ReceiptVerifier.withoutVault(samples.expectation(Stage.LOCKED))
                .verify(samples.receipt(Stage.LOCKED, body -> body));
        assertThat(report.passed()).isTrue();
        assertThat(report.checks())
                .filteredOn(check -> check.result() == Result.NOT_CHECKED)
                .extracting(ReceiptCheck::subject)
                .containsExactly(Subject.CREDENTIALS);
    }

    @Test
    void eachFieldOfTheBodyHasItsCheck() throws Exception {
        var zero = ByteString.copyFrom(new byte[32]);
        Map<Subject, List<UnaryOperator<ReceiptBody.Builder>>> changes = Map.of(
                Subject.SERIAL, List.of(b -> b.setSerial("CP42647100009999")),
                Subject.ORDER, List.of(b -> b.setOrderDigest(zero)),
                Subject.TRIAL, List.of(b -> b.setTrialId(zero.substring(0, 16))),
                Subject.LIFECYCLE, List.of(b -> b.setLifecycle(3), b -> b.setLifecycle(1)),
                Subject.FIRMWARE, List.of(b -> b.setFirmwareSha256(zero), b -> b.setFirmwareVersion("1.2.3+5")),
                Subject.COUNTER, List.of(b -> b.setSecurityCounter(8), b -> b.setRollbackCounter(0)),
                Subject.NONCE, List.of(b -> b.setNonce(zero), ReceiptBody.Builder::clearNonce),
                Subject.PUK_INDEX, List.of(ReceiptBody.Builder::clearPukIndexName),
                Subject.CREDENTIALS,
                        List.of(
                                b -> b.setCredentialProofs(0, zero),
                                b -> b.setCredentialProofs(1, ByteString.EMPTY),
                                b -> b.addCredentialProofs(zero),
                                ReceiptBody.Builder::clearCredentialProofs));
        for (var change : changes.entrySet()) {
            for (var edit : change.getValue()) {
                assertOnlyFailure(change.getKey(), Stage.TRIAL, samples.receipt(Stage.TRIAL, edit));
            }
        }
    }

    @Test
    void eachPartOfTheSelfTestCounts() throws Exception {
        List<UnaryOperator<ReceiptBody.Builder>> edits =
                List.of(b -> failed(b, 1), b -> failed(b, 2), b -> failed(b, 3), b -> failed(b, 4));
        for (var edit : edits) {
            assertOnlyFailure(Subject.SELF_TEST, Stage.TRIAL, samples.receipt(Stage.TRIAL, edit));
        }
    }

    @Test
    void aLockedReceiptNeverShowsAPukProof() throws Exception {
        assertOnlyFailure(
                Subject.CREDENTIALS,
                Stage.LOCKED,
                samples.receipt(Stage.LOCKED, b -> b.setCredentialProofs(1, ByteString.copyFrom(new byte[32]))));
    }

    @Test
    void aBodyThatTheTpmDidNotQuoteIsRefused() throws Exception {
        var receipt = samples.receipt(Stage.TRIAL, body -> body);
        var other = samples.receipt(Stage.TRIAL, body -> body.setRollbackCounter(9));
        assertOnlyFailure(
                Subject.QUOTE_BODY,
                Stage.TRIAL,
                receipt.toBuilder().setBody(other.getBody()).build());
    }

    @Test
    void aQuoteOverOtherRegistersOrOfAnotherBootIsRefused() throws Exception {
        for (var pcrs : List.of("0,4", "0,4,7,8", "0,7", "1,4,7")) {
            assertOnlyFailure(Subject.PCRS, Stage.TRIAL, samples.receiptOver(pcrs));
        }
        var elsewhere = samples.expectation(Stage.TRIAL);
        for (var prediction : samples.wrongPredictions()) {
            var expectation = new ReceiptExpectation(
                    elsewhere.order(),
                    prediction,
                    elsewhere.akPublicArea(),
                    elsewhere.trialId(),
                    elsewhere.nonce(),
                    Stage.TRIAL);
            var report = ReceiptVerifier.withVault(expectation, samples::proves)
                    .verify(samples.receipt(Stage.TRIAL, body -> body));
            assertFailures(report, Subject.PCRS);
        }
    }

    @Test
    void aChangedOctetInAttestOrSignatureIsRefused() throws Exception {
        var receipt = samples.receipt(Stage.TRIAL, body -> body);
        var attest = receipt.getAttest().toByteArray();
        for (int at = 0; at < attest.length; at++) {
            var changed = attest.clone();
            changed[at] ^= 1;
            var report = verify(
                    Stage.TRIAL,
                    receipt.toBuilder().setAttest(ByteString.copyFrom(changed)).build());
            assertThat(report.firstFailure()).as("octet %d", at).isPresent();
            assertThat(report.firstFailure().orElseThrow().subject()).isEqualTo(Subject.QUOTE_SIGNATURE);
        }
        var signature = receipt.getSignature().toByteArray();
        for (int at = 0; at < signature.length; at++) {
            var changed = signature.clone();
            changed[at] ^= 1;
            assertOnlyFailure(
                    Subject.QUOTE_SIGNATURE,
                    Stage.TRIAL,
                    receipt.toBuilder()
                            .setSignature(ByteString.copyFrom(changed))
                            .build());
        }
    }

    @Test
    void aCertificateOfTheLockIsNoQuoteAndTheReverse() throws Exception {
        var receipt = samples.receipt(Stage.LOCKED, body -> body);
        var swapped = receipt.toBuilder()
                .setAttest(receipt.getLockAttest())
                .setSignature(receipt.getLockSignature())
                .setLockAttest(receipt.getAttest())
                .setLockSignature(receipt.getSignature())
                .build();
        assertFailures(
                verify(Stage.LOCKED, swapped),
                Subject.QUOTE_KIND,
                Subject.QUOTE_BODY,
                Subject.PCRS,
                Subject.LOCK_BODY,
                Subject.LOCK_STATE,
                Subject.LOCK_CONTENT);
    }

    @Test
    void withoutTheLocksCertificateAChargerIsNotLocked() throws Exception {
        var receipt = samples.receipt(Stage.LOCKED, body -> body).toBuilder()
                .clearLockAttest()
                .clearLockSignature()
                .build();
        assertFailures(
                verify(Stage.LOCKED, receipt),
                Subject.LOCK_SIGNATURE,
                Subject.LOCK_BODY,
                Subject.LOCK_STATE,
                Subject.LOCK_CONTENT);
    }

    @Test
    void aLockThatIsStillOpenOrAnotherCustomersIsRefused(@TempDir Path folder) throws Exception {
        try (var open = SimulatedTpm.start(folder)) {
            var unlocked = new SampleReceipts(open, false, new byte[0]);
            assertFailures(
                    ReceiptVerifier.withVault(unlocked.expectation(Stage.LOCKED), unlocked::proves)
                            .verify(unlocked.receipt(Stage.LOCKED, body -> body)),
                    Subject.LOCK_STATE);
        }
    }

    @Test
    void aLockThatHoldsAnotherCustomerIsRefused(@TempDir Path folder) throws Exception {
        try (var tpm = SimulatedTpm.start(folder)) {
            var foreign = new SampleReceipts(tpm, true, Samples.octets(32, 99));
            assertFailures(
                    ReceiptVerifier.withVault(foreign.expectation(Stage.LOCKED), foreign::proves)
                            .verify(foreign.receipt(Stage.LOCKED, body -> body)),
                    Subject.LOCK_CONTENT);
        }
    }

    @Test
    void anotherAttestationKeyIsRefused(@TempDir Path folder) throws Exception {
        try (var other = SimulatedTpm.start(folder)) {
            var good = samples.expectation(Stage.TRIAL);
            var expectation = new ReceiptExpectation(
                    good.order(), good.prediction(), other.akPublicArea(), good.trialId(), good.nonce(), Stage.TRIAL);
            var report = ReceiptVerifier.withVault(expectation, samples::proves)
                    .verify(samples.receipt(Stage.TRIAL, body -> body));
            assertFailures(report, Subject.AK_NAME, Subject.QUOTE_SIGNATURE, Subject.QUOTE_KIND);
        }
    }

    @Test
    void aBodyThatCannotBeReadIsRefused() {
        var receipt = Receipt.newBuilder()
                .setBody(ByteString.copyFrom(new byte[] {-1}))
                .build();
        assertThatThrownBy(() -> verify(Stage.TRIAL, receipt)).isInstanceOf(DocumentException.class);
    }

    private static ReceiptBody.Builder failed(ReceiptBody.Builder body, int part) {
        var test = body.getSelfTestBuilder();
        test.setField(test.getDescriptorForType().findFieldByNumber(part), 0x1148);
        return body;
    }

    private static ReceiptReport verify(Stage stage, Receipt receipt) throws Exception {
        return ReceiptVerifier.withVault(samples.expectation(stage), samples::proves)
                .verify(receipt);
    }

    private static void assertOnlyFailure(Subject subject, Stage stage, Receipt receipt) throws Exception {
        assertFailures(verify(stage, receipt), subject);
    }

    private static void assertFailures(ReceiptReport report, Subject... subjects) {
        assertThat(report.passed()).isFalse();
        assertThat(report.checks())
                .filteredOn(check -> check.result() == Result.FAILED)
                .extracting(ReceiptCheck::subject)
                .containsExactlyElementsOf(Arrays.asList(subjects));
    }
}
