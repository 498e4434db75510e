-- Certificates of the stations' device CAs, DER: who issued the device certificates that orders name.
CREATE TABLE device_ca (
    station_id varchar(32) NOT NULL,
    certificate_sha256 varchar(64) NOT NULL,
    certificate bytea NOT NULL,
    added_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT device_ca_pk PRIMARY KEY (station_id, certificate_sha256),
    CONSTRAINT device_ca_station FOREIGN KEY (station_id) REFERENCES station (station_id)
);

CREATE TRIGGER device_ca_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON device_ca
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
