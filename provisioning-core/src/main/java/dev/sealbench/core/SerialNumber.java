package dev.sealbench.core;

import dev.sealbench.core.MalformedSerial.Reason;
import java.util.Locale;
import java.util.Optional;

/// A charger's serial number: `PPP YY WW L NNNNNNN C`, 16 characters, e.g. `CP42647100001239`.
///
/// Product, year, ISO week, line, counter, check character (ISO 7064 MOD 37,36). I and O never occur, so that nobody
/// has to tell them from 1 and 0; a counter whose check character would be one of them is skipped. Public data: no
/// secret depends on it.
///
/// Immutable. Ordered by text, which within one prefix is the order of the counters.
///
/// @param text the 16 characters, without hyphens
public record SerialNumber(String text) implements Comparable<SerialNumber> {

    /// Characters of the stored form.
    public static final int LENGTH = 16;

    /// Product, year, week and line.
    static final int PREFIX_LENGTH = 8;

    /// The highest counter of a serial number.
    public static final int MAX_COUNTER = 9_999_999;

    /// What stands where: x letter or digit, 9 digit, c check character.
    private static final String PATTERN = "xxx9999x9999999c";

    private static final int[] HYPHENS_AFTER = {3, 7, 8, 15};

    /// @throws MalformedSerial when `text` is not a serial number
    public SerialNumber {
        requireWellFormed(text);
    }

    /// Reads a scan: the stored form, or the printed one with its hyphens (`CP4-2647-1-0000123-9`).
    ///
    /// @throws MalformedSerial when it is neither
    public static SerialNumber parse(String scanned) {
        if (scanned.length() == LENGTH + HYPHENS_AFTER.length) {
            return new SerialNumber(withoutHyphens(scanned));
        }
        return new SerialNumber(scanned);
    }

    /// The serial number of `counter` (0 to 9,999,999) under `prefix` (8 characters: product, year, week, line);
    /// empty when this counter is skipped because its check character would be I or O.
    ///
    /// @throws MalformedSerial when the prefix is malformed
    /// @throws IllegalArgumentException when the counter is out of range
    public static Optional<SerialNumber> of(String prefix, int counter) {
        requirePrefix(prefix);
        if (counter < 0 || counter > MAX_COUNTER) {
            throw new IllegalArgumentException("counter " + counter + " is outside 0 to " + MAX_COUNTER);
        }
        var body = prefix + String.format(Locale.ROOT, "%07d", counter);
        char check = CheckCharacter.mod37And36(body);
        return isLookAlike(check) ? Optional.empty() : Optional.of(new SerialNumber(body + check));
    }

    /// Product, year, week and line: the first 8 characters.
    public String prefix() {
        return text.substring(0, PREFIX_LENGTH);
    }

    /// Product code: the first 3 characters.
    public String product() {
        return text.substring(0, 3);
    }

    /// Counter within the prefix, 0 to 9,999,999.
    public int counter() {
        return Integer.parseInt(text.substring(PREFIX_LENGTH, LENGTH - 1));
    }

    /// The form for labels and screens, grouped by hyphens: `CP4-2647-1-0000123-9`.
    public String printed() {
        var printed = new StringBuilder(text);
        for (int i = HYPHENS_AFTER.length - 1; i >= 0; i--) {
            printed.insert(HYPHENS_AFTER[i], '-');
        }
        return printed.toString();
    }

    @Override
    public int compareTo(SerialNumber other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    /// @throws MalformedSerial when `prefix` is not product, year, week and line
    static void requirePrefix(String prefix) {
        if (prefix.length() != PREFIX_LENGTH) {
            throw new MalformedSerial(Reason.LENGTH, -1, "a prefix has 8 characters, this one " + prefix.length());
        }
        requireCharacters(prefix, PREFIX_LENGTH);
        requireWeek(prefix);
    }

    private static void requireWeek(String start) {
        int week = (start.charAt(5) - '0') * 10 + start.charAt(6) - '0';
        if (week < 1 || week > 53) {
            throw new MalformedSerial(Reason.WEEK, 5, "week " + start.substring(5, 7) + " is outside 01 to 53");
        }
    }

    private static void requireWellFormed(String text) {
        if (text.length() != LENGTH) {
            throw new MalformedSerial(
                    Reason.LENGTH, -1, "a serial number has 16 characters, this text " + text.length());
        }
        requireCharacters(text, LENGTH - 1);
        requireWeek(text);
        char expected = CheckCharacter.mod37And36(text.substring(0, LENGTH - 1));
        if (isLookAlike(expected)) {
            throw new MalformedSerial(Reason.SKIPPED, LENGTH - 1, "this counter is never given out: check the scan");
        }
        if (text.charAt(LENGTH - 1) != expected) {
            // the expected one is not told: a typed serial must not be "corrected" into another unit's
            throw new MalformedSerial(
                    Reason.CHECK, LENGTH - 1, "the check character does not fit: mistyped or misread");
        }
    }

    private static void requireCharacters(String start, int length) {
        for (int i = 0; i < length; i++) {
            boolean digitOnly = PATTERN.charAt(i) == '9';
            char character = start.charAt(i);
            boolean digit = character >= '0' && character <= '9';
            boolean letter = character >= 'A' && character <= 'Z' && !isLookAlike(character);
            if (!digit && (digitOnly || !letter)) {
                throw new MalformedSerial(
                        Reason.CHARACTER,
                        i,
                        "character %d of the serial number is not %s"
                                .formatted(i + 1, digitOnly ? "a digit" : "a digit or a capital letter but I and O"));
            }
        }
    }

    private static String withoutHyphens(String printed) {
        var plain = new StringBuilder(printed);
        for (int at : HYPHENS_AFTER) {
            if (plain.charAt(at) != '-') {
                throw new MalformedSerial(Reason.LENGTH, -1, "20 characters, but not grouped as a serial number is");
            }
            plain.deleteCharAt(at);
        }
        return plain.toString();
    }

    private static boolean isLookAlike(char check) {
        return check == 'I' || check == 'O';
    }
}
