package dev.sealbench.ui.window.quality;

/// One column of a chart. Immutable.
///
/// @param label what stands under it
/// @param spoken the same where there is room
record Bar(String label, String spoken, long value) {}
