-- Notices to people of the offices: who stands in, who is named in a note, whose enablement ends.

-- What people of the offices are told of themselves: shown in the console, and sent in the line of the other letters.
CREATE TABLE staff_notices (
    id BLOB PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The absence, the note or the enablement it tells of.
    about_id BLOB NOT NULL,
    -- Which of several times it is told; empty for what is told once.
    occasion TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    office_id BLOB NOT NULL REFERENCES offices (id),
    -- The colleague it is about; empty for who is told.
    named TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    -- Where the note stands.
    request_id BLOB REFERENCES requests (id),
    told_at INTEGER NOT NULL,
    read_at INTEGER,
    CONSTRAINT staff_notices_once UNIQUE (kind, about_id, occasion, person_id)
) STRICT;
CREATE INDEX staff_notices_unread ON staff_notices (person_id, told_at) WHERE read_at IS NULL;

-- A letter tells of an event or of a notice to staff.
CREATE TABLE notices_of_both (
    id BLOB PRIMARY KEY,
    event_id BLOB REFERENCES events (id),
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL,
    done_at INTEGER,
    reader TEXT,
    staff_notice_id BLOB REFERENCES staff_notices (id),
    CONSTRAINT notices_once UNIQUE (event_id, recipient, channel),
    CONSTRAINT notices_of_one CHECK ((event_id IS NULL) <> (staff_notice_id IS NULL))
) STRICT;
INSERT INTO notices_of_both (id, event_id, recipient, channel, language, state, attempts, due_at, done_at, reader)
SELECT id, event_id, recipient, channel, language, state, attempts, due_at, done_at, reader FROM notices;
DROP TABLE notices;
ALTER TABLE notices_of_both RENAME TO notices;
CREATE INDEX notices_due ON notices (due_at) WHERE state = 'waiting';
CREATE UNIQUE INDEX notices_to_staff_once ON notices (staff_notice_id) WHERE staff_notice_id IS NOT NULL;
