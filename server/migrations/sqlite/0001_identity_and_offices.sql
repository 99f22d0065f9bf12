-- People, companies, mandates, sessions; offices, subjects and the routing table.

CREATE TABLE offices (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL CONSTRAINT offices_code_taken UNIQUE,
    name TEXT NOT NULL,
    town TEXT NOT NULL,
    address TEXT NOT NULL,
    email TEXT NOT NULL,
    -- The owner of a register (AOO); each office is one.
    register_area TEXT NOT NULL CONSTRAINT offices_register_area_taken UNIQUE,
    patron_month INTEGER,
    patron_day INTEGER,
    -- The one desk that gets what no rule routes.
    is_fallback INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX offices_one_fallback ON offices (is_fallback) WHERE is_fallback;

CREATE TABLE companies (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    tax_code TEXT NOT NULL CONSTRAINT companies_tax_code_taken UNIQUE,
    vat_number TEXT,
    address TEXT NOT NULL,
    town TEXT NOT NULL,
    province TEXT NOT NULL
) STRICT;

CREATE TABLE positions (
    id BLOB PRIMARY KEY,
    company_id BLOB NOT NULL REFERENCES companies (id),
    number TEXT NOT NULL,
    scheme TEXT NOT NULL,
    -- Province code of the place that decides the competent office.
    province TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    closed_on TEXT,
    CONSTRAINT positions_number_taken UNIQUE (scheme, number)
) STRICT;
CREATE INDEX positions_by_company ON positions (company_id);

CREATE TABLE people (
    id BLOB PRIMARY KEY,
    username TEXT NOT NULL CONSTRAINT people_username_taken UNIQUE,
    password_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL DEFAULT '',
    telephone TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'it',
    disabled_at INTEGER
) STRICT;

CREATE TABLE memberships (
    person_id BLOB NOT NULL REFERENCES people (id),
    company_id BLOB NOT NULL REFERENCES companies (id),
    PRIMARY KEY (person_id, company_id)
) STRICT;
CREATE INDEX memberships_by_company ON memberships (company_id);

CREATE TABLE intermediaries (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    tax_code TEXT NOT NULL CONSTRAINT intermediaries_tax_code_taken UNIQUE
) STRICT;

CREATE TABLE intermediary_members (
    person_id BLOB PRIMARY KEY REFERENCES people (id),
    intermediary_id BLOB NOT NULL REFERENCES intermediaries (id)
) STRICT;

-- A mandate (delega) holds from valid_from to valid_to, both included, unless revoked before.
CREATE TABLE mandates (
    id BLOB PRIMARY KEY,
    intermediary_id BLOB NOT NULL REFERENCES intermediaries (id),
    company_id BLOB NOT NULL REFERENCES companies (id),
    -- None: every scheme of the company.
    scheme TEXT,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    revoked_at INTEGER
) STRICT;
CREATE INDEX mandates_by_intermediary ON mandates (intermediary_id, company_id);
CREATE INDEX mandates_by_company ON mandates (company_id);

-- Office roles; an operator's row is membership of the group APP_FEA_COMBID (seed 004).
CREATE TABLE grants (
    person_id BLOB NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    office_id BLOB NOT NULL REFERENCES offices (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    PRIMARY KEY (person_id, role, office_id)
) STRICT;

CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    -- SHA-256 of the cookie's token: a stolen copy of this table opens nothing.
    token_hash BLOB NOT NULL CONSTRAINT sessions_token_taken UNIQUE,
    person_id BLOB NOT NULL REFERENCES people (id),
    device TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE sign_in_failures (
    username TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_failures_by_username ON sign_in_failures (username, at);

CREATE TABLE attachment_profiles (
    code TEXT PRIMARY KEY,
    max_files INTEGER NOT NULL,
    max_file_bytes INTEGER NOT NULL,
    max_total_bytes INTEGER NOT NULL,
    -- Words of FileKind, separated by blanks.
    kinds TEXT NOT NULL
) STRICT;

CREATE TABLE subject_areas (
    id BLOB PRIMARY KEY,
    scheme TEXT NOT NULL,
    -- 'generic' or 'specific'.
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    place INTEGER NOT NULL
) STRICT;

CREATE TABLE subjects (
    id BLOB PRIMARY KEY,
    area_id BLOB NOT NULL REFERENCES subject_areas (id),
    title TEXT NOT NULL,
    hint TEXT NOT NULL DEFAULT '',
    place INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    working_days INTEGER NOT NULL,
    rule_source TEXT NOT NULL,
    fixed_sentence TEXT NOT NULL DEFAULT '',
    profile_code TEXT NOT NULL REFERENCES attachment_profiles (code)
) STRICT;
CREATE INDEX subjects_by_area ON subjects (area_id, place);

-- The most specific row wins: subject and province, subject alone, province alone.
CREATE TABLE routing_rules (
    id BLOB PRIMARY KEY,
    scheme TEXT NOT NULL,
    subject_id BLOB REFERENCES subjects (id),
    province TEXT,
    office_id BLOB NOT NULL REFERENCES offices (id)
) STRICT;
CREATE INDEX routing_rules_by_scheme ON routing_rules (scheme, province);
