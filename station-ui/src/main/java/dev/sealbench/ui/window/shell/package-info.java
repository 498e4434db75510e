/// The frame of all pages. A page knows nothing of it but [Page].
package dev.sealbench.ui.window.shell;
