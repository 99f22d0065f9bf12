-- What was open each morning, by age: how much there is now leaves no trace of how much there was.
CREATE TABLE backlogs (
    office_id BLOB NOT NULL REFERENCES offices (id),
    day TEXT NOT NULL,
    -- Noughts: of no unit; its lines are there each morning, also of nothing.
    unit_id BLOB NOT NULL,
    -- The clock started so many days before, or more: the first day of a band of ages.
    age_from INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (office_id, day, unit_id, age_from)
) STRICT, WITHOUT ROWID;
