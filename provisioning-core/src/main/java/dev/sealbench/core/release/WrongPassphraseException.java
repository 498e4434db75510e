package dev.sealbench.core.release;

import java.io.Serial;

/// The passphrase does not open the firmware keys, or the key files do not belong together.
public final class WrongPassphraseException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    WrongPassphraseException() {
        super("the passphrase does not open the firmware keys");
    }
}
