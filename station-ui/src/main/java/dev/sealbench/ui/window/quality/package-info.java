/// The figures of the line: what went how well in some days, as numbers, charts and CSV. docs/quality.md defines them.
package dev.sealbench.ui.window.quality;
