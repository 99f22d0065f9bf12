-- The legal register: contiguous numbers per area and year, hash-chained rows that nobody can change.

-- One row an area; whoever gives the next number holds its lock until commit.
CREATE TABLE register_areas (
    code TEXT PRIMARY KEY,
    year SMALLINT NOT NULL,
    last_number BIGINT NOT NULL,
    last_hash BYTEA NOT NULL,
    last_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE register_entries (
    area TEXT NOT NULL REFERENCES register_areas (code),
    year SMALLINT NOT NULL,
    number BIGINT NOT NULL,
    registered_at TIMESTAMPTZ NOT NULL,
    direction TEXT NOT NULL,
    message_id UUID NOT NULL CONSTRAINT register_entries_message_once UNIQUE,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- SHA-256 of the message's text and of each file, in order, one "hex name" a line.
    documents TEXT NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (area, year, number)
);

CREATE FUNCTION register_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'register entries are never changed nor deleted';
END $$;

CREATE TRIGGER register_entries_never_change BEFORE UPDATE OR DELETE ON register_entries
    FOR EACH ROW EXECUTE FUNCTION register_refuses();
CREATE TRIGGER register_entries_never_truncated BEFORE TRUNCATE ON register_entries
    FOR EACH STATEMENT EXECUTE FUNCTION register_refuses();
