-- The calendar can change: days that rest or count although law and patron say otherwise, and the promises this moves.

CREATE TABLE calendar_changes (
    id UUID PRIMARY KEY,
    -- None: it holds for every office.
    office_id UUID REFERENCES offices (id),
    day DATE NOT NULL,
    -- 'closure' or 'working_day'.
    kind TEXT NOT NULL,
    -- What people read.
    name TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    -- None: from the command line.
    made_by_id UUID REFERENCES people (id),
    -- Rows stay: promises that were moved name them.
    taken_back_at TIMESTAMPTZ,
    taken_back_by_id UUID REFERENCES people (id)
);
-- A day is changed once, for an office and for all.
CREATE UNIQUE INDEX calendar_changes_office_day ON calendar_changes (office_id, day)
    WHERE taken_back_at IS NULL AND office_id IS NOT NULL;
CREATE UNIQUE INDEX calendar_changes_national_day ON calendar_changes (day)
    WHERE taken_back_at IS NULL AND office_id IS NULL;

-- What a change still has to do at each office it holds for.
CREATE TABLE redatings (
    change_id UUID NOT NULL REFERENCES calendar_changes (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    -- Grows when the change is taken back: whoever was at work on the one before does not end this one.
    edition BIGINT NOT NULL,
    -- When it goes on; none when every open request was looked at. A claim moves it, so that two servers pass each other.
    due_at TIMESTAMPTZ,
    -- The last request looked at, in the order of ids.
    reached UUID,
    PRIMARY KEY (change_id, office_id)
);
CREATE INDEX redatings_due ON redatings (due_at) WHERE due_at IS NOT NULL;

-- The day promised before, where the event is a promise that moved.
ALTER TABLE events ADD COLUMN previous_day DATE;
-- The changes that moved it: each is told once for a request, and once more when it was taken back.
CREATE TABLE event_causes (
    event_id UUID NOT NULL REFERENCES events (id),
    change_id UUID NOT NULL REFERENCES calendar_changes (id),
    taken_back BOOLEAN NOT NULL,
    PRIMARY KEY (event_id, change_id)
);

-- 'company' or 'office': whose page the letter leads to; none where the event's kind says it.
ALTER TABLE notices ADD COLUMN reader TEXT;
