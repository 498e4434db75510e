package dev.sealbench.vault;

import dev.sealbench.vault.KeyBackend.WrapKey;
import dev.sealbench.vault.internal.crypto.AesGcm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/// Seals further records: format 1, product secret version u32, then nonce, ciphertext and tag. Safe to share.
final class RecordSealer {

    private static final byte[] PURPOSE = "sealbench record\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;
    private static final int MOST_BYTES = 16 << 20;

    private final KeyBackend keys;

    RecordSealer(KeyBackend keys) {
        this.keys = keys;
    }

    byte[] seal(RecordContext context, byte[] plain) throws VaultException {
        if (plain.length > MOST_BYTES) {
            throw new IllegalArgumentException("record of " + plain.length + " octets");
        }
        int version = keys.productSecretVersion();
        var box = keys.wrap(new WrapKey(KeyId.RECORD, version), plain, associated(version, context));
        return ByteBuffer.allocate(HEAD_BYTES + box.length)
                .put(head(version))
                .put(box)
                .array();
    }

    <T> T open(RecordContext context, byte[] sealed, Function<byte[], T> use) throws VaultException {
        if (sealed.length < HEAD_BYTES + AesGcm.OVERHEAD_BYTES || sealed[0] != FORMAT) {
            throw new VaultException.TamperedRecord("length or format", null);
        }
        int version = ByteBuffer.wrap(sealed).getInt(1);
        var box = Arrays.copyOfRange(sealed, HEAD_BYTES, sealed.length);
        var plain = keys.unwrap(new WrapKey(KeyId.RECORD, version), box, associated(version, context));
        try {
            return use.apply(plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private static byte[] head(int version) {
        return ByteBuffer.allocate(HEAD_BYTES).put(FORMAT).putInt(version).array();
    }

    private static byte[] associated(int version, RecordContext context) {
        var octets = context.octets();
        return ByteBuffer.allocate(PURPOSE.length + HEAD_BYTES + octets.length)
                .put(PURPOSE)
                .put(head(version))
                .put(octets)
                .array();
    }
}
