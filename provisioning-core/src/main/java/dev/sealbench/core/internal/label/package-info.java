/// The three labels of a charger: what stands on them, as PDF at exact size, proven readable.
///
/// {@link dev.sealbench.core.internal.label.LabelMaker} is the door. A label is first a
/// {@link dev.sealbench.core.internal.label.LabelLayout}, which knows millimetres and nothing of PDF or
/// printers. Secrets come in as lent characters, live in the layout and are wiped when it is closed.
package dev.sealbench.core.internal.label;
