-- What a unit has, and what nobody has, may be much: each order of their lists is walked and never sorted.
CREATE INDEX requests_of_unit_by_arrival ON requests (office_id, unit_id, opened_at, id) WHERE state <> 'closed' AND unit_id IS NOT NULL;
CREATE INDEX requests_of_unit_by_change ON requests (office_id, unit_id, updated_at, id) WHERE state <> 'closed' AND unit_id IS NOT NULL;
CREATE INDEX requests_unassigned_by_arrival ON requests (office_id, opened_at, id) WHERE owner_id IS NULL AND state <> 'closed';
CREATE INDEX requests_unassigned_by_change ON requests (office_id, updated_at, id) WHERE owner_id IS NULL AND state <> 'closed';
