-- Requests with their thread, timeline and files; notices to people; who looked and who did.

CREATE TABLE requests (
    id UUID PRIMARY KEY,
    version BIGINT NOT NULL,
    state TEXT NOT NULL,
    company_id UUID NOT NULL REFERENCES companies (id),
    position_id UUID NOT NULL REFERENCES positions (id),
    subject_id UUID NOT NULL REFERENCES subjects (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    sender_id UUID NOT NULL REFERENCES people (id),
    -- The intermediary's firm when the sender acted under a mandate.
    intermediary_id UUID REFERENCES intermediaries (id),
    owner_id UUID REFERENCES people (id),
    email TEXT NOT NULL,
    telephone TEXT NOT NULL,
    opened_at TIMESTAMPTZ NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    promised_on DATE NOT NULL,
    working_days INTEGER NOT NULL,
    rule_source TEXT NOT NULL,
    outcome TEXT,
    register_area TEXT NOT NULL,
    register_year SMALLINT NOT NULL,
    register_number BIGINT NOT NULL,
    attachment_count INTEGER NOT NULL,
    -- SHA-256 of the draft as sent: the same id with another content is refused.
    draft_hash BYTEA NOT NULL,
    CONSTRAINT requests_closed_with_outcome CHECK ((state = 'closed') = (outcome IS NOT NULL))
);
CREATE INDEX requests_by_company ON requests (company_id, opened_at DESC, id DESC);
CREATE INDEX requests_by_company_state ON requests (company_id, state, opened_at DESC, id DESC);
CREATE INDEX requests_by_office ON requests (office_id, state, promised_on, id);
CREATE INDEX requests_to_work ON requests (office_id, promised_on, id) WHERE state <> 'closed';
CREATE INDEX requests_by_position ON requests (position_id, opened_at DESC, id DESC);

CREATE TABLE messages (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES requests (id),
    -- The request's version that this message made: gives the order, and one author wins each.
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    author_id UUID NOT NULL REFERENCES people (id),
    author_name TEXT NOT NULL,
    text TEXT NOT NULL,
    written_at TIMESTAMPTZ NOT NULL,
    register_area TEXT NOT NULL,
    register_year SMALLINT NOT NULL,
    register_number BIGINT NOT NULL,
    CONSTRAINT messages_one_a_version UNIQUE (request_id, version)
);

CREATE TABLE events (
    id UUID PRIMARY KEY,
    request_id UUID NOT NULL REFERENCES requests (id),
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    person_id UUID REFERENCES people (id),
    person_name TEXT,
    office_id UUID REFERENCES offices (id),
    CONSTRAINT events_one_a_place UNIQUE (request_id, place)
);

CREATE TABLE attachments (
    id UUID PRIMARY KEY,
    owner_id UUID NOT NULL REFERENCES people (id),
    -- None while the file waits to be sent; the sweeper removes what waits too long.
    message_id UUID REFERENCES messages (id),
    request_id UUID REFERENCES requests (id),
    place INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    stored_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX attachments_by_request ON attachments (request_id, place);
CREATE INDEX attachments_waiting ON attachments (owner_id, stored_at) WHERE request_id IS NULL;
CREATE INDEX attachments_by_content ON attachments (sha256);

CREATE TABLE notices (
    id UUID PRIMARY KEY,
    event_id UUID NOT NULL REFERENCES events (id),
    recipient TEXT NOT NULL,
    channel TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TIMESTAMPTZ NOT NULL,
    done_at TIMESTAMPTZ,
    CONSTRAINT notices_once UNIQUE (event_id, recipient, channel)
);
CREATE INDEX notices_due ON notices (due_at) WHERE state = 'waiting';

CREATE TABLE audit (
    id UUID PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    action TEXT NOT NULL,
    company_id UUID REFERENCES companies (id),
    request_id UUID,
    office_id UUID REFERENCES offices (id)
);
CREATE INDEX audit_by_company ON audit (company_id, at);
