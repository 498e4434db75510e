-- The books of one or many stations. Accepted by H2 (PostgreSQL mode) and PostgreSQL alike.
--
-- Keys: what the thing itself brings (serial, chip, digest), a UUIDv7, or (station, sequence); nothing comes from a
-- sequence that all stations share. Rows say what happened and are not changed: a state, an end, a confirmation is a
-- row of its own. Only station (the head of its log) and unit_secret (crypto-shred) are ever updated; V2 enforces it.
-- Digests, chip names and fingerprints are lower-case hexadecimal, so that a person can search for them.
-- Times are UTC.

CREATE TABLE station (
    station_id varchar(32) NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    last_sequence bigint NOT NULL,
    last_event_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT station_pk PRIMARY KEY (station_id),
    CONSTRAINT station_sequence CHECK (last_sequence >= 0)
);

CREATE TABLE event (
    station_id varchar(32) NOT NULL,
    sequence bigint NOT NULL,
    happened_at timestamp(6) with time zone NOT NULL,
    person varchar(64) NOT NULL,
    action varchar(64) NOT NULL,
    serial varchar(16),
    run_id uuid,
    result varchar(16) NOT NULL,
    detail varchar(512) NOT NULL,
    versions varchar(128) NOT NULL,
    CONSTRAINT event_pk PRIMARY KEY (station_id, sequence),
    CONSTRAINT event_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT event_result CHECK (result IN ('OK', 'REFUSED', 'FAILED'))
);
CREATE INDEX event_by_serial ON event (serial);

CREATE TABLE customer (
    vid uuid NOT NULL,
    name varchar(64) NOT NULL,
    domain varchar(64) NOT NULL,
    retention_policy varchar(32) NOT NULL,
    retention_days int NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT customer_pk PRIMARY KEY (vid),
    CONSTRAINT customer_domain UNIQUE (domain)
);

CREATE TABLE customer_lock (
    vid uuid NOT NULL,
    cid uuid NOT NULL,
    revision int NOT NULL,
    model varchar(20) NOT NULL,
    hardware_revision int NOT NULL,
    statement bytea NOT NULL,
    not_before date NOT NULL,
    not_after date NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT customer_lock_pk PRIMARY KEY (vid, cid, revision),
    CONSTRAINT customer_lock_customer FOREIGN KEY (vid) REFERENCES customer (vid)
);

CREATE TABLE customer_key_pair (
    vid uuid NOT NULL,
    cid uuid NOT NULL,
    revision int NOT NULL,
    position int NOT NULL,
    ecdsa_sha256 varchar(64) NOT NULL,
    lms_sha256 varchar(64) NOT NULL,
    CONSTRAINT customer_key_pair_pk PRIMARY KEY (vid, cid, revision, position),
    CONSTRAINT customer_key_pair_lock FOREIGN KEY (vid, cid, revision) REFERENCES customer_lock (vid, cid, revision),
    CONSTRAINT customer_key_pair_position CHECK (position BETWEEN 1 AND 4)
);

CREATE TABLE firmware_release (
    image_sha256 varchar(64) NOT NULL,
    vid uuid NOT NULL,
    cid uuid NOT NULL,
    version varchar(64) NOT NULL,
    security_counter bigint NOT NULL,
    file_sha256 varchar(64) NOT NULL,
    size_bytes bigint NOT NULL,
    sbom_sha256 varchar(64) NOT NULL,
    record bytea NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT firmware_release_pk PRIMARY KEY (image_sha256),
    CONSTRAINT firmware_release_customer FOREIGN KEY (vid) REFERENCES customer (vid)
);

CREATE TABLE firmware_release_block (
    image_sha256 varchar(64) NOT NULL,
    reason varchar(256) NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT firmware_release_block_pk PRIMARY KEY (image_sha256),
    CONSTRAINT firmware_release_block_release FOREIGN KEY (image_sha256) REFERENCES firmware_release (image_sha256)
);

CREATE TABLE work_order (
    number varchar(32) NOT NULL,
    vid uuid NOT NULL,
    cid uuid NOT NULL,
    model varchar(20) NOT NULL,
    hardware_revision int NOT NULL,
    gtin varchar(14) NOT NULL,
    image_sha256 varchar(64) NOT NULL,
    quantity int NOT NULL,
    serial_prefix varchar(8) NOT NULL,
    first_counter int NOT NULL,
    last_counter int NOT NULL,
    csms_url varchar(255) NOT NULL,
    security_profile int NOT NULL,
    identity_prefix varchar(32) NOT NULL,
    feature_years int NOT NULL,
    security_years int NOT NULL,
    retention_policy varchar(32) NOT NULL,
    retention_days int NOT NULL,
    opened_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT work_order_pk PRIMARY KEY (number),
    CONSTRAINT work_order_customer FOREIGN KEY (vid) REFERENCES customer (vid),
    CONSTRAINT work_order_release FOREIGN KEY (image_sha256) REFERENCES firmware_release (image_sha256),
    CONSTRAINT work_order_quantity CHECK (quantity > 0),
    CONSTRAINT work_order_counters CHECK (first_counter >= 0 AND first_counter <= last_counter)
);
CREATE INDEX work_order_by_prefix ON work_order (serial_prefix);

