package dev.sealbench.ui.window.scan;

import dev.sealbench.core.SerialNumber;

/// What a scan is, read by a [ScanRule]. Immutable but for [Code], whose characters its taker wipes.
public sealed interface ScanReading {

    /// A unit's serial number.
    record Serial(SerialNumber unit) implements ScanReading {}

    /// One or two digits: a slot.
    record Slot(int number) implements ScanReading {}

    /// A badge or a label's code; may be a secret.
    record Code(char[] characters) implements ScanReading {}

    /// Nothing that was asked for.
    record Refused(ScanRefusal why) implements ScanReading {}
}
