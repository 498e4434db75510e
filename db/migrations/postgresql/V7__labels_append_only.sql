-- Rows of these tables say what happened: they are added, never changed or deleted, by whatever program.

CREATE TRIGGER label_void_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON label_void
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_template_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON label_template
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_order_label_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON work_order_label
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
