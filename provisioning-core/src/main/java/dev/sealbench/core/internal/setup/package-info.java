/// Sets up homes: the parts of a vendor's and a release engineer's machine that a demonstration plays as well.
package dev.sealbench.core.internal.setup;
