-- Units that hand their work out, and people who are away with somebody in their place.

-- Grows by one at each change of the unit.
ALTER TABLE units ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- What arrives is given at once to a member who is there.
ALTER TABLE units ADD COLUMN distributes BOOLEAN NOT NULL DEFAULT FALSE;
-- Nobody is given more while so many are in their charge; none: no bound.
ALTER TABLE units ADD COLUMN most_each INTEGER;
-- When the member was last given one.
ALTER TABLE unit_members ADD COLUMN given_at TIMESTAMPTZ;

-- What a member of a unit knows best.
CREATE TABLE unit_skills (
    unit_id UUID NOT NULL REFERENCES units (id),
    person_id UUID NOT NULL REFERENCES people (id),
    subject_id UUID NOT NULL REFERENCES subjects (id),
    PRIMARY KEY (unit_id, person_id, subject_id)
);

-- Given out once for each arrival at a unit: what was given back waits for a person's hand.
ALTER TABLE requests ADD COLUMN distributed_at TIMESTAMPTZ;
CREATE INDEX requests_to_distribute ON requests (unit_id, opened_at, id)
    WHERE state = 'routed' AND owner_id IS NULL AND distributed_at IS NULL AND unit_id IS NOT NULL;

-- Away from first_day to last_day, both included, unless ended before.
CREATE TABLE absences (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    -- Who gets what would be theirs; none: whoever of the unit has least to do.
    substitute_id UUID REFERENCES people (id),
    made_by UUID NOT NULL REFERENCES people (id),
    made_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX absences_of_person ON absences (person_id, office_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX absences_by_substitute ON absences (substitute_id, office_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX absences_of_office ON absences (office_id, last_day) WHERE ended_at IS NULL;

-- In whose place somebody was assigned a request.
ALTER TABLE events ADD COLUMN instead_of TEXT;
