/// Frames over a byte pipe, with threads, bounds and counts.
package dev.sealbench.link.internal.line;
