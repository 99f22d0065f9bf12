-- Enablement (abilitazione): who was nominated for the group APP_FEA_COMBID of an office, who granted it, until when.

CREATE TABLE enablements (
    id UUID PRIMARY KEY,
    office_id UUID NOT NULL REFERENCES offices (id),
    person_id UUID NOT NULL REFERENCES people (id),
    state TEXT NOT NULL,
    valid_from DATE NOT NULL,
    -- None: granted by whoever runs the server, without an end.
    valid_to DATE,
    reason TEXT NOT NULL,
    -- None: granted by whoever runs the server.
    nominated_by UUID REFERENCES people (id),
    nominated_at TIMESTAMPTZ,
    granted_by UUID REFERENCES people (id),
    granted_at TIMESTAMPTZ,
    -- Withdrawn, refused, revoked, or followed by the next grant.
    over_by UUID REFERENCES people (id),
    over_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX enablements_one_nomination ON enablements (office_id, person_id) WHERE state = 'nominated';
CREATE UNIQUE INDEX enablements_one_grant ON enablements (office_id, person_id) WHERE state = 'granted';
CREATE INDEX enablements_by_office ON enablements (office_id, state);

CREATE FUNCTION enablements_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'enablements are never deleted, and what is logged is never changed';
END $$;

CREATE TRIGGER enablements_never_deleted BEFORE DELETE ON enablements
    FOR EACH ROW EXECUTE FUNCTION enablements_refuse();
CREATE TRIGGER enablements_never_truncated BEFORE TRUNCATE ON enablements
    FOR EACH STATEMENT EXECUTE FUNCTION enablements_refuse();

CREATE TABLE enablement_log (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    enablement_id UUID NOT NULL REFERENCES enablements (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    deed TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    -- None: whoever runs the server.
    by_id UUID REFERENCES people (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    reason TEXT NOT NULL
);
CREATE INDEX enablement_log_by_office ON enablement_log (office_id, at, id);

CREATE TRIGGER enablement_log_never_changes BEFORE UPDATE OR DELETE ON enablement_log
    FOR EACH ROW EXECUTE FUNCTION enablements_refuse();
CREATE TRIGGER enablement_log_never_truncated BEFORE TRUNCATE ON enablement_log
    FOR EACH STATEMENT EXECUTE FUNCTION enablements_refuse();

-- What was granted before nominations were kept is reviewed with the rest.
INSERT INTO enablements (id, office_id, person_id, state, valid_from, valid_to, reason)
SELECT gen_random_uuid(), office_id, person_id, 'granted', valid_from, valid_to, '' FROM grants WHERE role = 'operator';
