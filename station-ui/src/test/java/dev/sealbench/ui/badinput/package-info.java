/// Bad input, end to end: what a person, a cable, a disk or a stranger's chip can do to a run, and what the station
/// answers. Each case asks for one clear sentence, the right exit code, an event in the books, and nothing half
/// done.
///
/// Whole stations in this process, virtual chargers beside it where a charger is needed. Needs the built firmware
/// (`make -C charger-firmware all`), QEMU, swtpm and tpm2-tools, as `scripts/test` does.
package dev.sealbench.ui.badinput;
