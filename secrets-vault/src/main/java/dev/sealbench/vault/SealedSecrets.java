package dev.sealbench.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// The secrets of one unit as the books keep them: ciphertext, fingerprints, and the data key wrapped under the
/// envelope key. Nothing in it is secret to whoever has not the vault.
///
/// Encoded, big-endian: format 1, product secret version u32, SSID tail (6 ASCII), four fingerprints (32 each),
/// length u8 and wrapped data key (60 octets, or 0 when shredded), then for each kind in order nonce, ciphertext and
/// tag. Immutable.
public final class SealedSecrets {

    static final int SSID_TAIL_CHARS = 6;

    private static final byte FORMAT = 1;
    private static final int CREDENTIALS = 4;
    private static final int HEAD_BYTES = 1 + Integer.BYTES + SSID_TAIL_CHARS + CREDENTIALS * Fingerprint.SIZE_BYTES;

    private final Head head;
    private final byte[] wrappedDataKey;
    private final Map<SecretKind, byte[]> boxes;

    /// What stands in the clear, and is authenticated with every box.
    record Head(int productSecretVersion, String ssidTail, Map<SecretKind, Fingerprint> fingerprints) {

        Head {
            fingerprints = new EnumMap<>(fingerprints);
        }

        byte[] encode() {
            var out = ByteBuffer.allocate(HEAD_BYTES)
                    .put(FORMAT)
                    .putInt(productSecretVersion)
                    .put(ssidTail.getBytes(StandardCharsets.US_ASCII));
            fingerprints.values().forEach(fingerprint -> out.put(fingerprint.octets()));
            return out.array();
        }
    }

    SealedSecrets(Head head, byte[] wrappedDataKey, Map<SecretKind, byte[]> boxes) {
        this.head = head;
        this.wrappedDataKey = wrappedDataKey;
        this.boxes = boxes;
    }

    /// Reads what [#encode] wrote.
    ///
    /// @throws VaultException.TamperedRecord if it is anything else
    public static SealedSecrets decode(byte[] encoded) throws VaultException {
        boolean shredded = encoded.length == encodedBytes(0);
        if (!shredded && encoded.length != encodedBytes(SecretSealer.WRAPPED_KEY_BYTES)) {
            throw new VaultException.TamperedRecord("length", null);
        }
        var in = ByteBuffer.wrap(encoded);
        if (in.get() != FORMAT) {
            throw new VaultException.TamperedRecord("format", null);
        }
        var head = readHead(in);
        var wrapped = new byte[shredded ? 0 : SecretSealer.WRAPPED_KEY_BYTES];
        if (Byte.toUnsignedInt(in.get()) != wrapped.length) {
            throw new VaultException.TamperedRecord("data key", null);
        }
        in.get(wrapped);
        var boxes = new EnumMap<SecretKind, byte[]>(SecretKind.class);
        for (var kind : SecretKind.values()) {
            var box = new byte[SecretSealer.boxBytes(kind)];
            in.get(box);
            boxes.put(kind, box);
        }
        return new SealedSecrets(head, wrapped, boxes);
    }

    /// The octets to keep; no plaintext. The caller's.
    public byte[] encode() {
        var out = ByteBuffer.allocate(encodedBytes(wrappedDataKey.length))
                .put(head.encode())
                .put((byte) wrappedDataKey.length)
                .put(wrappedDataKey);
        boxes.values().forEach(out::put);
        return out.array();
    }

    /// The version of the product secret that sealed this, from 1.
    public int productSecretVersion() {
        return head.productSecretVersion;
    }

    /// The six symbols that end the unit's SSID; not secret.
    public String ssidTail() {
        return head.ssidTail;
    }

    /// The fingerprint of a credential.
    ///
    /// @throws IllegalArgumentException if it is not a credential
    public Fingerprint fingerprint(SecretKind kind) {
        if (!kind.isCredential()) {
            throw new IllegalArgumentException(kind + " has no fingerprint");
        }
        return head.fingerprints.get(kind);
    }

    /// Names one of the secrets, to be opened with the context it was sealed with.
    public SecretRef secret(SecretKind kind, RecordContext context) {
        return new SecretRef(this, context, kind);
    }

    /// This record without its data key: nobody opens it any more, the fingerprints stay. Overwrite the stored record
    /// with it, in backups too.
    public SealedSecrets shredded() {
        return new SealedSecrets(head, new byte[0], boxes);
    }

    /// Whether the data key is gone.
    public boolean isShredded() {
        return wrappedDataKey.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSecrets that && Arrays.equals(encode(), that.encode());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encode());
    }

    @Override
    public String toString() {
        return "SealedSecrets[product secret version %d%s]"
                .formatted(head.productSecretVersion, isShredded() ? ", shredded" : "");
    }

    Head head() {
        return head;
    }

    byte[] wrappedDataKey() {
        return wrappedDataKey;
    }

    byte[] box(SecretKind kind) {
        return boxes.get(kind);
    }

    private static Head readHead(ByteBuffer in) throws VaultException {
        int version = in.getInt();
        if (version < 1) {
            throw new VaultException.TamperedRecord("product secret version", null);
        }
        var tail = new byte[SSID_TAIL_CHARS];
        in.get(tail);
        var fingerprints = new EnumMap<SecretKind, Fingerprint>(SecretKind.class);
        for (var kind : SecretKind.credentials()) {
            var octets = new byte[Fingerprint.SIZE_BYTES];
            in.get(octets);
            fingerprints.put(kind, new Fingerprint(octets));
        }
        var ssidTail = new String(tail, StandardCharsets.US_ASCII);
        if (!ssidTail.matches("[2-9A-Z]{" + SSID_TAIL_CHARS + "}")) {
            throw new VaultException.TamperedRecord("SSID", null);
        }
        return new Head(version, ssidTail, fingerprints);
    }

    private static int encodedBytes(int wrappedKeyBytes) {
        int boxBytes = Arrays.stream(SecretKind.values())
                .mapToInt(SecretSealer::boxBytes)
                .sum();
        return HEAD_BYTES + 1 + wrappedKeyBytes + boxBytes;
    }
}
