-- Notices to people of the offices: who stands in, who is named in a note, whose enablement ends.

-- What people of the offices are told of themselves: shown in the console, and sent in the line of the other letters.
CREATE TABLE staff_notices (
    id UUID PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The absence, the note or the enablement it tells of.
    about_id UUID NOT NULL,
    -- Which of several times it is told; empty for what is told once.
    occasion TEXT NOT NULL,
    person_id UUID NOT NULL REFERENCES people (id),
    office_id UUID NOT NULL REFERENCES offices (id),
    -- The colleague it is about; empty for who is told.
    named TEXT NOT NULL,
    first_day DATE,
    last_day DATE,
    -- Where the note stands.
    request_id UUID REFERENCES requests (id),
    told_at TIMESTAMPTZ NOT NULL,
    read_at TIMESTAMPTZ,
    CONSTRAINT staff_notices_once UNIQUE (kind, about_id, occasion, person_id)
);
CREATE INDEX staff_notices_unread ON staff_notices (person_id, told_at) WHERE read_at IS NULL;

-- A letter tells of an event or of a notice to staff.
ALTER TABLE notices ALTER COLUMN event_id DROP NOT NULL;
ALTER TABLE notices ADD COLUMN staff_notice_id UUID REFERENCES staff_notices (id);
ALTER TABLE notices ADD CONSTRAINT notices_of_one CHECK ((event_id IS NULL) <> (staff_notice_id IS NULL));
CREATE UNIQUE INDEX notices_to_staff_once ON notices (staff_notice_id) WHERE staff_notice_id IS NOT NULL;
