package dev.sealbench.core.internal.trust;

import java.util.List;

/// The allow-list of TPM makers. A simulator gets onto it in a demo only, by a setting that is named and shown.
public final class TrustedMakers {

    private final List<TpmMaker> makers;
    private final boolean allowSimulator;

    private TrustedMakers(List<TpmMaker> makers, boolean allowSimulator) {
        this.makers = List.copyOf(makers);
        this.allowSimulator = allowSimulator;
    }

    /// For a production line.
    ///
    /// @throws IllegalArgumentException if a maker is a simulator
    public static TrustedMakers production(List<TpmMaker> makers) {
        if (makers.stream().anyMatch(TpmMaker::simulator)) {
            throw new IllegalArgumentException("a production station does not trust simulated TPMs");
        }
        return new TrustedMakers(makers, false);
    }

    /// For a demo: also simulators.
    public static TrustedMakers demo(List<TpmMaker> makers) {
        return new TrustedMakers(makers, true);
    }

    /// True if this list may hold a simulator; windows and reports show it.
    public boolean allowSimulator() {
        return allowSimulator;
    }

    List<TpmMaker> makers() {
        return makers;
    }
}
