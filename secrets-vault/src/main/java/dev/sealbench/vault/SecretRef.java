package dev.sealbench.vault;

import java.util.Objects;

/// One secret of one record, with what is needed to open it. Made by [SealedSecrets#secret]. Immutable.
///
/// @param secrets the record
/// @param context what it was sealed with
/// @param kind which of its secrets
public record SecretRef(SealedSecrets secrets, RecordContext context, SecretKind kind) {

    /// Refuses nulls.
    public SecretRef {
        Objects.requireNonNull(secrets);
        Objects.requireNonNull(context);
        Objects.requireNonNull(kind);
    }
}
