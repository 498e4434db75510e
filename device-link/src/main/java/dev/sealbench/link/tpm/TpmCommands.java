package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.util.function.Supplier;

/// Runs TSS.Java commands and lets their faults out as what they are.
final class TpmCommands {

    private TpmCommands() {}

    /// Any command that yields something.
    static <T> T run(Supplier<T> command) throws LinkException, TpmFault {
        try {
            return command.get();
        } catch (SessionTpm.Carried e) {
            switch (e.getCause()) {
                case LinkException link -> throw link;
                case TpmFault fault -> throw fault;
                default -> throw e; // nothing else is ever carried
            }
        }
    }

    /// Any command that yields nothing.
    static void run(Runnable command) throws LinkException, TpmFault {
        run(() -> {
            command.run();
            return true;
        });
    }
}
