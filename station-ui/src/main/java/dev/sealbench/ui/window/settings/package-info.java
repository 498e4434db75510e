/// The page of the station's settings: slots, printers, scanner, and what belongs to this place. Decides nothing: the
/// core keeps what can be kept.
package dev.sealbench.ui.window.settings;
