package dev.sealbench.link;

/// What a charger knows of the image in a slot (IMAGE.md 8.2).
public enum SlotMark {
    /// Nothing.
    UNRECORDED,
    /// An update that has not confirmed itself yet.
    PENDING,
    /// Confirmed by the order, or by itself.
    CONFIRMED,
    /// An update that used up its boots and did not confirm itself.
    FAILED
}
