/// Signing in, the cover while nobody is at the station, and the first start.
package dev.sealbench.ui.window.login;
