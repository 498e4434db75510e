/// The question for the scan of a label that was just printed, as line and reprint page ask it.
package dev.sealbench.ui.window.scanback;
