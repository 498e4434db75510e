CREATE TRIGGER run_step_append_only BEFORE UPDATE, DELETE ON run_step FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER work_order_dates_append_only BEFORE UPDATE, DELETE ON work_order_dates FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
