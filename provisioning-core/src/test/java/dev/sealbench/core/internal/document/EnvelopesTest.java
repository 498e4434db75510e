package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.Envelope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopesTest {

    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.US_ASCII);

    private final SigningKey key = TestKeys.fresh();

    @Test
    void thePaeOfTheDsseSpecificationsExample() {
        var pae = Envelopes.pae("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(pae, StandardCharsets.US_ASCII))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void thePaeCountsOctetsAndNotCharacters() {
        var pae = Envelopes.pae("é", new byte[] {0, (byte) 0xff});
        assertThat(pae)
                .containsExactly('D', 'S', 'S', 'E', 'v', '1', ' ', '2', ' ', 0xc3, 0xa9, ' ', '2', ' ', 0, 0xff);
    }

    @Test
    void aSignedDocumentOpensWithTheRightTypeAndKey() throws DocumentException {
        var envelope = Envelopes.sign(DocumentType.ORDER, PAYLOAD, key);
        assertThat(Envelopes.open(envelope, DocumentType.ORDER, key.publicKey()))
                .isEqualTo(PAYLOAD);
        assertThat(envelope.getKeyId().toByteArray()).isEqualTo(key.publicKey().keyId());
    }

    @Test
    void anotherTypeIsRefusedBeforeTheSignatureIsLookedAt() {
        var envelope = Envelopes.sign(DocumentType.CONFIRM, PAYLOAD, key).toBuilder()
                .setSignature(ByteString.EMPTY)
                .build();
        assertRefused(Reason.WRONG_TYPE, envelope, key.publicKey());
    }

    @Test
    void anotherKeyIsRefusedWhateverTheKeyIdSays() {
        var other = TestKeys.fresh();
        var envelope = Envelopes.sign(DocumentType.ORDER, PAYLOAD, key).toBuilder()
                .setKeyId(ByteString.copyFrom(other.publicKey().keyId()))
                .build();
        assertRefused(Reason.BAD_SIGNATURE, envelope, other.publicKey());
    }

    @Test
    void aRelabelledDocumentIsRefused() {
        var envelope = Envelopes.sign(DocumentType.CONFIRM, PAYLOAD, key).toBuilder()
                .setPayloadType(DocumentType.ORDER.payloadType())
                .build();
        assertRefused(Reason.BAD_SIGNATURE, envelope, key.publicKey());
    }

    @Test
    void aChangedPayloadAndASignatureThatIsNoDerAreRefused() {
        var envelope = Envelopes.sign(DocumentType.ORDER, PAYLOAD, key);
        assertRefused(
                Reason.BAD_SIGNATURE,
                envelope.toBuilder()
                        .setPayload(ByteString.copyFromUtf8("Payload"))
                        .build(),
                key.publicKey());
        assertRefused(
                Reason.BAD_SIGNATURE,
                envelope.toBuilder()
                        .setSignature(ByteString.copyFrom(new byte[64]))
                        .build(),
                key.publicKey());
    }

    @Test
    void octetsThatAreNoEnvelopeAreRefused() {
        var refused = catchThrowableOfType(
                DocumentException.class, () -> Envelopes.parse(DocumentType.ORDER, new byte[] {(byte) 0xff, 1, 2}));
        assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void aSignerThatHoldsAnotherKeyIsNoticedWhenItSigns() {
        var swapped = new SigningKey(key.publicKey(), TestKeys.fresh().signer());
        assertThatThrownBy(() -> Envelopes.sign(DocumentType.ORDER, PAYLOAD, swapped))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensslAcceptsTheSignatureOverThePae(@TempDir Path folder) throws Exception {
        var envelope = Envelopes.sign(DocumentType.ORDER, PAYLOAD, key);
        Files.write(folder.resolve("pae"), Envelopes.pae(envelope.getPayloadType(), PAYLOAD));
        Files.write(folder.resolve("sig"), envelope.getSignature().toByteArray());
        Files.writeString(folder.resolve("key.pem"), key.publicKey().pem());
        var verify = new String[] {"openssl", "dgst", "-sha256", "-verify", "key.pem", "-signature", "sig", "pae"};
        assertThat(TestFiles.run(folder, verify).output()).isEqualTo("Verified OK\n");

        Files.write(folder.resolve("pae"), new byte[] {0}, StandardOpenOption.APPEND);
        assertThat(TestFiles.run(folder, verify).exitCode()).isNotZero();
    }

    private static void assertRefused(Reason reason, Envelope envelope, P256PublicKey signer) {
        var refused = catchThrowableOfType(
                DocumentException.class, () -> Envelopes.open(envelope, DocumentType.ORDER, signer));
        assertThat(refused.reason()).isEqualTo(reason);
    }
}
