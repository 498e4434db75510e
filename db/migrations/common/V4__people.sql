-- People. Events and histories name a person by a random pseudonym; person_name says whom it means. That table, and the
-- two with what signs in, hold what is true now and are changed and deleted: a name is personal data, and an old hash
-- helps nobody but a thief. What was done to a person stands in person and in the events.

CREATE TABLE person (
    person varchar(18) NOT NULL,
    revision int NOT NULL,
    roles varchar(64) NOT NULL,
    disabled boolean NOT NULL,
    changed_at timestamp(6) with time zone NOT NULL,
    changed_by varchar(64) NOT NULL,
    CONSTRAINT person_pk PRIMARY KEY (person, revision),
    CONSTRAINT person_revision CHECK (revision > 0)
);

CREATE TABLE person_name (
    person varchar(18) NOT NULL,
    name varchar(32) NOT NULL,
    display_name varchar(64) NOT NULL,
    CONSTRAINT person_name_pk PRIMARY KEY (person),
    CONSTRAINT person_name_unique UNIQUE (name)
);

-- Argon2id, with its salt and cost.
CREATE TABLE person_secret (
    person varchar(18) NOT NULL,
    hash varchar(160) NOT NULL,
    set_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT person_secret_pk PRIMARY KEY (person)
);

-- HMAC under a key of the vault.
CREATE TABLE person_badge (
    person varchar(18) NOT NULL,
    fingerprint varchar(64) NOT NULL,
    set_at timestamp(6) with time zone NOT NULL,
    CONSTRAINT person_badge_pk PRIMARY KEY (person),
    CONSTRAINT person_badge_unique UNIQUE (fingerprint)
);

-- Attempts to sign in: TRIED before the secret is looked at, PROVEN after it was the right one.
CREATE TABLE sign_in (
    subject varchar(64) NOT NULL,
    position int NOT NULL,
    outcome varchar(8) NOT NULL,
    happened_at timestamp(6) with time zone NOT NULL,
    station_id varchar(32) NOT NULL,
    CONSTRAINT sign_in_pk PRIMARY KEY (subject, position),
    CONSTRAINT sign_in_station FOREIGN KEY (station_id) REFERENCES station (station_id),
    CONSTRAINT sign_in_outcome CHECK (outcome IN ('TRIED', 'PROVEN'))
);
