-- What answers say was done in the archives, requests that have to do with each other, and who looks at one.

CREATE TABLE archive_actions (
    -- The answer that says it.
    message_id BLOB PRIMARY KEY REFERENCES messages (id),
    request_id BLOB NOT NULL REFERENCES requests (id),
    -- The office that has to look: it goes along when the request is handed over.
    office_id BLOB NOT NULL REFERENCES offices (id),
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    -- None where there was nothing to do.
    check_on TEXT,
    checked_at INTEGER,
    checked_by BLOB REFERENCES people (id),
    checked_by_name TEXT,
    -- Whether the archives held what the answer said, once somebody looked.
    held INTEGER,
    CONSTRAINT archive_actions_checked_whole CHECK ((checked_at IS NULL) = (held IS NULL))
) STRICT;
CREATE INDEX archive_actions_by_request ON archive_actions (request_id);
CREATE INDEX archive_actions_to_check ON archive_actions (office_id, check_on, request_id)
    WHERE checked_at IS NULL AND check_on IS NOT NULL;

CREATE TABLE request_links (
    request_id BLOB NOT NULL REFERENCES requests (id),
    other_id BLOB NOT NULL REFERENCES requests (id),
    -- `related`, or `merged_into`: the first was answered in the other.
    kind TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (request_id, other_id)
) STRICT;
CREATE INDEX request_links_from_other ON request_links (other_id);

-- The last answers of an office, against which a new one is held.
CREATE INDEX messages_last_answers ON messages (register_area, written_at DESC) WHERE kind = 'answer';

-- Who has a request open just now: no lock, and gone when nothing is heard for a while.
CREATE TABLE presences (
    request_id BLOB NOT NULL REFERENCES requests (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    writing INTEGER NOT NULL DEFAULT 0,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (request_id, person_id)
) STRICT;
CREATE INDEX presences_by_time ON presences (seen_at);
