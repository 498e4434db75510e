package dev.sealbench.core.internal.books;

import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import java.time.Instant;
import java.util.Optional;

/// One set of sealed credentials of a unit.
///
/// @param serial the unit
/// @param generation from 1; the highest is in use
/// @param sealed as the vault sealed them; after the crypto-shred the shredded form
/// @param orderSalt 32 octets: the salt of the device secret (ORDER.md 3.2)
/// @param created when
/// @param shredded when the data key was forgotten; empty while the credentials can be opened
public record UnitSecret(
        SerialNumber serial,
        int generation,
        Octets sealed,
        Octets orderSalt,
        Instant created,
        Optional<Instant> shredded) {}
