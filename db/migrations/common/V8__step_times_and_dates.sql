-- How long each step of a run took. A step that found its work done (a unit that went on where an earlier run ended)
-- or was not finished has no row.
CREATE TABLE run_step (
    run_id uuid NOT NULL,
    step varchar(16) NOT NULL,
    milliseconds bigint NOT NULL,
    CONSTRAINT run_step_pk PRIMARY KEY (run_id, step),
    CONSTRAINT run_step_run FOREIGN KEY (run_id) REFERENCES run (run_id),
    CONSTRAINT run_step_milliseconds CHECK (milliseconds >= 0)
);

-- What quality figures ask for is a period.
CREATE INDEX run_end_by_time ON run_end (ended_at);

-- When a work order is to begin and to be finished, where a lead said so.
CREATE TABLE work_order_dates (
    number varchar(32) NOT NULL,
    start_on date,
    due_on date,
    CONSTRAINT work_order_dates_pk PRIMARY KEY (number),
    CONSTRAINT work_order_dates_order FOREIGN KEY (number) REFERENCES work_order (number),
    CONSTRAINT work_order_dates_in_order CHECK (start_on IS NULL OR due_on IS NULL OR start_on <= due_on)
);
