package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.internal.document.ReceiptExpectation.Stage;
import dev.sealbench.core.internal.trust.DeviceCaTestPapers;
import dev.sealbench.link.wire.Receipt;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of docs/verify.md as they stand there.
class VerifyGuideTest {

    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    private static SampleReceipts samples;
    private static Path papers;

    @BeforeAll
    static void makePapers(@TempDir Path folder) throws Exception {
        samples = new SampleReceipts(SimulatedTpm.start(folder));
        papers = Files.createTempDirectory("sealbench-papers");
        var expectation = samples.expectation(Stage.LOCKED);
        Files.writeString(
                papers.resolve("vendor-root.pem"),
                samples.vendor().vendorRoot.publicKey().pem());
        Files.write(papers.resolve("rom.bin"), SampleReceipts.ROM);
        Files.write(papers.resolve("factory-data.bin"), samples.board().encode());
        Files.write(papers.resolve("order.bin"), expectation.order().envelope().toByteArray());
        Files.write(
                papers.resolve("receipt.bin"),
                samples.receipt(Stage.LOCKED, body -> body).toByteArray());
        Files.write(papers.resolve("ak.public"), expectation.akPublicArea());
        DeviceCaTestPapers.write(papers, expectation.order().order().getSerial());
        Files.copy(TestFiles.root().resolve("device-link/protocol/documents.proto"), papers.resolve("documents.proto"));
        Files.writeString(papers.resolve("verify.sh"), script());
    }

    @AfterAll
    static void clean() throws Exception {
        samples.tpm().close();
        try (var files = Files.walk(papers)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void octetsThatBeginWithAHyphenAreNoOptionOfPrintf() throws Exception {
        var octets = script().lines()
                .filter(line -> line.startsWith("octets()"))
                .findFirst()
                .orElseThrow();
        var ran = TestFiles.run(papers, "sh", "-c", octets + "\nprintf '%s\n' '-n\\101%' | octets");
        assertThat(ran.output()).isEqualTo("-nA%");
    }

    @Test
    void goodPapersAreInOrder() throws Exception {
        var ran = TestFiles.run(papers, "sh", "verify.sh");
        assertThat(ran.output()).endsWith("all papers are in order\n");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.output()).contains("station line-4", "charger CP42647100001239", "Example Charging");
    }

    @Test
    void forgedPapersAreRefusedWithTheReason() throws Exception {
        assertRefused("vendor-root.pem", TestKeys.fresh().publicKey().pem().getBytes(), "station's statement");
        assertRefused("rom.bin", new byte[10], "measured something else");
        assertRefused("ak.public", flipped("ak.public", 60), "another attestation key");
        var good = Receipt.parseFrom(Files.readAllBytes(papers.resolve("receipt.bin")));
        var other = samples.receipt(Stage.LOCKED, body -> body.setRollbackCounter(99));
        var swappedBody = good.toBuilder().setBody(other.getBody()).build();
        assertRefused("receipt.bin", swappedBody.toByteArray(), "about another receipt");
        var swappedQuote = good.toBuilder().setAttest(other.getAttest()).build();
        assertRefused("receipt.bin", swappedQuote.toByteArray(), "not the attestation key's");
        var withoutLock =
                good.toBuilder().clearLockAttest().clearLockSignature().build();
        assertRefused("receipt.bin", withoutLock.toByteArray(), "");
        var trial = samples.receipt(Stage.TRIAL, body -> body);
        assertRefused("receipt.bin", trial.toByteArray(), "");
    }

    @Test
    void anOrderThatWasEditedIsRefused() throws Exception {
        var order = Files.readAllBytes(papers.resolve("order.bin"));
        int serial = new String(order, StandardCharsets.ISO_8859_1).indexOf("CP42647100001239");
        assertRefused("order.bin", flipped("order.bin", serial), "the order is not the station's");
    }

    private static byte[] flipped(String name, int at) throws Exception {
        var octets = Files.readAllBytes(papers.resolve(name));
        octets[at] ^= 1;
        return octets;
    }

    private static void assertRefused(String name, byte[] forged, String reason) throws Exception {
        var file = papers.resolve(name);
        var good = Files.readAllBytes(file);
        Files.write(file, forged);
        try {
            var ran = TestFiles.run(papers, "sh", "verify.sh");
            assertThat(ran.exitCode()).as(name).isNotZero();
            assertThat(ran.output()).contains(reason).doesNotContain("all papers are in order");
        } finally {
            Files.write(file, good);
        }
    }

    private static String script() throws Exception {
        var guide = Files.readString(TestFiles.root().resolve("docs/verify.md"));
        var script = new StringBuilder();
        var blocks = BLOCK.matcher(guide);
        while (blocks.find()) {
            script.append(blocks.group(1));
        }
        assertThat(script).isNotEmpty();
        return script.toString();
    }
}
