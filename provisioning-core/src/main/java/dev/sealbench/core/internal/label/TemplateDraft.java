package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelTemplateFinding;
import java.util.List;

/// As much of a template as can be laid out. Owns what its layout owns: close it.
///
/// @param origins for each element of the layout, the number of the template's item that it comes from
/// @param findings why items are left out; about numbers of the template's items
record TemplateDraft(LabelLayout layout, List<Integer> origins, List<LabelTemplateFinding> findings)
        implements AutoCloseable {

    /// What is wrong with elements of the layout, said of the template's items.
    LabelTemplateFinding ofItems(LabelTemplateFinding ofElements) {
        return ofElements.of(
                ofElements.items().stream().map(origins::get).distinct().toList());
    }

    @Override
    public void close() {
        layout.close();
    }
}
