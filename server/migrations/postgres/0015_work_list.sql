-- The work list by person: what is in somebody's charge, and what is in nobody's.

CREATE INDEX requests_in_charge_of ON requests (owner_id, promised_on, id) WHERE state <> 'closed';
CREATE INDEX requests_unassigned ON requests (office_id, promised_on, id) WHERE owner_id IS NULL AND state <> 'closed';
