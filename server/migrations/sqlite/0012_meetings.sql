-- Appointments asked for in a request; uploads in pieces of programs; and what of a position needs somebody today.

-- The last appointment of each request: one at a time, its history is in the thread.
CREATE TABLE meetings (
    request_id BLOB PRIMARY KEY REFERENCES requests (id),
    -- What calendars know it by; a new one each time it is asked for.
    id BLOB NOT NULL,
    office_id BLOB NOT NULL REFERENCES offices (id),
    state TEXT NOT NULL,
    mode TEXT NOT NULL,
    -- When it would suit the company; the weekdays separated by blanks, none for any.
    part TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    -- The number to call, where one was given.
    telephone TEXT NOT NULL,
    -- What the office said; empty until it is set.
    place TEXT NOT NULL,
    begins_at INTEGER,
    set_at INTEGER,
    -- How often it was set.
    sequence INTEGER NOT NULL,
    CONSTRAINT meetings_set_with_moment CHECK (state <> 'set' OR (begins_at IS NOT NULL AND set_at IS NOT NULL))
) STRICT;
CREATE INDEX meetings_asked ON meetings (office_id) WHERE state = 'asked';

-- The moment an event is about.
ALTER TABLE events ADD COLUMN moment INTEGER;

-- An upload of a program is that program's alone, as its files are.
ALTER TABLE uploads ADD COLUMN token_id BLOB REFERENCES tokens (id);
CREATE INDEX uploads_by_hand ON uploads (COALESCE(token_id, owner_id));
DROP INDEX uploads_by_owner;

-- What goes on at a position, and what was answered there last.
CREATE INDEX requests_going_on ON requests (position_id, state, promised_on, awaiting_until) WHERE state <> 'closed';
CREATE INDEX requests_answered ON requests (position_id, COALESCE(closed_at, updated_at)) WHERE state = 'closed';
