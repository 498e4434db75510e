package dev.sealbench.core;

/// How far a unit is on its way through the station, or what stopped it.
///
/// The names are stored in the books: never rename one. The way states stand in the order of the way.
public enum UnitState {
    /// A label was read and matched to a work order.
    SCANNED,
    /// The charger answered; its chip is genuine and bound to the serial number.
    IDENTIFIED,
    /// The signed firmware is in its flash.
    BURNED,
    /// Credentials are drawn, sealed and in its TPM.
    KEYED,
    /// It executed the order: TRIAL.
    ORDERED,
    /// The trial receipt was checked.
    ATTESTED,
    /// It is its customer's, for good; the final receipt was checked.
    LOCKED,
    /// Order, receipts and measurements are in the books.
    RECORDED,
    /// Labels were printed and scanned back.
    LABELLED,
    /// The label on the unit was compared with the unit; it may be shipped.
    RELEASED,
    /// The trial was reverted: credentials void, charger blank again. The unit may run again.
    REVERTED,
    /// Set aside until a lead decides.
    QUARANTINED,
    /// Will never be shipped. Nothing leads back.
    SCRAPPED;

    /// Whether this is one of the states of the way, [#SCANNED] to [#RELEASED].
    public boolean isOnTheWay() {
        return compareTo(RELEASED) <= 0;
    }

    /// Whether the books may append `next` after this state.
    ///
    /// The way leads forward only (states may be skipped: a run may go on where an earlier one was not booked).
    /// Back leads nothing but a revert before the lock, after which the way begins anew. A quarantined unit is
    /// scrapped, or lifted back to where it was, which is an operation of its own.
    public boolean canBecome(UnitState next) {
        return switch (this) {
            case SCRAPPED -> false;
            case QUARANTINED -> next == SCRAPPED;
            case REVERTED -> next != REVERTED;
            case SCANNED, IDENTIFIED, BURNED, KEYED, ORDERED, ATTESTED -> next.compareTo(this) > 0; // REVERTED included
            case LOCKED, RECORDED, LABELLED, RELEASED -> next.compareTo(this) > 0 && next != REVERTED;
        };
    }
}
