package dev.sealbench.link;

import java.time.Instant;

/// One entry of a charger's security log (IMAGE.md 8.4). It informs and proves nothing: whoever can write the charger's
/// flash can write it.
///
/// Immutable.
///
/// @param sequence from 1, ascending
/// @param code what happened; a later program may know more of them than this station
/// @param reason code of the [Status] that was the reason, 0 when the event says it all
/// @param slot 1 = A, 2 = B, 0 = none
/// @param writer who noted it
/// @param at by the charger's own clock
public record SecurityEntry(long sequence, int code, int reason, int slot, Program writer, Instant at) {

    /// What it says, as a clause.
    public String sentence() {
        return what() + place() + why();
    }

    private String why() {
        if (reason == 0) {
            return "";
        }
        return ": " + Status.of(reason).map(Status::toString).orElse("status 0x%04x".formatted(reason));
    }

    private String what() {
        return switch (code) {
            case 1 -> "image refused";
            case 2 -> "order refused";
            case 3 -> "confirm or revert refused";
            case 4 -> "update given up, it never confirmed itself";
            case 5 -> "tamper input";
            default -> "event " + Integer.toUnsignedString(code);
        };
    }

    private String place() {
        return switch (slot) {
            case 1 -> " in slot A";
            case 2 -> " in slot B";
            default -> "";
        };
    }
}
