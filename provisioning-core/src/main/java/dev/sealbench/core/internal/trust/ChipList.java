package dev.sealbench.core.internal.trust;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/// The TPMs that a lot of boards was made with: from board test or from the TPM's supplier. A genuine TPM that
/// is not on
/// the list sits perhaps not on this board, but behind a relay.
///
/// Immutable.
public final class ChipList {

    /// What the list says of one chip.
    public enum Expectation {
        /// On the list, for this serial number if it names one.
        EXPECTED,
        /// This station has no list; the books say "chip not expected".
        NO_LIST,
        /// Not on the list.
        NOT_LISTED,
        /// On the list, for another serial number.
        LISTED_FOR_ANOTHER
    }

    private static final Pattern LINE = Pattern.compile("(000b[0-9a-f]{64})(?:,([0-9A-Z]{16}))?");

    private final boolean present;
    private final Map<String, String> serialOfEkName;

    private ChipList(boolean present, Map<String, String> serialOfEkName) {
        this.present = present;
        this.serialOfEkName = serialOfEkName;
    }

    /// For a line that has no list.
    public static ChipList none() {
        return new ChipList(false, Map.of());
    }

    /// Parses lines of `EK Name in hex[,serial]`; empty lines and lines that begin with # are skipped.
    ///
    /// @throws IllegalArgumentException naming the first line that is malformed or names a chip twice
    public static ChipList parse(String text) {
        var serials = new HashMap<String, String>();
        int number = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("chip list, line " + number + ": not an EK Name and a serial");
            }
            var serial = parts.group(2) == null ? "" : parts.group(2);
            if (serials.put(parts.group(1), serial) != null) {
                throw new IllegalArgumentException("chip list, line " + number + ": chip stands twice");
            }
        }
        return new ChipList(true, Map.copyOf(serials));
    }

    /// What to expect of the chip with `ekName` (34 octets) on the board `serial`.
    public Expectation expectation(byte[] ekName, String serial) {
        if (!present) {
            return Expectation.NO_LIST;
        }
        var listed = serialOfEkName.get(HexFormat.of().formatHex(ekName));
        if (listed == null) {
            return Expectation.NOT_LISTED;
        }
        return listed.isEmpty() || listed.equals(serial) ? Expectation.EXPECTED : Expectation.LISTED_FOR_ANOTHER;
    }
}
