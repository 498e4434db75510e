package dev.sealbench.link.tpm;

import java.nio.ByteBuffer;

/// Reads TPM structures strictly: past the end is a fault, never a zero.
final class TpmReader {

    private final ByteBuffer octets;
    private final String what;

    /// `what` begins the sentences of faults.
    TpmReader(byte[] octets, String what) {
        this.octets = ByteBuffer.wrap(octets);
        this.what = what;
    }

    int u8() throws TpmFault {
        need(1);
        return Byte.toUnsignedInt(octets.get());
    }

    int u16() throws TpmFault {
        need(2);
        return Short.toUnsignedInt(octets.getShort());
    }

    int u32() throws TpmFault {
        need(4);
        return octets.getInt();
    }

    long u64() throws TpmFault {
        need(8);
        return octets.getLong();
    }

    byte[] bytes(int count) throws TpmFault {
        need(count);
        var bytes = new byte[count];
        octets.get(bytes);
        return bytes;
    }

    /// The content of a TPM2B of at most `most` octets.
    byte[] sized(int most) throws TpmFault {
        int count = u16();
        if (count > most) {
            throw malformed();
        }
        return bytes(count);
    }

    byte[] rest() throws TpmFault {
        return bytes(octets.remaining());
    }

    /// Refuses a number that is not the one that must stand here.
    void expect(int wanted, int got) throws TpmFault {
        if (wanted != got) {
            throw malformed();
        }
    }

    /// Refuses octets after the end.
    void end() throws TpmFault {
        if (octets.hasRemaining()) {
            throw malformed();
        }
    }

    TpmFault malformed() {
        return new TpmFault.Tampered(what + " is malformed");
    }

    private void need(int count) throws TpmFault {
        if (count < 0 || octets.remaining() < count) {
            throw malformed();
        }
    }
}
