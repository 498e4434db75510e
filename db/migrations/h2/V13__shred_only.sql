-- A row of unit_secret changes once: its data key is forgotten (docs/design/055-retention.md).
CREATE TRIGGER unit_secret_shred_only BEFORE UPDATE ON unit_secret FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.ShredOnlyTrigger';