CREATE TABLE work_order_end (
    number varchar(32) NOT NULL,
    reason varchar(256) NOT NULL,
    closed_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT work_order_end_pk PRIMARY KEY (number),
    CONSTRAINT work_order_end_order FOREIGN KEY (number) REFERENCES work_order (number)
);

CREATE TABLE unit (
    serial varchar(16) NOT NULL,
    work_order varchar(32) NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT unit_pk PRIMARY KEY (serial),
    CONSTRAINT unit_work_order FOREIGN KEY (work_order) REFERENCES work_order (number)
);
CREATE INDEX unit_by_work_order ON unit (work_order);

CREATE TABLE unit_state (
    serial varchar(16) NOT NULL,
    position int NOT NULL,
    state varchar(16) NOT NULL,
    changed_at timestamp(6) with time zone NOT NULL,
    person varchar(64) NOT NULL,
    station_id varchar(32) NOT NULL,
    reason varchar(256) NOT NULL,
    CONSTRAINT unit_state_pk PRIMARY KEY (serial, position),
    CONSTRAINT unit_state_unit FOREIGN KEY (serial) REFERENCES unit (serial),
    CONSTRAINT unit_state_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT unit_state_name CHECK (state IN ('SCANNED', 'IDENTIFIED', 'BURNED', 'KEYED', 'ORDERED', 'ATTESTED',
        'LOCKED', 'RECORDED', 'LABELLED', 'RELEASED', 'REVERTED', 'QUARANTINED', 'SCRAPPED'))
);

CREATE TABLE chip_binding (
    chip varchar(68) NOT NULL,
    serial varchar(16) NOT NULL,
    endorsement_public bytea NOT NULL,
    endorsement_certificate bytea NOT NULL,
    expected boolean NOT NULL,
    bound_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT chip_binding_pk PRIMARY KEY (chip),
    CONSTRAINT chip_binding_serial UNIQUE (serial),
    CONSTRAINT chip_binding_unit FOREIGN KEY (serial) REFERENCES unit (serial)
);

CREATE VIEW unit_current AS
SELECT u.serial, u.work_order, w.vid, s.state, s.changed_at, u.created_at, c.chip
FROM unit u
JOIN work_order w ON w.number = u.work_order
JOIN unit_state s ON s.serial = u.serial
    AND s.position = (SELECT max(l.position) FROM unit_state l WHERE l.serial = u.serial)
LEFT JOIN chip_binding c ON c.serial = u.serial;

CREATE TABLE run (
    run_id uuid NOT NULL,
    serial varchar(16) NOT NULL,
    station_id varchar(32) NOT NULL,
    slot int NOT NULL,
    person varchar(64) NOT NULL,
    versions varchar(128) NOT NULL,
    started_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT run_pk PRIMARY KEY (run_id),
    CONSTRAINT run_unit FOREIGN KEY (serial) REFERENCES unit (serial),
    CONSTRAINT run_station FOREIGN KEY (station_id) REFERENCES station (station_id)
);
CREATE INDEX run_by_serial ON run (serial);

CREATE TABLE run_end (
    run_id uuid NOT NULL,
    ended_at timestamp(6) with time zone NOT NULL,
    result varchar(16) NOT NULL,
    reached varchar(16) NOT NULL,
    fault_code int NOT NULL,
    reason varchar(512) NOT NULL,
    CONSTRAINT run_end_pk PRIMARY KEY (run_id),
    CONSTRAINT run_end_run FOREIGN KEY (run_id) REFERENCES run (run_id),
    CONSTRAINT run_end_result CHECK (result IN ('PASSED', 'UNIT_REJECTED', 'STATION_FAULTED', 'ABANDONED',
        'INTERRUPTED'))
);

-- One row per set of credentials; the highest generation is in use. sealed holds the wrapped data key until the
-- crypto-shred, after which it holds the shredded form only.
CREATE TABLE unit_secret (
    serial varchar(16) NOT NULL,
    generation int NOT NULL,
    sealed bytea NOT NULL,
    order_salt bytea NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    shredded_at timestamp(6) with time zone,
    CONSTRAINT unit_secret_pk PRIMARY KEY (serial, generation),
    CONSTRAINT unit_secret_unit FOREIGN KEY (serial) REFERENCES unit (serial),
    CONSTRAINT unit_secret_salt CHECK (octet_length(order_salt) = 32)
);

