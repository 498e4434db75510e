package dev.sealbench.vault;

import java.util.Arrays;

/// Groups of four, as people read and type them.
final class Groups {

    private static final int GROUP = 4;

    private Groups() {}

    /// `octets` with `separator` between each four of them; the caller wipes it.
    static byte[] of(byte[] octets, byte separator) {
        var grouped = new byte[octets.length + (octets.length - 1) / GROUP];
        for (int from = 0, to = 0; from < octets.length; from++) {
            if (from > 0 && from % GROUP == 0) {
                grouped[to++] = separator;
            }
            grouped[to++] = octets[from];
        }
        return grouped;
    }

    /// A credential as it is shown ([Vault#revealText]); the caller wipes it.
    static char[] shown(SecretKind kind, byte[] value) {
        var ascii = switch (kind) {
            case WEB_LOGIN -> of(value, (byte) '-');
            case WEB_PUK -> of(value, (byte) ' ');
            case ACCESS_POINT, OCPP -> value.clone();
            case OWNER_AUTH, LOCKOUT_AUTH -> throw new IllegalArgumentException(kind + " is not text");
        };
        var chars = new char[ascii.length];
        for (int i = 0; i < ascii.length; i++) {
            chars[i] = (char) ascii[i];
        }
        Arrays.fill(ascii, (byte) 0);
        return chars;
    }
}
