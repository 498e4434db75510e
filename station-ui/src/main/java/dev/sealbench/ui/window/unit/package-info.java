/// One unit: found by scan or by typing, its history, its receipt in words and checked again, its labels and documents,
/// and what a lead decides about it.
package dev.sealbench.ui.window.unit;
