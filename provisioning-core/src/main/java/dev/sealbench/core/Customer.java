package dev.sealbench.core;

import java.util.UUID;

/// Whom chargers are made for.
///
/// @param vid the customer's identity in firmware and lock: UUIDv5 of the domain in the DNS namespace
/// @param name 1 to 64 characters, as in the customer statement
/// @param domain 1 to 64 characters
/// @param retention default for the customer's work orders
public record Customer(UUID vid, String name, String domain, Retention retention) {

    /// @throws IllegalArgumentException when a text is out of bounds
    public Customer {
        FieldBounds.requireText("customer name", name, 64);
        FieldBounds.requireText("customer domain", domain, 64);
    }
}
