-- The log as a Merkle tree (RFC 9162 2.1) per station: docs/design/051-log.md. The leaves are the events themselves.

-- 256 hashes of one level, complete: level 0 holds leaves, each level above the roots of 256 tiles below. They save
-- work and prove nothing. root is the root of the tile's 256 hashes.
CREATE TABLE log_tile (
    station_id varchar(32) NOT NULL,
    level int NOT NULL,
    position bigint NOT NULL,
    hashes bytea NOT NULL,
    root bytea NOT NULL,
    CONSTRAINT log_tile_pk PRIMARY KEY (station_id, level, position),
    CONSTRAINT log_tile_station FOREIGN KEY (station_id) REFERENCES station (station_id)
);

-- Signed notes; size in events.
CREATE TABLE log_checkpoint (
    station_id varchar(32) NOT NULL,
    size bigint NOT NULL,
    root varchar(64) NOT NULL,
    note bytea NOT NULL,
    note_sha256 varchar(64) NOT NULL,
    signed_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT log_checkpoint_pk PRIMARY KEY (station_id, size),
    CONSTRAINT log_checkpoint_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT log_checkpoint_note UNIQUE (note_sha256)
);

-- The vendor root's statements for the stations whose logs are here: whose key signs them.
CREATE TABLE station_statement (
    station_id varchar(32) NOT NULL,
    statement_sha256 varchar(64) NOT NULL,
    statement bytea NOT NULL,
    added_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT station_statement_pk PRIMARY KEY (station_id, statement_sha256),
    CONSTRAINT station_statement_station FOREIGN KEY (station_id) REFERENCES station (station_id)
);
