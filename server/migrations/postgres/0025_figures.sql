-- The director's figures: moves wait to be counted, what was counted is remembered, and sums are kept by day.

-- Written with each line of the timeline, and gone once counted: a dashboard never reads the requests.
CREATE TABLE movements (
    event_id UUID PRIMARY KEY REFERENCES events (id),
    request_id UUID NOT NULL REFERENCES requests (id),
    kind TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    office_id UUID NOT NULL REFERENCES offices (id),
    unit_id UUID REFERENCES units (id),
    subject_id UUID NOT NULL REFERENCES subjects (id),
    channel TEXT NOT NULL,
    -- As they were when it happened: the clock's first day, where it is not that of arrival, and the day promised.
    clock_from DATE,
    promised_on DATE NOT NULL,
    outcome TEXT
);

-- How each request stands in the sums, so that it leaves them as it came in.
CREATE TABLE counted (
    request_id UUID PRIMARY KEY REFERENCES requests (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    unit_id UUID REFERENCES units (id),
    subject_id UUID NOT NULL REFERENCES subjects (id),
    -- None: closed.
    open_since DATE,
    -- None: closed, or waiting for the company.
    due_on DATE,
    answered BOOLEAN NOT NULL
);

CREATE TABLE figures (
    office_id UUID NOT NULL REFERENCES offices (id),
    measure TEXT NOT NULL,
    day DATE NOT NULL,
    -- Noughts: of no unit.
    unit_id UUID NOT NULL,
    subject_id UUID NOT NULL REFERENCES subjects (id),
    word TEXT NOT NULL,
    value BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (office_id, measure, day, unit_id, subject_id, word, value)
);

-- One row: whoever counts holds it, so that two servers never count the same request at once.
CREATE TABLE figures_progress (
    counted_at TIMESTAMPTZ
);
INSERT INTO figures_progress (counted_at) VALUES (NULL);

-- What a morning foretold of each of the coming working days, nobody being away.
CREATE TABLE forecasts (
    office_id UUID NOT NULL REFERENCES offices (id),
    made_on DATE NOT NULL,
    day DATE NOT NULL,
    -- How many working days ahead.
    ahead BIGINT NOT NULL,
    will_miss BIGINT NOT NULL,
    PRIMARY KEY (office_id, made_on, day)
);

-- Promises of a day that were still open when it was over.
CREATE TABLE missed (
    office_id UUID NOT NULL REFERENCES offices (id),
    day DATE NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (office_id, day)
);

-- What was there before is counted by the same way, as it stands today.
INSERT INTO movements (event_id, request_id, kind, at, office_id, unit_id, subject_id, channel, clock_from, promised_on, outcome)
SELECT e.id, e.request_id, e.kind, e.at, COALESCE(e.office_id, r.office_id), r.unit_id, r.subject_id, r.channel,
       r.clock_from, r.promised_on, r.outcome
FROM events e JOIN requests r ON r.id = e.request_id;
