package dev.sealbench.ui.window.shell;

/// How many slots are at what, for the cover. Immutable.
///
/// @param passed finished and passed, still on their slots
/// @param faulted stopped by a fault of the station
public record SlotCounts(int running, int passed, int rejected, int faulted) {

    public static final SlotCounts NONE = new SlotCounts(0, 0, 0, 0);
}
