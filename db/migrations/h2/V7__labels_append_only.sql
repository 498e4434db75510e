-- Rows of these tables say what happened: they are added, never changed or deleted, by whatever program.

CREATE TRIGGER label_void_append_only BEFORE UPDATE, DELETE ON label_void FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER label_template_append_only BEFORE UPDATE, DELETE ON label_template FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER work_order_label_append_only BEFORE UPDATE, DELETE ON work_order_label FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
