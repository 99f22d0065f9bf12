-- Searching: the channel, one index a list is narrowed in, the words of every request, and filters kept under a name.

ALTER TABLE requests ADD COLUMN channel TEXT NOT NULL DEFAULT 'web';

-- Holds all a list is narrowed by, so that a walk through a position's history reads this index alone.
CREATE INDEX requests_to_list ON requests (position_id, opened_at DESC, id DESC,
    state, subject_id, office_id, channel, intermediary_id, outcome, updated_at);
DROP INDEX requests_by_position;
DROP INDEX requests_by_company_state;

-- One document a request; its place is the instant of opening in microseconds, moved on where that is taken, so that
-- the newest are found first without sorting.
CREATE TABLE request_documents (
    place INTEGER PRIMARY KEY,
    request_id BLOB NOT NULL CONSTRAINT request_documents_request_once UNIQUE REFERENCES requests (id),
    -- The rules of words it was written by; older ones are written anew.
    rules INTEGER NOT NULL
) STRICT;

-- Stems between blanks, made by the program; every other sign is part of a word.
CREATE VIRTUAL TABLE request_words USING fts5 (stems, content='', contentless_delete=1, tokenize='ascii');

-- How far documents have been written for requests that were there before; one row.
CREATE TABLE request_documents_progress (
    rules INTEGER NOT NULL,
    -- Every request before this one still waits; none when all is done.
    below BLOB
) STRICT;
INSERT INTO request_documents_progress (rules, below) VALUES (0, NULL);

CREATE TABLE saved_views (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    -- The filter's fields, JSON.
    fields TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    CONSTRAINT saved_views_name_taken UNIQUE (person_id, name)
) STRICT;
