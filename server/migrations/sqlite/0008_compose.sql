-- What helps to compose: drafts kept for their author, words and documents of subjects, answers already given.

-- Other words people use for a subject, separated by blanks.
ALTER TABLE subjects ADD COLUMN keywords TEXT NOT NULL DEFAULT '';

CREATE TABLE subject_documents (
    id BLOB PRIMARY KEY,
    subject_id BLOB NOT NULL REFERENCES subjects (id),
    place INTEGER NOT NULL,
    title TEXT NOT NULL,
    -- The case it is needed in; empty when it always is.
    needed_when TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX subject_documents_by_subject ON subject_documents (subject_id, place);

CREATE TABLE guidance (
    id BLOB PRIMARY KEY,
    -- None: only its words call it up.
    subject_id BLOB REFERENCES subjects (id),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '',
    keywords TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX guidance_by_subject ON guidance (subject_id);

-- The id is the one the request will have; the row goes in the transaction that sends it.
CREATE TABLE drafts (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES people (id),
    version INTEGER NOT NULL,
    -- As typed, in JSON: nothing in it is trusted before it is sent.
    form TEXT NOT NULL,
    -- The names its author saw when choosing: they stay readable when a mandate has ended.
    position_name TEXT NOT NULL,
    subject_title TEXT NOT NULL,
    saved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_by_person ON drafts (person_id, saved_at DESC);
CREATE INDEX drafts_by_age ON drafts (saved_at);

-- Waiting files a draft names: they are not swept.
CREATE TABLE draft_files (
    draft_id BLOB NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    attachment_id BLOB NOT NULL REFERENCES attachments (id) ON DELETE CASCADE,
    PRIMARY KEY (draft_id, attachment_id)
) STRICT;
CREATE INDEX draft_files_by_attachment ON draft_files (attachment_id);
