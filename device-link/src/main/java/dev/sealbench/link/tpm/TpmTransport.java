package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;

/// Carries one TPM command to a TPM and brings its response back: `ChargerLink::tpmExchange`, or a test's own wire.
@FunctionalInterface
public interface TpmTransport {

    /// Sends `command` (10 to 1,024 octets), returns the raw response. What it returns is not trusted.
    byte[] exchange(byte[] command) throws LinkException;
}
