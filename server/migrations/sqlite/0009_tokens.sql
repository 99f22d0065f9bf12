-- Access of programs: tokens, what each is bound to, and the traces a program leaves.

CREATE TABLE tokens (
    id BLOB PRIMARY KEY,
    -- SHA-256 of the secret: a stolen copy of this table opens nothing.
    token_hash BLOB NOT NULL CONSTRAINT tokens_hash_taken UNIQUE,
    person_id BLOB NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    -- What it acts for: a company of the person's own, one mandate, or all mandates of the person's firm.
    company_id BLOB REFERENCES companies (id),
    mandate_id BLOB REFERENCES mandates (id),
    intermediary_id BLOB REFERENCES intermediaries (id),
    -- Words of Scope, separated by blanks.
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    ends_at INTEGER NOT NULL,
    revoked_at INTEGER,
    CONSTRAINT tokens_bound_once CHECK ((company_id IS NOT NULL) + (mandate_id IS NOT NULL) + (intermediary_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX tokens_by_person ON tokens (person_id, created_at DESC);
CREATE INDEX tokens_by_company ON tokens (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX tokens_by_mandate ON tokens (mandate_id) WHERE mandate_id IS NOT NULL;
CREATE INDEX tokens_by_intermediary ON tokens (intermediary_id) WHERE intermediary_id IS NOT NULL;

-- A file a program left waits for that program alone: one bound to a company never meets the files of another.
ALTER TABLE attachments ADD COLUMN token_id BLOB REFERENCES tokens (id);
CREATE INDEX attachments_waiting_by_hand ON attachments (COALESCE(token_id, owner_id), stored_at) WHERE request_id IS NULL;

-- Which program did it; none when the person did it themselves.
ALTER TABLE audit ADD COLUMN token_id BLOB REFERENCES tokens (id);
