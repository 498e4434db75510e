package dev.sealbench.link.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Frames of PROTOCOL.md 2, written a second time in the plainest way: the judge of the product's own code.
public final class NaiveFrames {

    private static final int POLYNOMIAL = 0x82f63b78;

    private NaiveFrames() {}

    /// What goes on the line for one frame, delimiter included.
    public static byte[] encode(int type, int flags, int sequence, byte[] payload) {
        var content = ByteBuffer.allocate(6 + payload.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        content.put((byte) type).put((byte) flags).putShort((short) sequence).putShort((short) payload.length);
        content.put(payload);
        content.putInt(crc32c(content.array(), content.position()));
        return stuffed(content.array());
    }

    /// COBS and a delimiter.
    public static byte[] stuffed(byte[] content) {
        var out = new ByteArrayOutputStream();
        var run = new ByteArrayOutputStream();
        boolean justFull = false;
        for (byte octet : content) {
            justFull = false;
            if (octet != 0) {
                run.write(octet);
            }
            if (octet == 0 || run.size() == 254) {
                flush(run, out);
                justFull = octet != 0;
            }
        }
        if (!justFull) {
            flush(run, out);
        }
        out.write(0);
        return out.toByteArray();
    }

    /// The content behind COBS, without delimiter; null when the code is broken.
    public static byte[] unstuffed(byte[] encoded) {
        var out = new ByteArrayOutputStream();
        int at = 0;
        while (at < encoded.length) {
            int code = encoded[at] & 0xff;
            if (code == 0 || at + code > encoded.length) {
                return null;
            }
            out.write(encoded, at + 1, code - 1);
            at += code;
            if (code != 255 && at < encoded.length) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    /// Bit by bit: reflected, init and xor-out all ones.
    public static int crc32c(byte[] octets, int length) {
        int crc = -1;
        for (int i = 0; i < length; i++) {
            crc ^= octets[i] & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
            }
        }
        return ~crc;
    }

    private static void flush(ByteArrayOutputStream run, ByteArrayOutputStream out) {
        out.write(run.size() + 1);
        out.writeBytes(run.toByteArray());
        run.reset();
    }
}
