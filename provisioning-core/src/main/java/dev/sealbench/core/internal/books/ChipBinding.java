package dev.sealbench.core.internal.books;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Octets;

/// The chip of a unit, as it was identified.
///
/// @param chip Name of the endorsement key
/// @param endorsementPublic its public area (TPMT_PUBLIC)
/// @param endorsementCertificate DER
/// @param expected whether the chip was on the list of the lot
public record ChipBinding(ChipId chip, Octets endorsementPublic, Octets endorsementCertificate, boolean expected) {}
