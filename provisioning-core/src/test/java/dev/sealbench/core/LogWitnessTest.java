package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.StationIdentity;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import dev.sealbench.core.internal.log.Merkle;
import dev.sealbench.core.internal.log.WitnessRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A witness as a person starts it.
class LogWitnessTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final Clock CLOCK =
            Clock.fixed(TODAY.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final SigningKey vendor = TestKeys.fresh();
    private final SigningKey station = TestKeys.fresh();
    private Path shared;
    private Path trust;

    @BeforeEach
    void prepare() throws Exception {
        shared = Files.createDirectory(folder.resolve("shared"));
        trust = Files.writeString(
                folder.resolve("trust.pem"),
                TestKeys.fresh().publicKey().pem() + vendor.publicKey().pem());
    }

    @Test
    void oneLineForEachStationThatAsked() throws Exception {
        try (var witness = LogWitness.open(folder.resolve("memory"), trust, CLOCK)) {
            assertThat(witness.answer(shared)).isEmpty();
            ask();
            Files.writeString(shared.resolve("line-2.request"), "what is this?");
            assertThat(witness.answer(shared))
                    .containsExactly(
                            new LogWitness.Answer("line-1", true, "1 events"),
                            new LogWitness.Answer(
                                    "line-2",
                                    false,
                                    "the request cannot be read: it is not an old size, a proof, an empty line and a checkpoint"));
            assertThat(shared.resolve("line-1.cosigned"))
                    .content(StandardCharsets.UTF_8)
                    .contains("\n\u2014 " + witness.verifierKey().replaceFirst("\\+.*", "") + " ");
        }
    }

    @Test
    void theKeyIsTheSameEachTime() throws Exception {
        String first;
        try (var witness = LogWitness.open(folder.resolve("memory"), trust, CLOCK)) {
            first = witness.verifierKey();
        }
        try (var witness = LogWitness.open(folder.resolve("memory"), trust, CLOCK)) {
            assertThat(witness.verifierKey())
                    .isEqualTo(first)
                    .matches("sealbench-witness/[0-9a-f]{8}\\+[0-9a-f]{8}\\+B.*");
        }
    }

    @Test
    void aMemoryThatStationsCanReachIsRefused() throws Exception {
        try (var witness = LogWitness.open(shared.resolve("memory"), trust, CLOCK)) {
            var refusal = catchThrowableOfType(StationException.class, () -> witness.answer(shared));
            assertThat(refusal).hasMessageContaining("others can reach");
            assertThat(refusal.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void keysThatNoVendorHasAreRefused() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var other = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (var text : List.of("", "nothing", other)) {
            Files.writeString(trust, text);
            var refusal = catchThrowableOfType(
                    StationException.class, () -> LogWitness.open(folder.resolve("memory"), trust, CLOCK));
            assertThat(refusal.fault()).isEqualTo(Fault.WITNESS_UNUSABLE);
        }
        assertThat(folder.resolve("memory")).doesNotExist();
    }

    private void ask() throws Exception {
        var validity = new Validity(TODAY, TODAY);
        var statement = Statements.sign(new StationIdentity("line-1", station.publicKey(), validity), vendor);
        var note = CheckpointKey.sign(
                new Checkpoint(Checkpoint.origin("line-1"), 1, Merkle.leaf(new byte[] {1})), station);
        Files.write(shared.resolve("line-1.statement"), statement.toByteArray());
        Files.write(shared.resolve("line-1.request"), new WitnessRequest(0, List.of(), note).octets());
    }
}
