package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.StationException;

/// Where a secret comes from: a file descriptor, else the terminal; never an argument.
final class Secret {

    private Secret() {}

    /// One that exists.
    ///
    /// @param descriptor null for the terminal
    static PassphraseSource of(Integer descriptor, String prompt) throws StationException {
        return descriptor == null
                ? terminal(PassphraseSource.terminal(prompt))
                : PassphraseSource.descriptor(descriptor);
    }

    /// One that is set: on a terminal it is typed twice.
    static PassphraseSource ofNew(Integer descriptor, String prompt) throws StationException {
        return descriptor == null
                ? terminal(PassphraseSource.terminalTwice(prompt))
                : PassphraseSource.descriptor(descriptor);
    }

    private static PassphraseSource terminal(PassphraseSource source) throws StationException {
        if (System.console() == null) {
            throw new StationException(Fault.NOT_SIGNED_IN, "no terminal to ask for it: use a file descriptor");
        }
        return source;
    }
}
