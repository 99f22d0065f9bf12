-- An office's own wording, every version of it.

CREATE TABLE text_modules (
    id BLOB PRIMARY KEY,
    office_id BLOB NOT NULL REFERENCES offices (id),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    subject_id BLOB REFERENCES subjects (id),
    author_name TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    -- No longer offered.
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX text_modules_title_taken ON text_modules (office_id, title) WHERE retired_at IS NULL;

CREATE TABLE text_module_versions (
    module_id BLOB NOT NULL REFERENCES text_modules (id),
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    author_id BLOB NOT NULL REFERENCES people (id),
    author_name TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (module_id, version)
) STRICT;