CREATE TABLE fingerprint (
    fingerprint varchar(64) NOT NULL,
    serial varchar(16) NOT NULL,
    generation int NOT NULL,
    CONSTRAINT fingerprint_pk PRIMARY KEY (fingerprint),
    CONSTRAINT fingerprint_secret FOREIGN KEY (serial, generation) REFERENCES unit_secret (serial, generation)
);
CREATE INDEX fingerprint_by_secret ON fingerprint (serial, generation);

CREATE TABLE order_document (
    order_sha256 varchar(64) NOT NULL,
    serial varchar(16) NOT NULL,
    nonce bytea NOT NULL,
    trial_id bytea NOT NULL,
    envelope bytea NOT NULL,
    station_id varchar(32) NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT order_document_pk PRIMARY KEY (order_sha256),
    CONSTRAINT order_document_nonce UNIQUE (nonce),
    CONSTRAINT order_document_trial UNIQUE (trial_id),
    CONSTRAINT order_document_unit FOREIGN KEY (serial) REFERENCES unit (serial),
    CONSTRAINT order_document_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT order_document_nonce_size CHECK (octet_length(nonce) = 32),
    CONSTRAINT order_document_trial_size CHECK (octet_length(trial_id) = 16)
);
CREATE INDEX order_document_by_serial ON order_document (serial);

-- One per order, so that a trial cannot be both confirmed and reverted.
CREATE TABLE decision_document (
    order_sha256 varchar(64) NOT NULL,
    decision varchar(8) NOT NULL,
    envelope bytea NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT decision_document_pk PRIMARY KEY (order_sha256),
    CONSTRAINT decision_document_order FOREIGN KEY (order_sha256) REFERENCES order_document (order_sha256),
    CONSTRAINT decision_document_name CHECK (decision IN ('CONFIRM', 'REVERT'))
);

CREATE TABLE receipt_document (
    order_sha256 varchar(64) NOT NULL,
    stage varchar(8) NOT NULL,
    nonce bytea NOT NULL,
    receipt bytea NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT receipt_document_pk PRIMARY KEY (order_sha256, stage),
    CONSTRAINT receipt_document_order FOREIGN KEY (order_sha256) REFERENCES order_document (order_sha256),
    CONSTRAINT receipt_document_stage CHECK (stage IN ('TRIAL', 'FINAL'))
);

-- What the AK certified: TPMS_ATTEST and TPMT_SIGNATURE over the object with this handle.
CREATE TABLE certification (
    order_sha256 varchar(64) NOT NULL,
    handle bigint NOT NULL,
    attest bytea NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT certification_pk PRIMARY KEY (order_sha256, handle),
    CONSTRAINT certification_order FOREIGN KEY (order_sha256) REFERENCES order_document (order_sha256)
);

-- By name: device certificate, CSMS roots, device-key blob, public areas, what else an order came with.
CREATE TABLE attachment (
    order_sha256 varchar(64) NOT NULL,
    name varchar(32) NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT attachment_pk PRIMARY KEY (order_sha256, name),
    CONSTRAINT attachment_order FOREIGN KEY (order_sha256) REFERENCES order_document (order_sha256)
);

CREATE TABLE measurement (
    order_sha256 varchar(64) NOT NULL,
    name varchar(64) NOT NULL,
    content varchar(256) NOT NULL,
    CONSTRAINT measurement_pk PRIMARY KEY (order_sha256, name),
    CONSTRAINT measurement_order FOREIGN KEY (order_sha256) REFERENCES order_document (order_sha256)
);

CREATE TABLE label_print (
    serial varchar(16) NOT NULL,
    kind varchar(16) NOT NULL,
    copy int NOT NULL,
    printed_at timestamp(6) with time zone NOT NULL,
    person varchar(64) NOT NULL,
    station_id varchar(32) NOT NULL,
    reason varchar(256) NOT NULL,
    CONSTRAINT label_print_pk PRIMARY KEY (serial, kind, copy),
    CONSTRAINT label_print_unit FOREIGN KEY (serial) REFERENCES unit (serial),
    CONSTRAINT label_print_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT label_print_kind CHECK (kind IN ('PLATE', 'ACCESS', 'RECOVERY')),
    CONSTRAINT label_print_copy CHECK (copy > 0)
);

CREATE TABLE label_confirmation (
    serial varchar(16) NOT NULL,
    kind varchar(16) NOT NULL,
    copy int NOT NULL,
    confirmed_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT label_confirmation_pk PRIMARY KEY (serial, kind, copy),
    CONSTRAINT label_confirmation_print FOREIGN KEY (serial, kind, copy) REFERENCES label_print (serial, kind, copy)
);
