package dev.sealbench.ui.e2e;

import dev.sealbench.ui.e2e.UnitSecrets.Named;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds secrets in octets: as they are, in UTF-16 of both orders, in hexadecimal of both cases, and in
/// Base64 at any
/// of its three alignments.
final class Leaks {

    private Leaks() {}

    /// What was found, one line each; says which secret and how it was written, never the secret itself.
    static List<String> in(byte[] haystack, List<Named> secrets) {
        var found = new ArrayList<String>();
        for (var secret : secrets) {
            forms(secret.octets()).forEach((form, needle) -> {
                int at = indexOf(haystack, needle);
                if (at >= 0) {
                    found.add("%s, %s, at %d".formatted(secret.name(), form, at));
                }
            });
        }
        return found;
    }

    /// The ways in which a program writes octets, by name.
    static Map<String, byte[]> forms(byte[] secret) {
        var forms = new TreeMap<String, byte[]>();
        var text = new String(secret, StandardCharsets.ISO_8859_1);
        forms.put("as it is", secret);
        forms.put("UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
        forms.put("UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
        forms.put("hex", ascii(HexFormat.of().formatHex(secret)));
        forms.put("HEX", ascii(HexFormat.of().withUpperCase().formatHex(secret)));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("Base64 shifted by " + shift, base64(secret, shift));
        }
        return forms;
    }

    /// How often `needle` stands in `haystack`.
    static int count(byte[] haystack, byte[] needle) {
        int count = 0;
        for (int at = indexOf(haystack, needle, 0); at >= 0; at = indexOf(haystack, needle, at + 1)) {
            count++;
        }
        return count;
    }

    /// The Base64 characters that depend on the secret alone when `shift` other octets stand before it.
    private static byte[] base64(byte[] secret, int shift) {
        var shifted = new byte[shift + secret.length];
        System.arraycopy(secret, 0, shifted, shift, secret.length);
        var encoded = Base64.getEncoder().withoutPadding().encode(shifted);
        int first = shift == 0 ? 0 : shift + 1;
        int last = encoded.length - (shifted.length % 3 == 0 ? 0 : 1);
        return Arrays.copyOfRange(encoded, first, last);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static int indexOf(byte[] haystack, byte[] needle) {
        return indexOf(haystack, needle, 0);
    }

    private static int indexOf(byte[] haystack, byte[] needle, int from) {
        if (needle.length == 0) {
            throw new IllegalArgumentException("an empty secret stands everywhere");
        }
        for (int at = from; at <= haystack.length - needle.length; at++) {
            if (haystack[at] == needle[0] && matches(haystack, needle, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] haystack, byte[] needle, int at) {
        return Arrays.equals(haystack, at, at + needle.length, needle, 0, needle.length);
    }
}
