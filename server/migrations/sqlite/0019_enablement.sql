-- Enablement (abilitazione): who was nominated for the group APP_FEA_COMBID of an office, who granted it, until when.

CREATE TABLE enablements (
    id BLOB PRIMARY KEY,
    office_id BLOB NOT NULL REFERENCES offices (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    state TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    -- None: granted by whoever runs the server, without an end.
    valid_to TEXT,
    reason TEXT NOT NULL,
    -- None: granted by whoever runs the server.
    nominated_by BLOB REFERENCES people (id),
    nominated_at INTEGER,
    granted_by BLOB REFERENCES people (id),
    granted_at INTEGER,
    -- Withdrawn, refused, revoked, or followed by the next grant.
    over_by BLOB REFERENCES people (id),
    over_at INTEGER
) STRICT;
CREATE UNIQUE INDEX enablements_one_nomination ON enablements (office_id, person_id) WHERE state = 'nominated';
CREATE UNIQUE INDEX enablements_one_grant ON enablements (office_id, person_id) WHERE state = 'granted';
CREATE INDEX enablements_by_office ON enablements (office_id, state);

CREATE TRIGGER enablements_never_deleted BEFORE DELETE ON enablements
BEGIN
    SELECT RAISE(ABORT, 'enablements are never deleted');
END;

CREATE TABLE enablement_log (
    id BLOB PRIMARY KEY,
    at INTEGER NOT NULL,
    enablement_id BLOB NOT NULL REFERENCES enablements (id),
    office_id BLOB NOT NULL REFERENCES offices (id),
    deed TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES people (id),
    -- None: whoever runs the server.
    by_id BLOB REFERENCES people (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX enablement_log_by_office ON enablement_log (office_id, at, id);

CREATE TRIGGER enablement_log_never_changes BEFORE UPDATE ON enablement_log
BEGIN
    SELECT RAISE(ABORT, 'what is logged is never changed nor deleted');
END;
CREATE TRIGGER enablement_log_never_deleted BEFORE DELETE ON enablement_log
BEGIN
    SELECT RAISE(ABORT, 'what is logged is never changed nor deleted');
END;

-- What was granted before nominations were kept is reviewed with the rest.
INSERT INTO enablements (id, office_id, person_id, state, valid_from, valid_to, reason)
SELECT randomblob(16), office_id, person_id, 'granted', valid_from, valid_to, '' FROM grants WHERE role = 'operator';
