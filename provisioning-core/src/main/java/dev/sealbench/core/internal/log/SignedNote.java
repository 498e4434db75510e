package dev.sealbench.core.internal.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A text and the signatures under it, c2sp.org/signed-note. Believes nothing: [CheckpointKey] and [Cosignature] do.
///
/// What [#parse] takes, [#octets] writes again, octet by octet. Immutable.
///
/// @param text ends in a newline
/// @param signatures 1 to [#MAX_SIGNATURES]
public record SignedNote(String text, List<Signature> signatures) {

    /// Octets of a note that are read.
    public static final int MAX_BYTES = 1 << 20;

    /// Signatures of a note that are read; the format demands 16.
    public static final int MAX_SIGNATURES = 64;

    private static final int KEY_ID_BYTES = 4;
    private static final String LINE_START = "\u2014 ";

    /// @throws IllegalArgumentException when text and signatures are no note
    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!text.endsWith("\n") || signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new IllegalArgumentException("a note is a text that ends in a newline, and its signatures");
        }
    }

    /// One signature: who, with which key, and what an algorithm made of the text.
    ///
    /// Immutable; equal when all three are.
    public static final class Signature {

        private final String keyName;
        private final int keyId;
        private final byte[] value;

        /// @throws IllegalArgumentException when the name is not one, or there is no value
        public Signature(String keyName, int keyId, byte[] value) {
            if (!isKeyName(keyName) || value.length == 0) {
                throw new IllegalArgumentException("not a signature line of a note");
            }
            this.keyName = keyName;
            this.keyId = keyId;
            this.value = value.clone();
        }

        /// Names a key together with [#keyId].
        public String keyName() {
            return keyName;
        }

        /// The four octets before the signature, the first one highest.
        public int keyId() {
            return keyId;
        }

        /// What the algorithm made, without the key id.
        public byte[] value() {
            return value.clone();
        }

        /// The line under the text, with its newline.
        public String line() {
            var octets = new byte[KEY_ID_BYTES + value.length];
            for (int at = 0; at < KEY_ID_BYTES; at++) {
                octets[at] = (byte) (keyId >> (24 - 8 * at));
            }
            System.arraycopy(value, 0, octets, KEY_ID_BYTES, value.length);
            return LINE_START + keyName + " " + NoteText.base64(octets) + "\n";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Signature signature
                    && keyName.equals(signature.keyName)
                    && keyId == signature.keyId
                    && Arrays.equals(value, signature.value);
        }

        @Override
        public int hashCode() {
            return Objects.hash(keyName, keyId, Arrays.hashCode(value));
        }

        @Override
        public String toString() {
            return "Signature[%s %08x]".formatted(keyName, keyId);
        }

        private static Signature parse(String line) throws NoteRefused {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith(LINE_START) || space < LINE_START.length()) {
                throw NoteRefused.malformed("a signature line has not the form of one");
            }
            var name = line.substring(LINE_START.length(), space);
            var octets = NoteText.base64(line.substring(space + 1));
            if (!isKeyName(name) || octets.length <= KEY_ID_BYTES) {
                throw NoteRefused.malformed("a signature line has no key name or no signature");
            }
            return new Signature(name, toKeyId(octets), Arrays.copyOfRange(octets, KEY_ID_BYTES, octets.length));
        }
    }

    /// Reads a note of at most [#MAX_BYTES] with at most [#MAX_SIGNATURES].
    ///
    /// @throws NoteRefused MALFORMED when it is not written as the format demands
    public static SignedNote parse(byte[] octets) throws NoteRefused {
        var whole = NoteText.decode(octets, MAX_BYTES);
        int split = whole.lastIndexOf("\n\n");
        if (split < 0 || !whole.endsWith("\n") || split + 2 == whole.length()) {
            throw NoteRefused.malformed("it is not a text, an empty line and signatures");
        }
        var text = whole.substring(0, split + 1);
        var lines = whole.substring(split + 2, whole.length() - 1).split("\n", MAX_SIGNATURES + 1);
        if (lines.length > MAX_SIGNATURES) {
            throw NoteRefused.malformed("it has more than %d signatures".formatted(MAX_SIGNATURES));
        }
        var signatures = new ArrayList<Signature>(lines.length);
        for (var line : lines) {
            signatures.add(Signature.parse(line));
        }
        return new SignedNote(text, signatures);
    }

    /// The note as it is stored and sent.
    public byte[] octets() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The octets that are signed.
    public byte[] signedOctets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The note with one signature more.
    public SignedNote with(Signature signature) {
        var more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /// The signatures of one key, good or not.
    public List<Signature> of(String keyName, int keyId) {
        return signatures.stream()
                .filter(signature ->
                        signature.keyId() == keyId && signature.keyName().equals(keyName))
                .toList();
    }

    /// The first four octets of a key's hash, as a number.
    static int toKeyId(byte[] hash) {
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
    }

    /// Whether a key may have this name: no spaces, no plus, no control characters.
    static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(point -> point == '+'
                                || point < ' '
                                || point == 0x85 // next line, a space to Unicode
                                || Character.isSpaceChar(point)
                                || Character.getType(point) == Character.SURROGATE);
    }
}
