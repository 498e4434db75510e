/// Exports for auditors: which units, into which folder, how far it is, what lies where, and whether it is whole.
package dev.sealbench.ui.window.export;
