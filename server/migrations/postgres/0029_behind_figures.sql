-- What lies behind the sums: a line for each thing counted, as it was counted, so that every number leads to its requests.

-- Written in the transaction that adds to the sums; read by office, measure and time, newest first.
CREATE TABLE counted_moves (
    office_id UUID NOT NULL REFERENCES offices (id),
    measure TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    -- The line of the timeline it was counted with.
    event_id UUID NOT NULL REFERENCES events (id),
    request_id UUID NOT NULL REFERENCES requests (id),
    -- Noughts: of no unit.
    unit_id UUID NOT NULL,
    subject_id UUID NOT NULL REFERENCES subjects (id),
    word TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (office_id, measure, at, event_id)
);

-- What is open, oldest first, and what is due, by the day promised.
CREATE INDEX counted_open ON counted (office_id, open_since, request_id) WHERE open_since IS NOT NULL;
CREATE INDEX counted_due ON counted (office_id, due_on, request_id) WHERE due_on IS NOT NULL;

-- Everything there is gets counted anew by the same way, with its lines: what was counted before left none.
INSERT INTO movements (event_id, request_id, kind, at, office_id, unit_id, subject_id, channel, clock_from, promised_on, outcome)
SELECT e.id, e.request_id, e.kind, e.at, COALESCE(e.office_id, r.office_id), r.unit_id, r.subject_id, r.channel,
       r.clock_from, r.promised_on, r.outcome
FROM events e JOIN requests r ON r.id = e.request_id
WHERE NOT EXISTS (SELECT 1 FROM movements m WHERE m.event_id = e.id);
DELETE FROM figures;
DELETE FROM counted;

-- Until when moves are counted as their requests stood then, and not as they stood when each was made; none: never.
ALTER TABLE figures_progress ADD COLUMN recounted_until TIMESTAMPTZ;
UPDATE figures_progress SET recounted_until = (SELECT MAX(at) FROM events);
