-- What was open each morning, by age: how much there is now leaves no trace of how much there was.
CREATE TABLE backlogs (
    office_id UUID NOT NULL REFERENCES offices (id),
    day DATE NOT NULL,
    -- Noughts: of no unit; its lines are there each morning, also of nothing.
    unit_id UUID NOT NULL,
    -- The clock started so many days before, or more: the first day of a band of ages.
    age_from BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (office_id, day, unit_id, age_from)
);
