/// The line: work order, slots, scans. [LineModel] knows what goes on, [LineView] shows it in one language.
package dev.sealbench.ui.window.line;
