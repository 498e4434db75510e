-- Rows of these tables say what happened: they are added, never changed or deleted, by whatever program.
-- station and unit_secret are left out: the head of a log moves on, and a crypto-shred forgets a key.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = '23001';
END
$$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON customer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customer_lock_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON customer_lock
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER customer_key_pair_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON customer_key_pair
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER firmware_release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON firmware_release
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER firmware_release_block_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON firmware_release_block
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_order_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON work_order
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER work_order_end_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON work_order_end
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_state_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_state
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER chip_binding_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON chip_binding
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER run_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON run
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER run_end_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON run_end
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fingerprint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fingerprint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER order_document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipt_document_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER certification_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON certification
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attachment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER measurement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON measurement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_print_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON label_print
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER label_confirmation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON label_confirmation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_secret_keep BEFORE DELETE OR TRUNCATE ON unit_secret
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER station_keep BEFORE DELETE OR TRUNCATE ON station
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
