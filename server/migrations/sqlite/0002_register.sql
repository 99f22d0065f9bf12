-- The legal register: contiguous numbers per area and year, hash-chained rows that nobody can change.

-- One row an area; whoever gives the next number holds its lock until commit.
CREATE TABLE register_areas (
    code TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    last_hash BLOB NOT NULL,
    last_at INTEGER NOT NULL
) STRICT;

CREATE TABLE register_entries (
    area TEXT NOT NULL REFERENCES register_areas (code),
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    registered_at INTEGER NOT NULL,
    direction TEXT NOT NULL,
    message_id BLOB NOT NULL CONSTRAINT register_entries_message_once UNIQUE,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    -- SHA-256 of the message's text and of each file, in order, one "hex name" a line.
    documents TEXT NOT NULL,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (area, year, number)
) STRICT;

CREATE TRIGGER register_entries_never_change BEFORE UPDATE ON register_entries
BEGIN
    SELECT RAISE(ABORT, 'register entries are never changed nor deleted');
END;
CREATE TRIGGER register_entries_never_deleted BEFORE DELETE ON register_entries
BEGIN
    SELECT RAISE(ABORT, 'register entries are never changed nor deleted');
END;
