/// Whole stations and virtual chargers for tests: one demonstration for the test process, its stations and units, the
/// line between them. Needs what `scripts/test` installs, and the built firmware.
package dev.sealbench.ui.testkit;
