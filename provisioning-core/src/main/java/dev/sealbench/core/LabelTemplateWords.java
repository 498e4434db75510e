package dev.sealbench.core;

import java.util.List;
import java.util.Map;

/// What a template of one kind of label may be made of. Immutable.
///
/// @param fields values of the unit: `{name}` in a text
/// @param codes names of its codes; all of them must stand on it
/// @param captions for each language, our own words by key: `{#key}` in a text
public record LabelTemplateWords(List<String> fields, List<String> codes, Map<String, Map<String, String>> captions) {

    /// Copies lists and map.
    public LabelTemplateWords {
        fields = List.copyOf(fields);
        codes = List.copyOf(codes);
        captions = Map.copyOf(captions);
    }
}
