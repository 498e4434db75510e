/// The door of the link: one charger behind one port.
///
/// {@link dev.sealbench.link.ChargerLink} opens the port and speaks `device-link/protocol/PROTOCOL.md` with whatever
/// answers there; every failure is a {@link dev.sealbench.link.LinkException} whose message an operator can read.
package dev.sealbench.link;
