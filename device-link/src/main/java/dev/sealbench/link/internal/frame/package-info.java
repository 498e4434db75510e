/// Frames: COBS, header and CRC-32C (PROTOCOL.md 2).
package dev.sealbench.link.internal.frame;
