package dev.sealbench.vault;

import dev.sealbench.vault.KeyBackend.WrapKey;
import dev.sealbench.vault.internal.crypto.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;

/// Seals the secrets of one unit under a data key of its own, and opens them one at a time.
///
/// Every box and the wrapped data key are bound to the record's head, to their kind and to the context, so that no
/// box can take another's place. Safe to share between threads.
final class SecretSealer {

    static final int WRAPPED_KEY_BYTES = AesGcm.KEY_BYTES + AesGcm.OVERHEAD_BYTES;

    private static final byte[] PURPOSE = "sealbench secrets\0".getBytes(StandardCharsets.US_ASCII);
    /// Where a kind's number stands for the boxes.
    private static final int DATA_KEY = 0;

    private final KeyBackend keys;
    private final SecureRandom random;

    SecretSealer(KeyBackend keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    static int boxBytes(SecretKind kind) {
        return kind.sizeBytes() + AesGcm.OVERHEAD_BYTES;
    }

    /// `drawn` stays the caller's to close.
    SealedSecrets seal(DrawnSecrets drawn, RecordContext context) throws VaultException {
        var head = new SealedSecrets.Head(keys.productSecretVersion(), drawn.ssidTail(), drawn.fingerprints());
        var dataKey = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(dataKey);
        try {
            var boxes = new EnumMap<SecretKind, byte[]>(SecretKind.class);
            for (var kind : SecretKind.values()) {
                boxes.put(
                        kind,
                        AesGcm.seal(dataKey, drawn.value(kind), associated(head, kind.number(), context), random));
            }
            var wrapped = keys.wrap(envelope(head), dataKey, associated(head, DATA_KEY, context));
            return new SealedSecrets(head, wrapped, boxes);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /// Lends the value and wipes it.
    <T> T lend(SecretRef secret, Function<byte[], T> use) throws VaultException {
        var value = open(secret);
        try {
            return use.apply(value);
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    private byte[] open(SecretRef secret) throws VaultException {
        var sealed = secret.secrets();
        if (sealed.isShredded()) {
            throw new VaultException.ShreddedRecord();
        }
        var head = sealed.head();
        var dataKey =
                keys.unwrap(envelope(head), sealed.wrappedDataKey(), associated(head, DATA_KEY, secret.context()));
        try {
            var kind = secret.kind();
            return AesGcm.open(dataKey, sealed.box(kind), associated(head, kind.number(), secret.context()));
        } catch (AEADBadTagException e) {
            throw new VaultException.TamperedRecord(secret.kind() + " was changed, or is of another unit", e);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    private static WrapKey envelope(SealedSecrets.Head head) {
        return new WrapKey(KeyId.ENVELOPE, head.productSecretVersion());
    }

    private static byte[] associated(SealedSecrets.Head head, int number, RecordContext context) {
        var encodedHead = head.encode();
        var contextOctets = context.octets();
        return ByteBuffer.allocate(PURPOSE.length + encodedHead.length + 1 + contextOctets.length)
                .put(PURPOSE)
                .put(encodedHead)
                .put((byte) number)
                .put(contextOctets)
                .array();
    }
}
