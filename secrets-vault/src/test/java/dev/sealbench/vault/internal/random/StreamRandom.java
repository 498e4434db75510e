package dev.sealbench.vault.internal.random;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/// The octets SHA-256(label || u32be(0)) || SHA-256(label || u32be(1)) ...: anybody can compute them again.
public final class StreamRandom extends SecureRandom {

    @Serial
    private static final long serialVersionUID = 1L;

    private final byte[] label;
    private int counter;
    private byte[] block = {};
    private int used;

    /// A stream of its own for each label (ASCII).
    public StreamRandom(String label) {
        this.label = label.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public synchronized void nextBytes(byte[] octets) {
        for (int i = 0; i < octets.length; i++) {
            if (used == block.length) {
                refill();
            }
            octets[i] = block[used++];
        }
    }

    private void refill() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(label);
            block = digest.digest(
                    ByteBuffer.allocate(Integer.BYTES).putInt(counter++).array());
            used = 0;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
