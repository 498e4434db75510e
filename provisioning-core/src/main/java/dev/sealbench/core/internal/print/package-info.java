/// Brings finished labels onto paper: printers that speak ZPL II over TCP, the system's print queues, and the sealed
/// folder of a demonstration. Knows layouts and printers, not units' ways or the books.
package dev.sealbench.core.internal.print;
