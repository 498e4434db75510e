package dev.sealbench.core;

import java.time.Instant;

/// A label template as it was saved; never changed. A later version of the same kind replaces it for work orders that
/// name none.
///
/// @param id `plate-3`: kind and version
/// @param kind of which label
/// @param version from 1
/// @param json the template (docs/labels.md)
/// @param saved when
/// @param person who
public record LabelTemplateVersion(String id, LabelKind kind, int version, String json, Instant saved, String person) {}
