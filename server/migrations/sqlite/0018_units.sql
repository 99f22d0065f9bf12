-- Units of an office: who belongs to them, whom they answer to, which subjects arrive there.

CREATE TABLE units (
    id BLOB PRIMARY KEY,
    office_id BLOB NOT NULL REFERENCES offices (id),
    name TEXT NOT NULL,
    -- Gets nothing new any more.
    retired_at INTEGER,
    CONSTRAINT units_name_taken UNIQUE (office_id, name)
) STRICT;

CREATE TABLE unit_members (
    unit_id BLOB NOT NULL REFERENCES units (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    -- Answers for the unit.
    manages INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (unit_id, person_id)
) STRICT;
CREATE INDEX unit_members_by_person ON unit_members (person_id);

-- A subject arrives at one unit of an office, or at none.
CREATE TABLE unit_subjects (
    office_id BLOB NOT NULL REFERENCES offices (id),
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    unit_id BLOB NOT NULL REFERENCES units (id),
    PRIMARY KEY (office_id, subject_id)
) STRICT;
CREATE INDEX unit_subjects_by_unit ON unit_subjects (unit_id);

-- None: the office's as a whole.
ALTER TABLE requests ADD COLUMN unit_id BLOB REFERENCES units (id);
CREATE INDEX requests_of_unit ON requests (unit_id, promised_on, id) WHERE state <> 'closed' AND unit_id IS NOT NULL;
