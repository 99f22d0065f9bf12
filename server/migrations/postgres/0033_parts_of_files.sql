-- The parts of a file by an index each, of a company, of one position and of a consultant's firm: what was met, noted and written for any
-- of them is found without asking request by request.

-- Whose request it is: never another's later.
ALTER TABLE meetings ADD COLUMN company_id UUID REFERENCES companies (id);
ALTER TABLE meetings ADD COLUMN position_id UUID REFERENCES positions (id);
ALTER TABLE meetings ADD COLUMN intermediary_id UUID REFERENCES intermediaries (id);
UPDATE meetings SET
    company_id = (SELECT r.company_id FROM requests r WHERE r.id = meetings.request_id),
    position_id = (SELECT r.position_id FROM requests r WHERE r.id = meetings.request_id),
    intermediary_id = (SELECT r.intermediary_id FROM requests r WHERE r.id = meetings.request_id);
CREATE INDEX meetings_of_company ON meetings (company_id, office_id);
CREATE INDEX meetings_of_position ON meetings (position_id, office_id);
CREATE INDEX meetings_of_firm ON meetings (intermediary_id, office_id) WHERE intermediary_id IS NOT NULL;

ALTER TABLE notes ADD COLUMN company_id UUID REFERENCES companies (id);
ALTER TABLE notes ADD COLUMN position_id UUID REFERENCES positions (id);
ALTER TABLE notes ADD COLUMN intermediary_id UUID REFERENCES intermediaries (id);
UPDATE notes SET
    company_id = (SELECT r.company_id FROM requests r WHERE r.id = notes.request_id),
    position_id = (SELECT r.position_id FROM requests r WHERE r.id = notes.request_id),
    intermediary_id = (SELECT r.intermediary_id FROM requests r WHERE r.id = notes.request_id);
CREATE INDEX notes_of_company ON notes (company_id, office_id, written_at DESC, id DESC);
CREATE INDEX notes_of_position ON notes (position_id, office_id, written_at DESC, id DESC);
CREATE INDEX notes_of_firm ON notes (intermediary_id, office_id, written_at DESC, id DESC) WHERE intermediary_id IS NOT NULL;

-- The firm a missive is of: whose person wrote it, else who sent the request it belongs to.
ALTER TABLE missives ADD COLUMN intermediary_id UUID REFERENCES intermediaries (id);
UPDATE missives SET intermediary_id = COALESCE(
    (SELECT k.intermediary_id FROM intermediary_members k WHERE k.person_id = missives.person_id),
    (SELECT r.intermediary_id FROM requests r WHERE r.id = missives.request_id));
CREATE INDEX missives_of_firm ON missives (intermediary_id, office_id, at DESC, id DESC) WHERE intermediary_id IS NOT NULL;

-- Documents are read request by request, newest first.
CREATE INDEX requests_of_firm_with_files ON requests (intermediary_id, office_id, opened_at DESC, id DESC)
    WHERE intermediary_id IS NOT NULL AND attachment_count > 0;
