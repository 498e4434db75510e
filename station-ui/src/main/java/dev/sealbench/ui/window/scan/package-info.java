/// What comes out of a scanner: told from typing by its pace, held against a list of what may come, read. Decides
/// nothing about units.
package dev.sealbench.ui.window.scan;
