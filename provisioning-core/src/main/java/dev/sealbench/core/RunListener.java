package dev.sealbench.core;

/// Hears how a run goes. Called on the run's own thread; an implementation hands over and returns at once.
public interface RunListener {

    /// A step begins.
    void started(Step step);

    /// Real progress inside a step: octets of the burn, TPM commands of the keys.
    ///
    /// @param done 0 to total
    default void progress(Step step, long done, long total) {}

    /// A step is done.
    ///
    /// @param millis what it took
    default void done(Step step, long millis) {}

    /// Something was measured, once at the end of a run that reached the charger: octets, microseconds,
    /// commands.
    default void measured(String name, long value) {}

    /// Who scans the printed labels back. Unlike the rest, it is waited for.
    default ScanBack scanBack() {
        return ScanBack.nobody();
    }

    /// Asked before each step and between the blocks of the burn: whether the run is to end here. Never
    /// asked while something goes on that has to be finished.
    default boolean stopRequested() {
        return false;
    }

    /// Hears nothing.
    static RunListener silent() {
        return _ -> {};
    }
}
