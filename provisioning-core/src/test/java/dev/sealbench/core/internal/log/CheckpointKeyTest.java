package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointKeyTest {

    private static final String ORIGIN = "sealbench/line-1";
    private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final SigningKey key = TestKeys.fresh();
    private final Checkpoint checkpoint = new Checkpoint(ORIGIN, 5, Merkle.root(Leaves.hashes(5)));
    private final SignedNote note = CheckpointKey.sign(checkpoint, key);

    @Test
    void whatWasSignedOpens() throws Exception {
        assertThat(CheckpointKey.open(note.octets(), ORIGIN, key.publicKey())).isEqualTo(checkpoint);
        var extended = new Checkpoint(ORIGIN, 5, checkpoint.root(), List.of("one", "two \u00e9"));
        assertThat(CheckpointKey.open(CheckpointKey.sign(extended, key).octets(), ORIGIN, key.publicKey()))
                .isEqualTo(extended)
                .isNotEqualTo(checkpoint);
    }

    @Test
    void opensslFindsTheSignatureGood(@TempDir Path folder) throws Exception {
        Files.write(folder.resolve("text"), note.signedOctets());
        Files.write(folder.resolve("sig"), note.signatures().getFirst().value());
        Files.writeString(folder.resolve("key.pem"), key.publicKey().pem());
        var ran =
                TestFiles.run(folder, "openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "text");
        assertThat(ran.output()).contains("Verified OK");
        assertThat(Files.readString(folder.resolve("text"))).startsWith(ORIGIN + "\n5\n");
    }

    @Test
    void theKeyIdIsTheBeginningOfOpensslsDigestOfTheKey(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("key.pem"), key.publicKey().pem());
        TestFiles.run(folder, "openssl", "pkey", "-pubin", "-in", "key.pem", "-outform", "DER", "-out", "der");
        var digest = TestFiles.run(folder, "openssl", "dgst", "-sha256", "-r", "der");
        var id = "%08x".formatted(note.signatures().getFirst().keyId());
        assertThat(digest.output()).startsWith(id);
    }

    @Test
    void anotherLogIsNamed() {
        var refusal = refusal(note, "sealbench/line-2", key);
        assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.OTHER_LOG);
        assertThat(refusal).hasMessageContaining("\"sealbench/line-1\"").hasMessageContaining("sealbench/line-2");
    }

    @Test
    void aNameThatCouldMisleadIsNotShown() {
        var hostile = new Checkpoint("sealbench/\u202eline", 5, checkpoint.root());
        assertThat(refusal(CheckpointKey.sign(hostile, key), ORIGIN, key))
                .hasMessageContaining("another log")
                .hasMessageNotContaining("\u202e");
    }

    @Test
    void anotherKeyIsUnknown() {
        var refusal = refusal(note, ORIGIN, TestKeys.fresh());
        assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.UNKNOWN_KEY);
    }

    @Test
    void signaturesOfUnknownKeysAreIgnored() throws Exception {
        var value = note.signatures().getFirst().value();
        int id = note.signatures().getFirst().keyId();
        var more = note.with(new SignedNote.Signature(ORIGIN, id + 1, new byte[] {1}))
                .with(new SignedNote.Signature("sealbench/line-2", id, value))
                .with(new SignedNote.Signature("somebody", 0, new byte[] {0}));
        assertThat(CheckpointKey.open(more.octets(), ORIGIN, key.publicKey())).isEqualTo(checkpoint);
    }

    @Test
    void oneBadSignatureInTheNameOfTheKeyRejectsAll() {
        int id = note.signatures().getFirst().keyId();
        var bad = note.with(new SignedNote.Signature(ORIGIN, id, new byte[] {1, 2, 3}));
        assertThat(refusal(bad, ORIGIN, key).reason()).isEqualTo(NoteRefused.Reason.BAD_SIGNATURE);
    }

    @Test
    void aChangedTextIsNotBelieved() {
        for (var changed : List.of(
                new Checkpoint(ORIGIN, 6, checkpoint.root()),
                new Checkpoint(ORIGIN, 5, Merkle.root(Leaves.hashes(6))),
                new Checkpoint(ORIGIN, 5, checkpoint.root(), List.of("more")))) {
            var forged = new SignedNote(changed.text(), note.signatures());
            assertThat(refusal(forged, ORIGIN, key).reason()).isEqualTo(NoteRefused.Reason.BAD_SIGNATURE);
        }
    }

    @Test
    void noFormOfASignatureCrashes() throws Exception {
        int id = note.signatures().getFirst().keyId();
        var der = note.signatures().getFirst().value();
        for (int at = 0; at < der.length; at++) {
            var changed = der.clone();
            changed[at] ^= (byte) 0x80;
            var forged = new SignedNote(note.text(), List.of(new SignedNote.Signature(ORIGIN, id, changed)));
            assertThat(refusal(forged, ORIGIN, key).reason()).isEqualTo(NoteRefused.Reason.BAD_SIGNATURE);
            if (at > 0) {
                var cut = new SignedNote.Signature(ORIGIN, id, Arrays.copyOf(der, at));
                refusal(new SignedNote(note.text(), List.of(cut)), ORIGIN, key);
            }
        }
        for (var value : List.of(new byte[1], new byte[64], new byte[500_000], der(BigInteger.ZERO, BigInteger.ONE))) {
            var forged = new SignedNote(note.text(), List.of(new SignedNote.Signature(ORIGIN, id, value)));
            refusal(forged, ORIGIN, key);
        }
    }

    /// ECDSA's other half: nobody needs the key to make it, and it says nothing else.
    @Test
    void theOtherHalfOfASignatureSaysTheSame() throws Exception {
        int id = note.signatures().getFirst().keyId();
        var der = note.signatures().getFirst().value();
        int r = der[3];
        var first = new BigInteger(Arrays.copyOfRange(der, 4, 4 + r));
        var second = new BigInteger(Arrays.copyOfRange(der, 6 + r, der.length));
        var other = new SignedNote.Signature(ORIGIN, id, der(first, ORDER.subtract(second)));
        var both = new SignedNote(note.text(), List.of(other));
        assertThat(CheckpointKey.open(both.octets(), ORIGIN, key.publicKey())).isEqualTo(checkpoint);
    }

    @Test
    void theDigestIsThatOfTheNoteAsFirstSigned() throws Exception {
        var digest = CheckpointKey.digest(note.octets(), ORIGIN, key.publicKey());
        assertThat(digest).isEqualTo(Sha256.of(note.octets()));
        var cosigned = note.with(new SignedNote.Signature("witness", 7, new byte[72]));
        assertThat(CheckpointKey.digest(cosigned.octets(), ORIGIN, key.publicKey()))
                .isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sealbench/line-1|5|" + ROOT,
                "sealbench/line-1|5|",
                "|5|" + ROOT + "|",
                "sealbench/line-1|05|" + ROOT + "|",
                "sealbench/line-1|+5|" + ROOT + "|",
                "sealbench/line-1|-5|" + ROOT + "|",
                "sealbench/line-1|5 |" + ROOT + "|",
                "sealbench/line-1||" + ROOT + "|",
                "sealbench/line-1|9223372036854775808|" + ROOT + "|",
                "sealbench/line-1|99999999999999999999|" + ROOT + "|",
                "sealbench/line-1|\u0665|" + ROOT + "|",
                "sealbench/line-1|0|" + ROOT + "|",
                "sealbench/line-1|5|CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I|",
                "sealbench/line-1|5|CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=|",
                "sealbench/line-1|5|CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==|",
                "sealbench/line-1|5|CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2Jq|",
                "sealbench/line-1|5| " + ROOT + "|",
                "sealbench/line-1|5|" + ROOT + "||",
                "sealbench/line-1|5|" + ROOT + "||x|",
                "|"
            })
    void aTextThatIsNoCheckpointIsRefusedThoughTheKeySignedIt(String lines) {
        var text = lines.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(text);
        whole.writeBytes("\n".getBytes(StandardCharsets.UTF_8));
        var signature = new SignedNote.Signature(ORIGIN, CheckpointKey.keyId(key.publicKey()), key.sign(text));
        whole.writeBytes(signature.line().getBytes(StandardCharsets.UTF_8));
        var refusal = catchThrowableOfType(
                NoteRefused.class, () -> CheckpointKey.open(whole.toByteArray(), ORIGIN, key.publicKey()));
        assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.MALFORMED);
    }

    @Test
    void theLargestSizeAndTheEmptyTreeAreRead() throws Exception {
        var largest = new Checkpoint(ORIGIN, Long.MAX_VALUE, checkpoint.root());
        assertThat(Checkpoint.parse(largest.text())).isEqualTo(largest);
        var empty = new Checkpoint(ORIGIN, 0, Merkle.empty());
        assertThat(Checkpoint.parse(empty.text())).isEqualTo(empty);
    }

    private static NoteRefused refusal(SignedNote note, String origin, SigningKey key) {
        var refusal = catchThrowableOfType(
                NoteRefused.class, () -> CheckpointKey.open(note.octets(), origin, key.publicKey()));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        var first = r.toByteArray();
        var second = s.toByteArray();
        var out = new ByteArrayOutputStream();
        out.write(0x30);
        out.write(4 + first.length + second.length);
        out.write(2);
        out.write(first.length);
        out.writeBytes(first);
        out.write(2);
        out.write(second.length);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
