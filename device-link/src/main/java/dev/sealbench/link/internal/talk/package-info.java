/// Requests, answers and the burn stream (PROTOCOL.md 3 to 6).
package dev.sealbench.link.internal.talk;
