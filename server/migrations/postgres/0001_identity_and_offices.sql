-- People, companies, mandates, sessions; offices, subjects and the routing table.

CREATE TABLE offices (
    id UUID PRIMARY KEY,
    code TEXT NOT NULL CONSTRAINT offices_code_taken UNIQUE,
    name TEXT NOT NULL,
    town TEXT NOT NULL,
    address TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The owner of a register (AOO); each office is one.
    register_area TEXT NOT NULL CONSTRAINT offices_register_area_taken UNIQUE,
    patron_month SMALLINT,
    patron_day SMALLINT,
    -- The one desk that gets what no rule routes.
    is_fallback BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE UNIQUE INDEX offices_one_fallback ON offices (is_fallback) WHERE is_fallback;

CREATE TABLE companies (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    tax_code TEXT NOT NULL CONSTRAINT companies_tax_code_taken UNIQUE,
    vat_number TEXT,
    address TEXT NOT NULL,
    town TEXT NOT NULL,
    province TEXT NOT NULL
);

CREATE TABLE positions (
    id UUID PRIMARY KEY,
    company_id UUID NOT NULL REFERENCES companies (id),
    number TEXT NOT NULL,
    scheme TEXT NOT NULL,
    -- Province code of the place that decides the competent office.
    province TEXT NOT NULL,
    opened_on DATE NOT NULL,
    closed_on DATE,
    CONSTRAINT positions_number_taken UNIQUE (scheme, number)
);
CREATE INDEX positions_by_company ON positions (company_id);

CREATE TABLE people (
    id UUID PRIMARY KEY,
    username TEXT NOT NULL CONSTRAINT people_username_taken UNIQUE,
    password_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'it',
    disabled_at TIMESTAMPTZ
);

CREATE TABLE memberships (
    person_id UUID NOT NULL REFERENCES people (id),
    company_id UUID NOT NULL REFERENCES companies (id),
    PRIMARY KEY (person_id, company_id)
);
CREATE INDEX memberships_by_company ON memberships (company_id);

CREATE TABLE intermediaries (
    id UUID PRIMARY KEY,
    name TEXT NOT NULL,
    tax_code TEXT NOT NULL CONSTRAINT intermediaries_tax_code_taken UNIQUE
);

CREATE TABLE intermediary_members (
    person_id UUID PRIMARY KEY REFERENCES people (id),
    intermediary_id UUID NOT NULL REFERENCES intermediaries (id)
);

-- A mandate (delega) holds from valid_from to valid_to, both included, unless revoked before.
CREATE TABLE mandates (
    id UUID PRIMARY KEY,
    intermediary_id UUID NOT NULL REFERENCES intermediaries (id),
    company_id UUID NOT NULL REFERENCES companies (id),
    -- None: every scheme of the company.
    scheme TEXT,
    valid_from DATE NOT NULL,
    valid_to DATE,
    revoked_at TIMESTAMPTZ
);
CREATE INDEX mandates_by_intermediary ON mandates (intermediary_id, company_id);
CREATE INDEX mandates_by_company ON mandates (company_id);

-- Office roles; an operator's row is membership of the group APP_FEA_COMBID (seed 004).
CREATE TABLE grants (
    person_id UUID NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    office_id UUID NOT NULL REFERENCES offices (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    PRIMARY KEY (person_id, role, office_id)
);

CREATE TABLE sessions (
    id UUID PRIMARY KEY,
    -- SHA-256 of the cookie's token: a stolen copy of this table opens nothing.
    token_hash BYTEA NOT NULL CONSTRAINT sessions_token_taken UNIQUE,
    person_id UUID NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    started_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    ends_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ
);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE sign_in_failures (
    username TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_in_failures_by_username ON sign_in_failures (username, at);

CREATE TABLE attachment_profiles (
    code TEXT PRIMARY KEY,
    max_files INTEGER NOT NULL,
    max_file_bytes BIGINT NOT NULL,
    max_total_bytes BIGINT NOT NULL,
    -- Words of FileKind, separated by blanks.
    kinds TEXT NOT NULL
);

CREATE TABLE subject_areas (
    id UUID PRIMARY KEY,
    scheme TEXT NOT NULL,
    -- 'generic' or 'specific'.
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    place INTEGER NOT NULL
);

CREATE TABLE subjects (
    id UUID PRIMARY KEY,
    area_id UUID NOT NULL REFERENCES subject_areas (id),
    title TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    working_days INTEGER NOT NULL,
    rule_source TEXT NOT NULL,
    fixed_sentence TEXT NOT NULL DEFAULT '',
    profile_code TEXT NOT NULL REFERENCES attachment_profiles (code)
);
CREATE INDEX subjects_by_area ON subjects (area_id, place);

-- The most specific row wins: subject and province, subject alone, province alone.
CREATE TABLE routing_rules (
    id UUID PRIMARY KEY,
    scheme TEXT NOT NULL,
    subject_id UUID REFERENCES subjects (id),
    province TEXT,
    office_id UUID NOT NULL REFERENCES offices (id)
);
CREATE INDEX routing_rules_by_scheme ON routing_rules (scheme, province);
