package dev.sealbench.link.tpm;

import java.io.ByteArrayOutputStream;

/// Writes TPM structures.
final class TpmWriter {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    TpmWriter u8(int value) {
        octets.write(value);
        return this;
    }

    TpmWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    TpmWriter u32(int value) {
        return u16(value >>> 16).u16(value);
    }

    TpmWriter bytes(byte[] value) {
        octets.writeBytes(value);
        return this;
    }

    /// A TPM2B.
    TpmWriter sized(byte[] value) {
        return u16(value.length).bytes(value);
    }

    byte[] done() {
        return octets.toByteArray();
    }
}
