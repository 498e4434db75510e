package dev.sealbench.core.internal.document;

/// What a station statement says: this key may sign orders, confirmations and reverts (ORDER.md 2.1).
public record StationIdentity(String stationId, P256PublicKey publicKey, Validity validity) {

    /// The one role of version 1.
    public static final String ROLE_ORDER = "order";

    public StationIdentity {
        Text.require(stationId, 64, "station id");
    }
}
