package dev.sealbench.core.internal.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// The small parts that notes, checkpoints and requests of witnesses are made of, each with one spelling only.
///
/// Stateless.
final class NoteText {

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    private NoteText() {}

    /// The octets as text: UTF-8 without control characters other than newline.
    static String decode(byte[] octets, int maxBytes) throws NoteRefused {
        if (octets.length > maxBytes) {
            throw NoteRefused.malformed("it is longer than %d octets".formatted(maxBytes));
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder() // reports what is malformed
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            if (text.chars().anyMatch(character -> character < ' ' && character != '\n')) {
                throw NoteRefused.malformed("it has control characters");
            }
            return text;
        } catch (CharacterCodingException _) { // it comes from outside
            throw NoteRefused.malformed("it is not UTF-8");
        }
    }

    /// Base64 of RFC 4648 4, with padding and without bits left over.
    static byte[] base64(String text) throws NoteRefused {
        try {
            var octets = Base64.getDecoder().decode(text);
            if (base64(octets).equals(text)) {
                return octets;
            }
        } catch (IllegalArgumentException _) { // as below
        }
        throw NoteRefused.malformed("a line is not Base64");
    }

    static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /// A hash of the tree.
    static byte[] hash(String base64) throws NoteRefused {
        var hash = base64(base64);
        if (hash.length != Merkle.HASH_BYTES) {
            throw NoteRefused.malformed("a hash has %d octets, not 32".formatted(hash.length));
        }
        return hash;
    }

    /// A number of leaves: decimal, no zeros in front.
    static long size(String decimal) throws NoteRefused {
        try {
            if (SIZE.matcher(decimal).matches()) {
                return Long.parseLong(decimal);
            }
        } catch (NumberFormatException _) { // 19 digits, too large
        }
        throw NoteRefused.malformed("the size is not a number of leaves");
    }

    /// Text from outside for a sentence: in quotation marks where it is short and plain, else `otherwise`.
    static String quoted(String text, String otherwise) {
        boolean plain = text.length() <= 64 && text.chars().allMatch(character -> character >= ' ' && character <= '~');
        return plain ? '"' + text + '"' : otherwise;
    }
}
