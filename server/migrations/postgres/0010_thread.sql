-- What happens after the first letter: replies, documents waited for, reminders, reopening, chains; and the two clocks.

-- The first request of the chain, and the one this was chained to.
ALTER TABLE requests ADD COLUMN thread_id UUID REFERENCES requests (id);
ALTER TABLE requests ADD COLUMN parent_id UUID REFERENCES requests (id);
-- The day the resolution clock started, and when the office first wrote back.
ALTER TABLE requests ADD COLUMN clock_from DATE;
ALTER TABLE requests ADD COLUMN first_response_at TIMESTAMPTZ;
ALTER TABLE requests ADD COLUMN awaiting_since DATE;
ALTER TABLE requests ADD COLUMN awaiting_until DATE;
ALTER TABLE requests ADD COLUMN closed_at TIMESTAMPTZ;
ALTER TABLE requests ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN reminded_at TIMESTAMPTZ;
-- 'yes' or 'no': whether the answer answered.
ALTER TABLE requests ADD COLUMN solved TEXT;
-- Who worked it before it was reopened or chained, and whether that one shall not work it again.
ALTER TABLE requests ADD COLUMN known_by_id UUID REFERENCES people (id);
ALTER TABLE requests ADD COLUMN second_officer BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX requests_by_thread ON requests (thread_id, opened_at) WHERE thread_id IS NOT NULL;
CREATE INDEX requests_awaiting ON requests (awaiting_until) WHERE state = 'awaiting_documents';

ALTER TABLE events ADD COLUMN day DATE;

-- Rests of the resolution clock.
CREATE TABLE pauses (
    request_id UUID NOT NULL REFERENCES requests (id),
    place INTEGER NOT NULL,
    cause TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE NOT NULL,
    PRIMARY KEY (request_id, place)
);
