package dev.sealbench.ui.window.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads a GS1 element string (GS1 General Specifications 7.8): application identifiers (AI) with their data, those of
/// open length ended by FNC1, which scanners send as the group separator 0x1D. The form with brackets that stands
/// under a code is read, too.
final class Gs1 {

    /// FNC1 between two elements.
    static final char SEPARATOR = 0x1D;

    private static final int GTIN_LENGTH = 14;
    private static final int MOST_OF_OPEN_LENGTH = 20;
    private static final Pattern BRACKETED = Pattern.compile("\\((\\d{2,4})\\)([^()\\x1D]+)");

    /// AIs of fixed length that may stand on a plate, and their data's length.
    private static final Map<String, Integer> FIXED = Map.of("01", 14, "02", 14, "11", 6, "13", 6, "15", 6, "17", 6);

    private Gs1() {}

    /// Whether `text` can be nothing else: brackets, a separator, or a trade item number in front. A bare serial
    /// number never begins with 01 and fourteen digits.
    static boolean looksLike(String text) {
        return text.startsWith("(")
                || text.indexOf(SEPARATOR) >= 0
                || text.length() > GTIN_LENGTH + 2 && text.matches("01[0-9]{14}.*");
    }

    /// The elements by AI, in their order.
    ///
    /// @throws IllegalArgumentException when the parts cannot be told apart, or a check digit is wrong
    static Map<String, String> read(String text) {
        var elements = text.startsWith("(") ? bracketed(text) : plain(text);
        if (elements.containsKey("01") && !isGtin(elements.get("01"))) {
            throw new IllegalArgumentException("the trade item number's check digit is wrong");
        }
        return elements;
    }

    private static Map<String, String> bracketed(String text) {
        var elements = new LinkedHashMap<String, String>();
        var matcher = BRACKETED.matcher(text);
        int at = 0;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            put(elements, matcher.group(1), matcher.group(2));
            at = matcher.end();
        }
        if (at < text.length()) {
            throw new IllegalArgumentException("broken at character " + (at + 1));
        }
        return elements;
    }

    private static Map<String, String> plain(String text) {
        var elements = new LinkedHashMap<String, String>();
        int at = text.charAt(0) == SEPARATOR ? 1 : 0;
        while (at < text.length()) {
            var ai = text.substring(at, Math.min(at + 2, text.length()));
            at += ai.length();
            int end = end(text, at, ai);
            put(elements, ai, text.substring(at, end));
            at = end < text.length() && text.charAt(end) == SEPARATOR ? end + 1 : end;
        }
        return elements;
    }

    private static int end(String text, int from, String ai) {
        if (FIXED.containsKey(ai)) {
            return Math.min(text.length(), from + FIXED.get(ai));
        }
        if (!ai.equals("21") && !ai.equals("10")) {
            throw new IllegalArgumentException("no plate has (" + ai + ")");
        }
        int separator = text.indexOf(SEPARATOR, from);
        return separator < 0 ? text.length() : separator;
    }

    private static void put(Map<String, String> elements, String ai, String data) {
        boolean fits = FIXED.containsKey(ai)
                ? data.matches("[0-9]{" + FIXED.get(ai) + "}")
                : data.length() <= MOST_OF_OPEN_LENGTH && !data.isEmpty();
        if (!fits || elements.put(ai, data) != null) {
            throw new IllegalArgumentException("(" + ai + ") does not fit");
        }
    }

    private static boolean isGtin(String digits) {
        int sum = 0;
        for (int i = 0; i < GTIN_LENGTH; i++) {
            int digit = digits.charAt(i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return sum % 10 == 0;
    }
}
