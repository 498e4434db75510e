package dev.sealbench.link;

/// Hears how far a burn is. Called on the thread that burns, so it must not block.
@FunctionalInterface
public interface BurnProgress {

    /// Says nothing to anybody.
    BurnProgress SILENT = (acknowledgedBytes, totalBytes) -> {};

    /// The charger has taken `acknowledgedBytes` of `totalBytes`; never goes back.
    void burned(int acknowledgedBytes, int totalBytes);
}
