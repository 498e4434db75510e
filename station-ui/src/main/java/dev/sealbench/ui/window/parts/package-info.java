/// What several pages are built of: fields with what is wrong beneath them, notices, marks, a list to pick from, copy
/// buttons, times. FX thread only, where nothing else is said.
package dev.sealbench.ui.window.parts;
