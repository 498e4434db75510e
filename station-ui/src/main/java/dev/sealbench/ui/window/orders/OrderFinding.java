package dev.sealbench.ui.window.orders;

/// Why the station would not open a work order as it is. Immutable.
///
/// @param field what has to be entered differently
/// @param text one sentence in English, as the core says it
public record OrderFinding(OrderField field, String text) {}
