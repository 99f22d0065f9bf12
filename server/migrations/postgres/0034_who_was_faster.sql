-- What two people of an office shape at once: whose version is there, and a version where there was none.

-- None: since before this was kept.
ALTER TABLE units ADD COLUMN changed_by UUID REFERENCES people (id);
ALTER TABLE units ADD COLUMN changed_at TIMESTAMPTZ;

-- Grows by one each time somebody says anew what the member knows.
ALTER TABLE unit_members ADD COLUMN skills_version BIGINT NOT NULL DEFAULT 1;

-- The steps of the office's ladder with the address of its region: grows by one at each change.
ALTER TABLE offices ADD COLUMN steps_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE offices ADD COLUMN steps_changed_by UUID REFERENCES people (id);
ALTER TABLE offices ADD COLUMN steps_changed_at TIMESTAMPTZ;
