-- Contact first: requests an office opens, and campaigns that open many.

-- Whom the office tells ('company', 'consultants', 'both') of a request it opened itself; none where a company opened it.
ALTER TABLE requests ADD COLUMN audience TEXT;

CREATE TABLE campaigns (
    id UUID PRIMARY KEY,
    office_id UUID NOT NULL REFERENCES offices (id),
    -- Whose letters they are.
    author_id UUID NOT NULL REFERENCES people (id),
    author_name TEXT NOT NULL,
    subject_id UUID NOT NULL REFERENCES subjects (id),
    text TEXT NOT NULL,
    audience TEXT NOT NULL,
    answer_expected BOOLEAN NOT NULL DEFAULT FALSE,
    -- As chosen, in JSON: kept to be shown, never read again to choose.
    filter TEXT NOT NULL,
    state TEXT NOT NULL,
    -- Letters an hour.
    pace INTEGER NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    -- When the next letters may leave, while it runs.
    due_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX campaigns_by_office ON campaigns (office_id, created_at DESC, id DESC);
CREATE INDEX campaigns_due ON campaigns (due_at) WHERE state = 'running';

-- Chosen once, with the id of the request each will become: sent twice is sent once.
CREATE TABLE campaign_targets (
    campaign_id UUID NOT NULL REFERENCES campaigns (id),
    place INTEGER NOT NULL,
    position_id UUID NOT NULL REFERENCES positions (id),
    request_id UUID NOT NULL CONSTRAINT campaign_targets_one_request UNIQUE,
    state TEXT NOT NULL,
    -- Why it was passed over.
    reason TEXT,
    PRIMARY KEY (campaign_id, place),
    CONSTRAINT campaign_targets_one_position UNIQUE (campaign_id, position_id)
);
CREATE INDEX campaign_targets_waiting ON campaign_targets (campaign_id, place) WHERE state = 'waiting';
