package dev.sealbench.core.internal.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// The one form of tape archive that an export has (POSIX.1-2017, pax, "ustar Interchange Format"): plain files of root
/// with mode 644, all of one time. A reader makes the header anew from name and size and wants it octet by octet: what
/// `tar` would read otherwise than a verifier does not pass.
///
/// Stateless.
public final class Ustar {

    /// Everything is a multiple of it.
    public static final int BLOCK_BYTES = 512;

    /// Zeros at the end of an archive.
    public static final int END_BYTES = 2 * BLOCK_BYTES;

    static final int MAX_NAME_BYTES = 100;

    /// Times that a header can say: before 2242-03-16T12:56:32Z.
    private static final long END_SECONDS_UTC = 1L << 33;

    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int CHECKSUM_AT = 148;
    private static final int NUMBER_DIGITS = 11;

    private Ustar() {}

    /// The header of a file.
    ///
    /// @param name ASCII, 1 to 100 characters
    /// @param sizeBytes of the content
    /// @param secondsUtc for which [#canSay] holds
    public static byte[] header(String name, int sizeBytes, long secondsUtc) {
        if (name.isEmpty() || name.length() > MAX_NAME_BYTES) {
            throw new IllegalArgumentException(name);
        }
        var header = new byte[BLOCK_BYTES];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0");
        put(header, SIZE_AT, octal(sizeBytes) + "\0");
        put(header, TIME_AT, octal(secondsUtc) + "\0");
        put(header, CHECKSUM_AT, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\0" + "00");
        put(header, 329, "0000000\0" + "0000000\0");
        int sum = 0;
        for (byte octet : header) {
            sum += octet & 0xff;
        }
        put(header, CHECKSUM_AT, octal(sum).substring(NUMBER_DIGITS - 6) + "\0 ");
        return header;
    }

    /// Whether a header can say this time: since 1970, and in eleven octal digits.
    public static boolean canSay(Instant time) {
        return time.getEpochSecond() >= 0 && time.getEpochSecond() < END_SECONDS_UTC;
    }

    /// Zeros behind a content of so many octets.
    public static int padding(int sizeBytes) {
        return -sizeBytes & BLOCK_BYTES - 1;
    }

    /// The name in a header, as far as it says; [#header] tells whether the rest is as it must be.
    public static String name(byte[] header) {
        int end = 0;
        while (end < MAX_NAME_BYTES && header[end] != 0) {
            end++;
        }
        return new String(header, 0, end, StandardCharsets.ISO_8859_1);
    }

    /// The size in a header.
    ///
    /// @return -1 when it is none
    public static long size(byte[] header) {
        long size = 0;
        for (byte digit : Arrays.copyOfRange(header, SIZE_AT, SIZE_AT + NUMBER_DIGITS)) {
            if (digit < '0' || digit > '7') {
                return -1;
            }
            size = size * 8 + digit - '0';
        }
        return size;
    }

    private static String octal(long number) {
        var digits = Long.toOctalString(number);
        return "0".repeat(NUMBER_DIGITS - digits.length()) + digits;
    }

    private static void put(byte[] into, int at, String text) {
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(octets, 0, into, at, octets.length);
    }
}
