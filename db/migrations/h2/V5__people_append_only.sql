CREATE TRIGGER person_append_only BEFORE UPDATE, DELETE ON person FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER sign_in_append_only BEFORE UPDATE, DELETE ON sign_in FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
