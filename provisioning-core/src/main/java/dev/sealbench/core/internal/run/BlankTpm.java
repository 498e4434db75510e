package dev.sealbench.core.internal.run;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.tpm.TpmConnection;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.tpm.TpmPublic;

/// The TPM of a blank charger, proven genuine and open for provisioning: its storage root key stands, the sessions
/// salted to its endorsement key are open.
record BlankTpm(TpmConnection connection, TpmPublic ek, TpmPublic srk) implements AutoCloseable {

    /// Flushes what is loaded. What it cannot flush any more, the next reset does.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (LinkException | TpmFault e) {
            // the charger has reset (after the order) or the line is gone: nothing is loaded any more, secrets are
            // wiped
            return;
        }
    }

    @Override
    public String toString() {
        return "BlankTpm";
    }
}
