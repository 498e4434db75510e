package dev.sealbench.core.internal.label;

import java.util.Arrays;

/// The text of a QR code that lets a phone join the charger's access point:
/// `WIFI:T:WPA;S:<SSID>;P:<passphrase>;;`, with a backslash before each of `\ ; , " :`.
///
/// Stateless.
final class WifiCode {

    private static final String ESCAPED = "\\;,\":";
    private static final int SSID_MAX_BYTES = 32;

    private WifiCode() {}

    /// Composes the text; the caller owns and closes what it gets.
    ///
    /// @param ssid 1 to 32 printable ASCII characters (IEEE 802.11: 1 to 32 octets)
    /// @param passphrase lent; 8 to 63 printable ASCII characters (IEEE 802.11 annex J.4)
    /// @throws LabelRefused if either is not
    static SecretText of(String ssid, char[] passphrase) throws LabelRefused {
        PrintableText.checkAscii("SSID", ssid.toCharArray(), 1, SSID_MAX_BYTES);
        PrintableText.checkAscii("Wi-Fi passphrase", passphrase, 8, 63);
        var text = new char[20 + 2 * (ssid.length() + passphrase.length)];
        int length = put(text, 0, "WIFI:T:WPA;S:".toCharArray());
        length = putEscaped(text, length, ssid.toCharArray());
        length = put(text, length, ";P:".toCharArray());
        length = putEscaped(text, length, passphrase);
        length = put(text, length, ";;".toCharArray());
        var exact = Arrays.copyOf(text, length);
        Arrays.fill(text, '\0');
        return SecretText.owning(exact);
    }

    private static int put(char[] text, int at, char[] part) {
        System.arraycopy(part, 0, text, at, part.length);
        return at + part.length;
    }

    private static int putEscaped(char[] text, int at, char[] part) {
        int next = at;
        for (char c : part) {
            if (ESCAPED.indexOf(c) >= 0) {
                text[next++] = '\\';
            }
            text[next++] = c;
        }
        return next;
    }
}
