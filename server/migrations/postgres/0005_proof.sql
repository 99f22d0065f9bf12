-- Proof of what was registered: the sealed segnatura of an entry, and the register of each day as a file.

CREATE TABLE segnature (
    message_id UUID PRIMARY KEY REFERENCES register_entries (message_id),
    sealed_at TIMESTAMPTZ NOT NULL,
    xml TEXT NOT NULL
);

CREATE TABLE register_days (
    area TEXT NOT NULL REFERENCES register_areas (code),
    day DATE NOT NULL,
    entries BIGINT NOT NULL,
    -- The last entry of the area when the day ended: where the next day begins.
    last_year SMALLINT NOT NULL,
    last_number BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    produced_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (area, day)
);
-- The sweeper of files asks by content.
CREATE INDEX register_days_by_content ON register_days (sha256);

CREATE FUNCTION proof_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never changed nor deleted', TG_TABLE_NAME;
END $$;

CREATE TRIGGER segnature_never_change BEFORE UPDATE OR DELETE ON segnature
    FOR EACH ROW EXECUTE FUNCTION proof_refuses();
CREATE TRIGGER segnature_never_truncated BEFORE TRUNCATE ON segnature
    FOR EACH STATEMENT EXECUTE FUNCTION proof_refuses();
CREATE TRIGGER register_days_never_change BEFORE UPDATE OR DELETE ON register_days
    FOR EACH ROW EXECUTE FUNCTION proof_refuses();
CREATE TRIGGER register_days_never_truncated BEFORE TRUNCATE ON register_days
    FOR EACH STATEMENT EXECUTE FUNCTION proof_refuses();
