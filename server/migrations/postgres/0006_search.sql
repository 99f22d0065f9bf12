-- Searching: the channel, one index a list is narrowed in, the words of every request, and filters kept under a name.

ALTER TABLE requests ADD COLUMN channel TEXT NOT NULL DEFAULT 'web';

-- Holds all a list is narrowed by, so that a walk through a position's history reads this index alone.
CREATE INDEX requests_to_list ON requests (position_id, opened_at DESC, id DESC)
    INCLUDE (state, subject_id, office_id, channel, intermediary_id, outcome, updated_at);
DROP INDEX requests_by_position;
DROP INDEX requests_by_company_state;

-- One document a request: stems with their places, made by the program, no text search configuration of the server.
CREATE TABLE request_documents (
    request_id UUID PRIMARY KEY REFERENCES requests (id),
    -- The rules of words it was written by; older ones are written anew.
    rules INTEGER NOT NULL,
    stems TSVECTOR NOT NULL
);
CREATE INDEX request_documents_by_stem ON request_documents USING gin (stems);

-- How far documents have been written for requests that were there before; one row.
CREATE TABLE request_documents_progress (
    rules INTEGER NOT NULL,
    -- Every request before this one still waits; none when all is done.
    below UUID
);
INSERT INTO request_documents_progress (rules, below) VALUES (0, NULL);

CREATE TABLE saved_views (
    id UUID PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    -- The filter's fields, JSON.
    fields TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT saved_views_name_taken UNIQUE (person_id, name)
);
