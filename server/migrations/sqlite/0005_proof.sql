-- Proof of what was registered: the sealed segnatura of an entry, and the register of each day as a file.

CREATE TABLE segnature (
    message_id BLOB PRIMARY KEY REFERENCES register_entries (message_id),
    sealed_at INTEGER NOT NULL,
    xml TEXT NOT NULL
) STRICT;

CREATE TABLE register_days (
    area TEXT NOT NULL REFERENCES register_areas (code),
    day TEXT NOT NULL,
    entries INTEGER NOT NULL,
    -- The last entry of the area when the day ended: where the next day begins.
    last_year INTEGER NOT NULL,
    last_number INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    produced_at INTEGER NOT NULL,
    PRIMARY KEY (area, day)
) STRICT;
-- The sweeper of files asks by content.
CREATE INDEX register_days_by_content ON register_days (sha256);

CREATE TRIGGER segnature_never_change BEFORE UPDATE ON segnature
BEGIN
    SELECT RAISE(ABORT, 'a segnatura is never changed nor deleted');
END;
CREATE TRIGGER segnature_never_deleted BEFORE DELETE ON segnature
BEGIN
    SELECT RAISE(ABORT, 'a segnatura is never changed nor deleted');
END;
CREATE TRIGGER register_days_never_change BEFORE UPDATE ON register_days
BEGIN
    SELECT RAISE(ABORT, 'a daily register is never changed nor deleted');
END;
CREATE TRIGGER register_days_never_deleted BEFORE DELETE ON register_days
BEGIN
    SELECT RAISE(ABORT, 'a daily register is never changed nor deleted');
END;
