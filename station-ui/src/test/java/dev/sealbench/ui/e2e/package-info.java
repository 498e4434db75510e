/// Whole units against real virtual chargers: QEMU with the boot ROM, swtpm behind it, the station as its
/// users have
/// it. Needs what `scripts/test` installs, and the built firmware.
package dev.sealbench.ui.e2e;
