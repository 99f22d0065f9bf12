-- Who has what in hand is asked within an office: an index that begins with it needs no second look at each request, and the planner no
-- guess how many one person has.
DROP INDEX requests_in_charge_of;
CREATE INDEX requests_in_charge_of ON requests (office_id, owner_id, promised_on, id) WHERE state <> 'closed';
DROP INDEX requests_of_unit;
CREATE INDEX requests_of_unit ON requests (office_id, unit_id, promised_on, id) WHERE state <> 'closed' AND unit_id IS NOT NULL;
