package dev.sealbench.core.internal.document;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.Envelope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Signs and opens envelopes, ORDER.md 1 (DSSE 1.0 in protobuf clothes).
public final class Envelopes {

    /// ORDER.md 1.3.
    public static final int ORDER_MAX_SIZE_BYTES = 3_584;

    private Envelopes() {}

    /// ORDER.md 1.1: `"DSSEv1" SP LEN(type) SP type SP LEN(payload) SP payload`, lengths in octets.
    public static byte[] pae(String payloadType, byte[] payload) {
        var type = payloadType.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(payload.length + type.length + 32);
        out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(type);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /// ORDER.md 1.1: the digest of a document, SHA-256 over its PAE, 32 octets.
    public static byte[] digest(DocumentType type, byte[] payload) {
        return Sha256.of(pae(type.payloadType(), payload));
    }

    /// The digest of what `envelope` carries, whether its signature is good or not.
    public static byte[] digest(Envelope envelope) {
        return Sha256.of(pae(envelope.getPayloadType(), envelope.getPayload().toByteArray()));
    }

    /// Signs `payload` as a document of `type`; the key id is SHA-256 of the signer's SubjectPublicKeyInfo.
    public static Envelope sign(DocumentType type, byte[] payload, SigningKey key) {
        return Envelope.newBuilder()
                .setPayload(ByteString.copyFrom(payload))
                .setPayloadType(type.payloadType())
                .setSignature(ByteString.copyFrom(key.sign(pae(type.payloadType(), payload))))
                .setKeyId(ByteString.copyFrom(key.publicKey().keyId()))
                .build();
    }

    /// ORDER.md 1.3: the payload, after the type and then the signature of `signer` were found good.
    public static byte[] open(Envelope envelope, DocumentType expected, P256PublicKey signer) throws DocumentException {
        if (!envelope.getPayloadType().equals(expected.payloadType())) {
            throw new DocumentException(
                    expected,
                    Reason.WRONG_TYPE,
                    "expected " + expected.payloadType() + ", found another document type");
        }
        var payload = envelope.getPayload().toByteArray();
        var signed = pae(expected.payloadType(), payload);
        if (!signer.verifies(signed, envelope.getSignature().toByteArray())) {
            throw new DocumentException(
                    expected,
                    Reason.BAD_SIGNATURE,
                    "the " + expected.payloadType() + " is not signed by key " + signer);
        }
        return payload;
    }

    /// Parses a serialised envelope, which should carry a document of type `expected`, without believing it.
    public static Envelope parse(DocumentType expected, byte[] serialised) throws DocumentException {
        try {
            return Envelope.parseFrom(serialised);
        } catch (InvalidProtocolBufferException e) {
            throw new DocumentException(expected, Reason.MALFORMED, "not an envelope", e);
        }
    }
}
