package dev.sealbench.core;

/// How long a customer wants the credentials of its units kept (security.md 7: crypto-shred at the end).
///
/// @param policy what ends the keeping
/// @param days days after release until the data keys are deleted, 1 to 36,500
public record Retention(Policy policy, int days) {

    /// What ends the keeping.
    public enum Policy {
        /// Delete soon after the unit left the factory.
        DESTROY_AFTER_SHIP,
        /// Keep for the support period.
        ESCROW
    }

    /// 30 days after release.
    public static final Retention DEFAULT = new Retention(Policy.DESTROY_AFTER_SHIP, 30);

    /// @throws IllegalArgumentException when the days are out of bounds
    public Retention {
        FieldBounds.requireBetween("retention days", days, 1, 36_500);
    }
}
