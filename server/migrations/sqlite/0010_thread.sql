-- What happens after the first letter: replies, documents waited for, reminders, reopening, chains; and the two clocks.

-- The first request of the chain, and the one this was chained to.
ALTER TABLE requests ADD COLUMN thread_id BLOB REFERENCES requests (id);
ALTER TABLE requests ADD COLUMN parent_id BLOB REFERENCES requests (id);
-- The day the resolution clock started, and when the office first wrote back.
ALTER TABLE requests ADD COLUMN clock_from TEXT;
ALTER TABLE requests ADD COLUMN first_response_at INTEGER;
ALTER TABLE requests ADD COLUMN awaiting_since TEXT;
ALTER TABLE requests ADD COLUMN awaiting_until TEXT;
ALTER TABLE requests ADD COLUMN closed_at INTEGER;
ALTER TABLE requests ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN reminded_at INTEGER;
-- 'yes' or 'no': whether the answer answered.
ALTER TABLE requests ADD COLUMN solved TEXT;
-- Who worked it before it was reopened or chained, and whether that one shall not work it again.
ALTER TABLE requests ADD COLUMN known_by_id BLOB REFERENCES people (id);
ALTER TABLE requests ADD COLUMN second_officer INTEGER NOT NULL DEFAULT 0;
CREATE INDEX requests_by_thread ON requests (thread_id, opened_at) WHERE thread_id IS NOT NULL;
CREATE INDEX requests_awaiting ON requests (awaiting_until) WHERE state = 'awaiting_documents';

ALTER TABLE events ADD COLUMN day TEXT;

-- Rests of the resolution clock.
CREATE TABLE pauses (
    request_id BLOB NOT NULL REFERENCES requests (id),
    place INTEGER NOT NULL,
    cause TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (request_id, place)
) STRICT;
