package dev.sealbench.vault.internal.tpm;

import java.nio.ByteBuffer;

/// Reads TPM2B structures; what is cut short reads as empty, so the caller compares lengths.
final class OctetReader {

    private final ByteBuffer in;

    OctetReader(byte[] octets) {
        this.in = ByteBuffer.wrap(octets);
    }

    /// The content of the next TPM2B, or no octets if it is longer than `mostBytes` or than what is left.
    byte[] sized(int mostBytes) {
        if (in.remaining() < Short.BYTES) {
            return new byte[0];
        }
        int size = Short.toUnsignedInt(in.getShort());
        if (size > mostBytes || size > in.remaining()) {
            return new byte[0];
        }
        var content = new byte[size];
        in.get(content);
        return content;
    }

    boolean atEnd() {
        return !in.hasRemaining();
    }
}
