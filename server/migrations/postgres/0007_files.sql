-- What the antivirus says of each file, and uploads that go on where they broke off.

-- Files stored before were never meant to be scanned.
ALTER TABLE attachments ADD COLUMN scan TEXT NOT NULL DEFAULT 'off';
-- The signature that matched, where the file is infected.
ALTER TABLE attachments ADD COLUMN signature TEXT;
ALTER TABLE attachments ADD COLUMN scanned_at TIMESTAMPTZ;
-- When it is scanned next; none where nothing is to be done. A claim moves it, so that no two servers scan one file.
ALTER TABLE attachments ADD COLUMN scan_due_at TIMESTAMPTZ;
ALTER TABLE attachments ADD COLUMN scan_attempts INTEGER NOT NULL DEFAULT 0;
CREATE INDEX attachments_to_scan ON attachments (scan_due_at) WHERE scan_due_at IS NOT NULL;

CREATE TABLE uploads (
    -- The id the attachment will have.
    id UUID PRIMARY KEY,
    owner_id UUID NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    -- The subject whose limits apply, where already chosen.
    subject_id UUID REFERENCES subjects (id),
    size BIGINT NOT NULL,
    -- Bytes that are safe on disk: where the sender goes on.
    received BIGINT NOT NULL DEFAULT 0,
    -- What the sender says the whole will hash to.
    sha256 TEXT,
    last_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT uploads_within_size CHECK (received BETWEEN 0 AND size)
);
CREATE INDEX uploads_by_owner ON uploads (owner_id);
CREATE INDEX uploads_by_age ON uploads (last_at);
