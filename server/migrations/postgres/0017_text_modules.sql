-- An office's own wording, every version of it.

CREATE TABLE text_modules (
    id UUID PRIMARY KEY,
    office_id UUID NOT NULL REFERENCES offices (id),
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    subject_id UUID REFERENCES subjects (id),
    author_name TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    -- No longer offered.
    retired_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX text_modules_title_taken ON text_modules (office_id, title) WHERE retired_at IS NULL;

CREATE TABLE text_module_versions (
    module_id UUID NOT NULL REFERENCES text_modules (id),
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    author_id UUID NOT NULL REFERENCES people (id),
    author_name TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (module_id, version)
);
