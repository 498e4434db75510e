/// The health of the station: what is wrong, and how to mend it.
package dev.sealbench.ui.window.health;
