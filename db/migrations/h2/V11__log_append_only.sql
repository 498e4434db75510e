CREATE TRIGGER log_tile_append_only BEFORE UPDATE, DELETE ON log_tile FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER log_checkpoint_append_only BEFORE UPDATE, DELETE ON log_checkpoint FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER station_statement_append_only BEFORE UPDATE, DELETE ON station_statement FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
