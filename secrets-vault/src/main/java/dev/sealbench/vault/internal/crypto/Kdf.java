package dev.sealbench.vault.internal.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The derivation of ORDER.md 3.1: SP 800-108 counter mode with HMAC-SHA-256, one block.
///
/// The same function with other lengths is KDFa of TPM 2.0 part 1, 11.4.10.2. Stateless, safe to share.
public final class Kdf {

    private static final int BLOCK_BITS = 256;

    private Kdf() {}

    /// What HMAC is asked to authenticate for a 32-octet result: u32be(1) || label || 0x00 || context || u32be(256).
    ///
    /// Apart from [#derive], so that a device that offers only HMAC can hold the key.
    public static byte[] input(String label, byte[] context) {
        return input(label, context, BLOCK_BITS);
    }

    /// 32 octets of key material from `key`; the caller wipes it.
    public static byte[] derive(byte[] key, String label, byte[] context) {
        return Hmac.sha256(key, input(label, context));
    }

    /// KDFa of the TPM for `bits` of 256 or fewer, a multiple of 8; the caller wipes it.
    public static byte[] kdfa(byte[] key, String label, byte[] context, int bits) {
        if (bits <= 0 || bits > BLOCK_BITS || bits % Byte.SIZE != 0) {
            throw new IllegalArgumentException("bits: " + bits);
        }
        var block = Hmac.sha256(key, input(label, context, bits));
        try {
            return Arrays.copyOf(block, bits / Byte.SIZE);
        } finally {
            Arrays.fill(block, (byte) 0);
        }
    }

    private static byte[] input(String label, byte[] context, int bits) {
        var ascii = label.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Integer.BYTES + ascii.length + 1 + context.length + Integer.BYTES)
                .putInt(1)
                .put(ascii)
                .put((byte) 0)
                .put(context)
                .putInt(bits)
                .array();
    }
}
