-- Units of an office: who belongs to them, whom they answer to, which subjects arrive there.

CREATE TABLE units (
    id UUID PRIMARY KEY,
    office_id UUID NOT NULL REFERENCES offices (id),
    name TEXT NOT NULL,
    -- Gets nothing new any more.
    retired_at TIMESTAMPTZ,
    CONSTRAINT units_name_taken UNIQUE (office_id, name)
);

CREATE TABLE unit_members (
    unit_id UUID NOT NULL REFERENCES units (id),
    person_id UUID NOT NULL REFERENCES people (id),
    -- Answers for the unit.
    manages BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (unit_id, person_id)
);
CREATE INDEX unit_members_by_person ON unit_members (person_id);

-- A subject arrives at one unit of an office, or at none.
CREATE TABLE unit_subjects (
    office_id UUID NOT NULL REFERENCES offices (id),
    subject_id UUID NOT NULL REFERENCES subjects (id),
    unit_id UUID NOT NULL REFERENCES units (id),
    PRIMARY KEY (office_id, subject_id)
);
CREATE INDEX unit_subjects_by_unit ON unit_subjects (unit_id);

-- None: the office's as a whole.
ALTER TABLE requests ADD COLUMN unit_id UUID REFERENCES units (id);
CREATE INDEX requests_of_unit ON requests (unit_id, promised_on, id) WHERE state <> 'closed' AND unit_id IS NOT NULL;
