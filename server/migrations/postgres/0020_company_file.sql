-- The file of a company and of a consultant, as one office has it: each part walks an index of its own, however much there is.

CREATE INDEX requests_of_company_at_office ON requests (company_id, office_id, state);
-- Documents are read request by request, newest first.
CREATE INDEX requests_with_files ON requests (company_id, office_id, opened_at DESC, id DESC) WHERE attachment_count > 0;
CREATE INDEX requests_of_firm_at_office ON requests (intermediary_id, office_id, opened_at DESC, id DESC, state)
    WHERE intermediary_id IS NOT NULL;

-- Whose file was read, where it is a consultant's.
ALTER TABLE audit ADD COLUMN intermediary_id UUID REFERENCES intermediaries (id);
CREATE INDEX audit_by_intermediary ON audit (intermediary_id, at) WHERE intermediary_id IS NOT NULL;
