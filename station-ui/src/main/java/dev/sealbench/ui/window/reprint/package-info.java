/// A label printed again: unit, label, reason, print, scan-back. [ReprintModel] knows how far it is, [ReprintView]
/// shows it in one language.
package dev.sealbench.ui.window.reprint;
