/// What all windows share: words in three languages, look, small nodes, and the way between threads. The frame is in
/// `shell`, signing in in `login`, the scanner in `scan`; every page has a folder of its own. They show what the core
/// says and decide nothing about units.
///
/// Nodes belong to the FX thread. Nothing that may block runs there: see [UiThread].
package dev.sealbench.ui.window;
