package dev.sealbench.core.internal.verify;

import com.google.protobuf.ByteString;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One unit's documents, read and not yet believed.
///
/// @param orders orders and decisions
record Papers(List<Signed> orders, List<Attested> receipts) {

    /// An order or a decision.
    ///
    /// @param path of its files, without endings
    /// @param certificate of the device
    record Signed(String path, Envelope envelope, Map<String, String> measured, Optional<ByteString> certificate) {}

    /// A receipt.
    ///
    /// @param path of its files, without endings
    /// @param area TPMT_PUBLIC of the attestation key
    record Attested(String path, Receipt receipt, ByteString area) {}
}
