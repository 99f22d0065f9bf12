-- A late request climbs by itself: the steps as data, every rung reached once, and what the nightly check found.

-- Where the directorate above the office is told; empty for nowhere.
ALTER TABLE offices ADD COLUMN region_email TEXT NOT NULL DEFAULT '';

-- None: for every office that has no steps of its own.
CREATE TABLE escalation_steps (
    office_id BLOB REFERENCES offices (id),
    place INTEGER NOT NULL,
    rung TEXT NOT NULL,
    -- After the promised day.
    working_days INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX escalation_steps_own ON escalation_steps (office_id, rung) WHERE office_id IS NOT NULL;
CREATE UNIQUE INDEX escalation_steps_for_all ON escalation_steps (rung) WHERE office_id IS NULL;
INSERT INTO escalation_steps (office_id, place, rung, working_days) VALUES
    (NULL, 1, 'owner', 1), (NULL, 2, 'unit_manager', 2), (NULL, 3, 'director', 4), (NULL, 4, 'region', 9);

-- A rung is reached once for a clock; a reopening starts another.
CREATE TABLE escalations (
    request_id BLOB NOT NULL REFERENCES requests (id),
    clock_from TEXT NOT NULL,
    rung TEXT NOT NULL,
    fired_at INTEGER NOT NULL,
    office_id BLOB NOT NULL REFERENCES offices (id),
    -- Its notices say who was told.
    event_id BLOB NOT NULL REFERENCES events (id),
    CONSTRAINT escalations_once UNIQUE (request_id, clock_from, rung)
) STRICT;

-- What may be late, whichever office has it.
CREATE INDEX requests_climbing ON requests (promised_on, id) WHERE state IN ('routed', 'in_charge', 'reopened');

-- Work done once a day: 'ladder' or 'night'.
CREATE TABLE escalation_rounds (
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    done_at INTEGER NOT NULL,
    PRIMARY KEY (kind, day)
) STRICT;

CREATE TABLE night_findings (
    day TEXT NOT NULL,
    office_id BLOB NOT NULL REFERENCES offices (id),
    request_id BLOB NOT NULL REFERENCES requests (id),
    finding TEXT NOT NULL,
    -- The check gave it back to the office.
    given_back INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT night_findings_once UNIQUE (day, request_id)
) STRICT;
CREATE INDEX night_findings_of_office ON night_findings (office_id, day);
