-- Correspondence: what comes and goes beside the drawer, in one history with the requests.

-- Where an office receives certified mail and faxes; its ordinary address is there already.
ALTER TABLE offices ADD COLUMN pec TEXT NOT NULL DEFAULT '';
ALTER TABLE offices ADD COLUMN fax TEXT NOT NULL DEFAULT '';

-- The hand of what no person brought through the door: author of what strangers wrote, owner of the files that came along.
INSERT INTO people (id, username, password_hash, name, disabled_at)
VALUES (X'00000000000070008000706f73746100', 'posta-in-arrivo', '-', 'Posta in arrivo', 0);

CREATE TABLE missives (
    id BLOB PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    channel TEXT NOT NULL,
    direction TEXT NOT NULL,
    office_id BLOB NOT NULL REFERENCES offices (id),
    -- When it was written or happened, as far as the channel says.
    at INTEGER NOT NULL,
    correspondent TEXT NOT NULL,
    -- An e-mail address in small letters, or the digits of a telephone number; empty where there is none.
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Written by a machine: never part of a thread by itself.
    automatic INTEGER NOT NULL DEFAULT 0,
    -- Parts that are no kind of file an office takes.
    left_out INTEGER NOT NULL DEFAULT 0,
    file_count INTEGER NOT NULL DEFAULT 0,
    -- SHA-256 of what came in: the same thing twice is once. None for what an operator wrote down.
    original_sha256 TEXT CONSTRAINT missives_original_once UNIQUE,
    register_area TEXT NOT NULL,
    register_year INTEGER NOT NULL,
    register_number INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    -- The account the address belongs to.
    person_id BLOB REFERENCES people (id),
    -- Known: shown in the position's history. Proposed: for the office to confirm.
    position_id BLOB REFERENCES positions (id),
    request_id BLOB REFERENCES requests (id),
    proposed_position_id BLOB REFERENCES positions (id),
    proposed_request_id BLOB REFERENCES requests (id),
    reason TEXT,
    decided_by_id BLOB REFERENCES people (id)
) STRICT;
CREATE INDEX missives_tray ON missives (office_id, state, received_at, id);
CREATE INDEX missives_by_position ON missives (position_id, at DESC, id DESC) WHERE position_id IS NOT NULL;

-- Who is known to write for a position beside the accounts: remembered by an operator who filed something of theirs.
CREATE TABLE known_senders (
    address TEXT NOT NULL,
    position_id BLOB NOT NULL REFERENCES positions (id),
    remembered_at INTEGER NOT NULL,
    remembered_by_id BLOB NOT NULL REFERENCES people (id),
    PRIMARY KEY (address, position_id)
) STRICT;

ALTER TABLE messages ADD COLUMN channel TEXT NOT NULL DEFAULT 'web';

ALTER TABLE attachments ADD COLUMN missive_id BLOB REFERENCES missives (id);
CREATE INDEX attachments_by_missive ON attachments (missive_id) WHERE missive_id IS NOT NULL;

CREATE INDEX people_by_email ON people (lower(email));
CREATE INDEX requests_by_number ON requests (register_area, register_year, register_number);
