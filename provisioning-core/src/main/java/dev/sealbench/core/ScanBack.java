package dev.sealbench.core;

/// Asks whoever stands at the printer to scan a label that was just printed. Called on the run's own thread, which
/// waits for the answer; nothing of the charger waits with it.
@FunctionalInterface
public interface ScanBack {

    /// How often a label is asked for before it is not believed.
    int ATTEMPTS = 3;

    /// Which code to scan.
    ///
    /// @param serial the unit
    /// @param kind which of its labels
    /// @param copy which print of that label
    /// @param code what the code looks like: `the Wi-Fi code`
    /// @param attempt from 1 to [#ATTEMPTS]
    /// @param inDoubt whether the label may not have come out at all: the printer did not say, or a run ended
    ///     before the scan
    /// @param complaint what was wrong with the scan before, one sentence without what was scanned; empty at first
    record Request(
            SerialNumber serial,
            LabelKind kind,
            int copy,
            String code,
            int attempt,
            boolean inDoubt,
            String complaint) {}

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
