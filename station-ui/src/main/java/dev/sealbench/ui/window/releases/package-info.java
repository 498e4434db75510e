/// Firmware releases: what may be burned, for whom; importing, verifying again, blocking. [ReleasesModel] knows
/// what goes on, the views show it in one language.
package dev.sealbench.ui.window.releases;
