-- Units that hand their work out, and people who are away with somebody in their place.

-- Grows by one at each change of the unit.
ALTER TABLE units ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- What arrives is given at once to a member who is there.
ALTER TABLE units ADD COLUMN distributes INTEGER NOT NULL DEFAULT 0;
-- Nobody is given more while so many are in their charge; none: no bound.
ALTER TABLE units ADD COLUMN most_each INTEGER;
-- When the member was last given one.
ALTER TABLE unit_members ADD COLUMN given_at INTEGER;

-- What a member of a unit knows best.
CREATE TABLE unit_skills (
    unit_id BLOB NOT NULL REFERENCES units (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    PRIMARY KEY (unit_id, person_id, subject_id)
) STRICT;

-- Given out once for each arrival at a unit: what was given back waits for a person's hand.
ALTER TABLE requests ADD COLUMN distributed_at INTEGER;
CREATE INDEX requests_to_distribute ON requests (unit_id, opened_at, id)
    WHERE state = 'routed' AND owner_id IS NULL AND distributed_at IS NULL AND unit_id IS NOT NULL;

-- Away from first_day to last_day, both included, unless ended before.
CREATE TABLE absences (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    office_id BLOB NOT NULL REFERENCES offices (id),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    -- Who gets what would be theirs; none: whoever of the unit has least to do.
    substitute_id BLOB REFERENCES people (id),
    made_by BLOB NOT NULL REFERENCES people (id),
    made_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX absences_of_person ON absences (person_id, office_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX absences_by_substitute ON absences (substitute_id, office_id, last_day) WHERE ended_at IS NULL;
CREATE INDEX absences_of_office ON absences (office_id, last_day) WHERE ended_at IS NULL;

-- In whose place somebody was assigned a request.
ALTER TABLE events ADD COLUMN instead_of TEXT;
