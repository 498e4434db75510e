-- A print that a later one replaced. The reason is that of the later print.
CREATE TABLE label_void (
    serial varchar(16) NOT NULL,
    kind varchar(16) NOT NULL,
    copy int NOT NULL,
    voided_at timestamp(6) with time zone NOT NULL,
    person varchar(64) NOT NULL,
    station_id varchar(32) NOT NULL,
    reason varchar(256) NOT NULL,
    CONSTRAINT label_void_pk PRIMARY KEY (serial, kind, copy),
    CONSTRAINT label_void_print FOREIGN KEY (serial, kind, copy) REFERENCES label_print (serial, kind, copy),
    CONSTRAINT label_void_station FOREIGN KEY (station_id) REFERENCES station (station_id)
);

-- What stands where on a label, as JSON (docs/labels.md). A change is a new version.
CREATE TABLE label_template (
    template_id varchar(32) NOT NULL,
    kind varchar(16) NOT NULL,
    version int NOT NULL,
    content bytea NOT NULL,
    created_at timestamp(6) with time zone NOT NULL,
    person varchar(64) NOT NULL,
    station_id varchar(32) NOT NULL,
    CONSTRAINT label_template_pk PRIMARY KEY (template_id),
    CONSTRAINT label_template_version UNIQUE (kind, version),
    CONSTRAINT label_template_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT label_template_kind CHECK (kind IN ('PLATE', 'ACCESS', 'RECOVERY')),
    CONSTRAINT label_template_positive CHECK (version > 0)
);

-- The version that a work order's labels are made with, where it names one.
CREATE TABLE work_order_label (
    number varchar(32) NOT NULL,
    kind varchar(16) NOT NULL,
    template_id varchar(32) NOT NULL,
    CONSTRAINT work_order_label_pk PRIMARY KEY (number, kind),
    CONSTRAINT work_order_label_order FOREIGN KEY (number) REFERENCES work_order (number),
    CONSTRAINT work_order_label_template FOREIGN KEY (template_id) REFERENCES label_template (template_id)
);
