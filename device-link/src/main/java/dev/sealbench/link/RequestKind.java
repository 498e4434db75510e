package dev.sealbench.link;

import java.time.Duration;

/// What can be asked of a charger, with the time it may take to answer (PROTOCOL.md 3.1).
public enum RequestKind {
    /// Who are you?
    HELLO("hello", Duration.ofSeconds(1)),
    /// Agrees on another rate of the line.
    SET_SPEED("set speed", Duration.ofSeconds(1)),
    /// One TPM command; making a key on a real chip takes long.
    TPM_EXCHANGE("TPM exchange", Duration.ofSeconds(60)),
    /// Credential activation inside the boot ROM.
    ACTIVATE("activate", Duration.ofSeconds(60)),
    /// Announces a burn; erases.
    BURN_BEGIN("burn begin", Duration.ofSeconds(10)),
    /// Asks for the digest of what is in flash.
    BURN_END("burn end", Duration.ofSeconds(10)),
    /// Asks for the nonce of an order.
    PREPARE_ORDER("prepare order", Duration.ofSeconds(5)),
    /// Clears the TPM.
    RESET_TPM("reset TPM", Duration.ofSeconds(60)),
    /// Hands over the order.
    APPLY_ORDER("apply order", Duration.ofSeconds(120)),
    /// Asks for a receipt.
    ATTEST("attest", Duration.ofSeconds(60)),
    /// Makes the lock final.
    CONFIRM("confirm", Duration.ofSeconds(5)),
    /// Takes the order back.
    REVERT("revert", Duration.ofSeconds(5)),
    /// Restarts the charger in good order.
    REBOOT("reboot", Duration.ofSeconds(5)),
    /// A page of the security log.
    SECURITY_LOG("security log", Duration.ofSeconds(5));

    private final String text;
    private final Duration patience;

    RequestKind(String text, Duration patience) {
        this.text = text;
        this.patience = patience;
    }

    /// How long PROTOCOL.md 3.1 lets the charger think, per attempt.
    public Duration patience() {
        return patience;
    }

    /// The name for sentences: "burn begin".
    @Override
    public String toString() {
        return text;
    }
}
