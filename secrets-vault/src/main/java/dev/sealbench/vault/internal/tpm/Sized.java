package dev.sealbench.vault.internal.tpm;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Writes TPM2B structures: two octets of size, big-endian, then the content.
final class Sized {

    private Sized() {}

    static byte[] of(byte[] content) {
        return ByteBuffer.allocate(Short.BYTES + content.length)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    static byte[] concat(byte[]... parts) {
        int total = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var out = ByteBuffer.allocate(total);
        for (var part : parts) {
            out.put(part);
        }
        return out.array();
    }
}
