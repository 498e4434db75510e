package dev.sealbench.core;

import java.util.Locale;
import java.util.Optional;

/// Asks whoever stands at the printer to scan a label that was just printed. Called on the run's own thread, which
/// waits for the answer; nothing of the charger waits with it.
@FunctionalInterface
public interface ScanBack {

    /// How often a label is asked for before it is not believed.
    int ATTEMPTS = 3;

    /// What a code of a label looks like to the person who scans it.
    enum Code {
        /// The GS1 Data Matrix of the plate.
        PLATE("the square code of the plate"),
        /// The Data Matrix that names unit, label and print.
        IDENTITY("the small square code"),
        /// The QR code of the access label.
        WIFI("the Wi-Fi code");

        private final String text;

        Code(String text) {
            this.text = text;
        }

        /// How people call it, in English.
        public String text() {
            return text;
        }
    }

    /// What was wrong with a scan; nothing of what was scanned but, at most, the name of a unit of ours. Immutable.
    sealed interface Complaint {

        /// One clause, in English.
        default String sentence() {
            return switch (this) {
                case TooLong() -> "what was scanned is longer than any code of a label";
                case ForeignCharacters() -> "what was scanned holds characters that no code of a label has";
                case OtherCode() -> "this is the label's other code";
                case ForeignWifi() -> "this Wi-Fi code does not belong here";
                case Unknown() -> "this is no code of this label";
                case PlateOfUnit(var wanted) -> "this is the unit's plate, not its %s label".formatted(lower(wanted));
                case PlateOfOther(var unit) -> "this is the plate of another unit, " + unit;
                case LabelOfOther(var unit) -> "this label belongs to another unit, " + unit;
                case OtherLabel(var scanned, var wanted) ->
                    "this is the unit's %s label, not its %s label".formatted(lower(scanned), lower(wanted));
                case VoidPrint(int scanned, int wanted) ->
                    "this is print %d, which is void; scan print %d".formatted(scanned, wanted);
            };
        }

        private static String lower(LabelKind kind) {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        record TooLong() implements Complaint {}

        record ForeignCharacters() implements Complaint {}

        /// The right label, but its other code.
        record OtherCode() implements Complaint {}

        record ForeignWifi() implements Complaint {}

        record Unknown() implements Complaint {}

        record PlateOfUnit(LabelKind wanted) implements Complaint {}

        record PlateOfOther(SerialNumber unit) implements Complaint {}

        record LabelOfOther(SerialNumber unit) implements Complaint {}

        record OtherLabel(LabelKind scanned, LabelKind wanted) implements Complaint {}

        /// A print that a later one made void.
        record VoidPrint(int scanned, int wanted) implements Complaint {}
    }

    /// Which code to scan.
    ///
    /// @param serial the unit
    /// @param kind which of its labels
    /// @param copy which print of that label
    /// @param code which of its codes
    /// @param attempt from 1 to [#ATTEMPTS]
    /// @param inDoubt whether the label may not have come out at all: the printer did not say, or a run ended
    ///     before the scan
    /// @param complaint what was wrong with the scan before; empty at first
    record Request(
            SerialNumber serial,
            LabelKind kind,
            int copy,
            Code code,
            int attempt,
            boolean inDoubt,
            Optional<Complaint> complaint) {}

    /// What came of it.
    sealed interface Answer {

        /// Somebody scanned.
        ///
        /// @param text as the scanner typed it, at most a few hundred characters; the station wipes it
        record Scanned(char[] text) implements Answer {
            @Override
            public String toString() {
                return "Scanned[hidden]";
            }
        }

        /// There is no label to scan: it is printed again, and this print is void.
        ///
        /// @param reason 1 to 256 characters
        record DidNotComeOut(String reason) implements Answer {}

        /// Nobody scans now.
        record Stopped() implements Answer {}
    }

    /// Waits for the answer.
    Answer scanned(Request request);

    /// Nobody is there to scan.
    static ScanBack nobody() {
        return _ -> new Answer.Stopped();
    }
}
