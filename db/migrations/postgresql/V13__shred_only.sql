-- A row of unit_secret changes once: its data key is forgotten (docs/design/055-retention.md).
CREATE FUNCTION refuse_all_but_shredding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.shredded_at IS NULL AND NEW.shredded_at IS NOT NULL
        AND octet_length(NEW.sealed) < octet_length(OLD.sealed)
        AND NEW.serial = OLD.serial AND NEW.generation = OLD.generation
        AND NEW.order_salt = OLD.order_salt AND NEW.created_at = OLD.created_at THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a row of unit_secret is never changed, except to forget its data key' USING ERRCODE = '23001';
END
$$;

CREATE TRIGGER unit_secret_shred_only BEFORE UPDATE ON unit_secret
    FOR EACH ROW EXECUTE FUNCTION refuse_all_but_shredding();
