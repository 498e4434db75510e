package dev.sealbench.ui.e2e;

import dev.sealbench.ui.e2e.UnitSecrets.Named;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds secrets in octets: as they are, in UTF-16 of both orders, in hexadecimal of both cases, in Base64 at any
/// of its three alignments, and as HMAC pads a key with them. Immutable.
final class Leaks {

    private static final int PREFIXES = 1 << 16;

    /// By their first two octets, so that one pass over the octets finds all.
    private final List<List<Needle>> needles = new ArrayList<>();

    /// @param name says which secret and how it is written; never the secret itself
    private record Needle(String name, byte[] octets) {}

    /// Looks for these secrets, each of at least two octets.
    Leaks(List<Named> secrets) {
        for (int prefix = 0; prefix < PREFIXES; prefix++) {
            needles.add(List.of());
        }
        for (var secret : secrets) {
            forms(secret.octets()).forEach((form, octets) -> add(new Needle(secret.name() + ", " + form, octets)));
        }
    }

    /// What stands in `haystack`, one line for each place.
    List<String> in(byte[] haystack) {
        var found = new ArrayList<String>();
        for (int at = 0; at + 1 < haystack.length; at++) {
            for (var needle : needles.get(prefix(haystack, at))) {
                int end = at + needle.octets().length;
                if (end <= haystack.length
                        && Arrays.equals(haystack, at, end, needle.octets(), 0, needle.octets().length)) {
                    found.add(needle.name() + ", at " + at);
                }
            }
        }
        return found;
    }

    /// Which secrets stand there, in whatever form.
    List<String> namesIn(byte[] haystack) {
        return in(haystack).stream()
                .map(place -> place.substring(0, place.indexOf(',')))
                .distinct()
                .toList();
    }

    /// What stands in a file and in everything that is packed in it.
    List<String> inFile(Path file) throws IOException {
        var octets = Files.readAllBytes(file);
        var parts = new ArrayList<>(Unpacked.streams(octets));
        parts.addAll(Unpacked.pages(octets));
        return parts.stream().flatMap(part -> in(part).stream()).toList();
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
        forms.put("inner pad of HMAC", masked(secret, 0x36));
        forms.put("outer pad of HMAC", masked(secret, 0x5c));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("Base64 shifted by " + shift, base64(secret, shift));
        }
        return forms;
    }

    private void add(Needle needle) {
        int prefix = prefix(needle.octets(), 0);
        var known = new ArrayList<>(needles.get(prefix));
        known.add(needle);
        needles.set(prefix, List.copyOf(known));
    }

    private static int prefix(byte[] octets, int at) {
        return Byte.toUnsignedInt(octets[at]) << 8 | Byte.toUnsignedInt(octets[at + 1]);
    }

    /// RFC 2104: whoever has a padded key has the key.
    private static byte[] masked(byte[] secret, int pad) {
        var masked = secret.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= (byte) pad;
        }
        return masked;
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
}
