-- How people want to be told: by e-mail, by SMS to the mobile they gave, or both.
ALTER TABLE people ADD COLUMN by_email BOOLEAN NOT NULL DEFAULT TRUE;
-- Empty: no SMS. There is no number without the wish to be told at it.
ALTER TABLE people ADD COLUMN mobile TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN preferences_version BIGINT NOT NULL DEFAULT 1;

-- A notice to staff goes by each channel its reader accepts.
DROP INDEX notices_to_staff_once;
CREATE UNIQUE INDEX notices_to_staff_once ON notices (staff_notice_id, channel) WHERE staff_notice_id IS NOT NULL;
