-- Rows of these tables say what happened: they are added, never changed or deleted, by whatever program.
-- station and unit_secret are left out: the head of a log moves on, and a crypto-shred forgets a key.

CREATE TRIGGER event_append_only BEFORE UPDATE, DELETE ON event FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER customer_append_only BEFORE UPDATE, DELETE ON customer FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER customer_lock_append_only BEFORE UPDATE, DELETE ON customer_lock FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER customer_key_pair_append_only BEFORE UPDATE, DELETE ON customer_key_pair FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER firmware_release_append_only BEFORE UPDATE, DELETE ON firmware_release FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER firmware_release_block_append_only BEFORE UPDATE, DELETE ON firmware_release_block FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER work_order_append_only BEFORE UPDATE, DELETE ON work_order FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER work_order_end_append_only BEFORE UPDATE, DELETE ON work_order_end FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER unit_append_only BEFORE UPDATE, DELETE ON unit FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER unit_state_append_only BEFORE UPDATE, DELETE ON unit_state FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER chip_binding_append_only BEFORE UPDATE, DELETE ON chip_binding FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER run_append_only BEFORE UPDATE, DELETE ON run FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER run_end_append_only BEFORE UPDATE, DELETE ON run_end FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER fingerprint_append_only BEFORE UPDATE, DELETE ON fingerprint FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER order_document_append_only BEFORE UPDATE, DELETE ON order_document FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER decision_document_append_only BEFORE UPDATE, DELETE ON decision_document FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER receipt_document_append_only BEFORE UPDATE, DELETE ON receipt_document FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER certification_append_only BEFORE UPDATE, DELETE ON certification FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER attachment_append_only BEFORE UPDATE, DELETE ON attachment FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER measurement_append_only BEFORE UPDATE, DELETE ON measurement FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER label_print_append_only BEFORE UPDATE, DELETE ON label_print FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER label_confirmation_append_only BEFORE UPDATE, DELETE ON label_confirmation FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER unit_secret_keep BEFORE DELETE ON unit_secret FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
CREATE TRIGGER station_keep BEFORE DELETE ON station FOR EACH ROW
    CALL 'dev.sealbench.core.internal.books.AppendOnlyTrigger';
