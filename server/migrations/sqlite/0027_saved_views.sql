-- Views of the work list kept under a name, and the indexes of its orders.

CREATE TABLE work_views (
    id BLOB PRIMARY KEY,
    office_id BLOB NOT NULL REFERENCES offices (id),
    person_id BLOB NOT NULL REFERENCES people (id),
    -- Grows by one at each change.
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- Everybody whose console opens at the office sees it.
    shared INTEGER NOT NULL DEFAULT 0,
    -- The fields of the list's address, as they were read: JSON.
    fields TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    CONSTRAINT work_views_name_taken UNIQUE (office_id, person_id, name)
) STRICT;
CREATE UNIQUE INDEX work_views_shared_name_taken ON work_views (office_id, name) WHERE shared;

-- What is under way by arrival and by last change; state, owner and promise are looked at without going to the row.
CREATE INDEX requests_to_work_by_arrival ON requests (office_id, opened_at, id, state, owner_id, promised_on)
    WHERE state <> 'closed';
CREATE INDEX requests_to_work_by_change ON requests (office_id, updated_at, id, state, owner_id, promised_on)
    WHERE state <> 'closed';
CREATE INDEX requests_closed_by_arrival ON requests (office_id, opened_at, id) WHERE state = 'closed';
CREATE INDEX requests_closed_by_change ON requests (office_id, updated_at, id) WHERE state = 'closed';
