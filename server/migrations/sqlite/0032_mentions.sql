-- A note may name several colleagues; each reads it for themselves.
CREATE TABLE mentioned AS SELECT id, mention_id, request_id, office_id, seen_at FROM notes WHERE mention_id IS NOT NULL;
CREATE TABLE notes_kept (
    id BLOB PRIMARY KEY,
    request_id BLOB NOT NULL REFERENCES requests (id),
    -- The office it was written at: another that gets the request later does not read it.
    office_id BLOB NOT NULL REFERENCES offices (id),
    author_id BLOB NOT NULL REFERENCES people (id),
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at INTEGER NOT NULL
) STRICT;
INSERT INTO notes_kept (id, request_id, office_id, author_id, author_name, text, written_at)
    SELECT id, request_id, office_id, author_id, author_name, text, written_at FROM notes;
DROP TABLE notes;
ALTER TABLE notes_kept RENAME TO notes;
CREATE INDEX notes_by_request ON notes (request_id, written_at, id);

CREATE TABLE note_mentions (
    note_id BLOB NOT NULL REFERENCES notes (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    -- Those of the note, so that what waits for somebody is found without it.
    request_id BLOB NOT NULL REFERENCES requests (id),
    office_id BLOB NOT NULL REFERENCES offices (id),
    seen_at INTEGER,
    PRIMARY KEY (note_id, person_id)
) STRICT;
INSERT INTO note_mentions (note_id, person_id, request_id, office_id, seen_at)
    SELECT id, mention_id, request_id, office_id, seen_at FROM mentioned;
DROP TABLE mentioned;
CREATE INDEX note_mentions_to_read ON note_mentions (person_id, request_id) WHERE seen_at IS NULL;
