/// The operator's window: a scan field, a tile per slot, the end of each run in one word. Shows what the core says and
/// decides nothing about units.
///
/// Nodes belong to the FX thread; runs have a platform thread each and reach the nodes only through [Latest].
package dev.sealbench.ui.window;
