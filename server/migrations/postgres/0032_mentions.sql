-- A note may name several colleagues; each reads it for themselves.
CREATE TABLE note_mentions (
    note_id UUID NOT NULL REFERENCES notes (id),
    person_id UUID NOT NULL REFERENCES people (id),
    -- Those of the note, so that what waits for somebody is found without it.
    request_id UUID NOT NULL REFERENCES requests (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    seen_at TIMESTAMPTZ,
    PRIMARY KEY (note_id, person_id)
);
INSERT INTO note_mentions (note_id, person_id, request_id, office_id, seen_at)
    SELECT id, mention_id, request_id, office_id, seen_at FROM notes WHERE mention_id IS NOT NULL;
CREATE INDEX note_mentions_to_read ON note_mentions (person_id, request_id) WHERE seen_at IS NULL;
DROP INDEX notes_to_read;
ALTER TABLE notes DROP COLUMN mention_id;
ALTER TABLE notes DROP COLUMN seen_at;
