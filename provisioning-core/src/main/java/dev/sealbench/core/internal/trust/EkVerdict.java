package dev.sealbench.core.internal.trust;

import dev.sealbench.core.internal.document.P256PublicKey;

/// What the station thinks of a TPM after it looked at its endorsement key certificate.
public sealed interface EkVerdict {

    /// A genuine TPM of a maker that this station trusts. That it is *this board's* TPM is not said: [ChipList].
    ///
    /// @param model and version as the certificate names them
    record Genuine(TpmMaker maker, String model, String version, P256PublicKey endorsementKey) implements EkVerdict {}

    /// Not believed.
    record Refused(EkRefusal refusal) implements EkVerdict {}
}
