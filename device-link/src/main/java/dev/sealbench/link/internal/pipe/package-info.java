/// The byte pipe of PROTOCOL.md 1, whatever it is made of.
package dev.sealbench.link.internal.pipe;
