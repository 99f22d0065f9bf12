-- Requests in other hands, and what colleagues note among themselves.

-- Into whose hands a request went: an operator's name, or an office's.
ALTER TABLE events ADD COLUMN named TEXT;

CREATE TABLE notes (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES requests (id),
    -- The office it was written at: another that gets the request later does not read it.
    office_id UUID NOT NULL REFERENCES offices (id),
    author_id UUID NOT NULL REFERENCES people (id),
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    -- The colleague who is to read it, and when that one did.
    mention_id UUID REFERENCES people (id),
    seen_at TIMESTAMPTZ
);
CREATE INDEX notes_by_request ON notes (request_id, written_at, id);
CREATE INDEX notes_to_read ON notes (mention_id, request_id) WHERE seen_at IS NULL;
