/// Files that survive a power cut: shared by settings and firmware keys. Knows nothing of what stands in them.
package dev.sealbench.core.internal.files;
