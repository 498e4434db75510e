package dev.sealbench.link.internal.talk;

import com.google.protobuf.ByteString;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.Status;

/// Checks of single values, before anybody believes, shows or sends them.
public final class Values {

    private Values() {}

    static Status status(int code) throws ChargerMisbehaved {
        return Status.of(code)
                .orElseThrow(() -> new ChargerMisbehaved("status 0x%04x is not known to this station".formatted(code)));
    }

    /// A value of exactly `bytes` octets; the sentence of the refusal begins with `field`.
    public static byte[] exactly(int bytes, String field, ByteString value) throws ChargerMisbehaved {
        if (value.size() != bytes) {
            throw new ChargerMisbehaved("%s has %d octets, not %d".formatted(field, value.size(), bytes));
        }
        return value.toByteArray();
    }

    /// A value of `least` to `most` octets.
    public static byte[] between(int least, int most, String field, ByteString value) throws ChargerMisbehaved {
        if (value.size() < least || value.size() > most) {
            throw new ChargerMisbehaved("%s has %d octets".formatted(field, value.size()));
        }
        return value.toByteArray();
    }

    /// Holds our own callers to the same limits.
    ///
    /// @throws IllegalArgumentException when `value` is shorter than `least` or longer than `most`
    public static void require(byte[] value, int least, int most, String field) {
        if (value.length < least || value.length > most) {
            throw new IllegalArgumentException("%s of %d octets".formatted(field, value.length));
        }
    }

    static byte[] exactlyOrEmpty(int bytes, String field, ByteString value) throws ChargerMisbehaved {
        return value.isEmpty() ? new byte[0] : exactly(bytes, field, value);
    }

    /// Printable ASCII only: the text goes to screens, labels and logs.
    static String printable(int longest, String field, String value) throws ChargerMisbehaved {
        boolean clean = value.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        if (value.length() > longest || !clean) {
            throw new ChargerMisbehaved("%s is no text of at most %d characters".formatted(field, longest));
        }
        return value;
    }

    static int within(int least, int most, String field, int value) throws ChargerMisbehaved {
        if (value < least || value > most) { // also what exceeds 31 bits, which shows as negative
            throw new ChargerMisbehaved("%s is %s".formatted(field, Integer.toUnsignedString(value)));
        }
        return value;
    }
}
