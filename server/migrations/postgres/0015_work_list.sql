-- The work list by person: what is in somebody's charge, and what is in nobody's.

CREATE INDEX requests_in_charge_of ON requests (owner_id, promised_on, id) WHERE state <> 'closed';
CREATE INDEX requests_unassigned ON requests (office_id, promised_on, id) WHERE owner_id IS NULL AND state <> 'closed';

-- Holds the state too, so that what is under way is counted by this index alone.
DROP INDEX requests_to_work;
CREATE INDEX requests_to_work ON requests (office_id, promised_on, id, state) WHERE state <> 'closed';

-- What a search for a consultant looks at, as for companies.
ALTER TABLE intermediaries ADD COLUMN folded TEXT NOT NULL DEFAULT '';
UPDATE intermediaries SET folded = lower(replace(name || ' ' || tax_code, '.', ''));
