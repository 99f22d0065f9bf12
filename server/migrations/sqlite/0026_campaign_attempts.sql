-- Letters of a campaign that could not be written: tried again behind the others, and passed over after a few attempts.

ALTER TABLE campaign_targets ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
DROP INDEX campaign_targets_waiting;
CREATE INDEX campaign_targets_waiting ON campaign_targets (campaign_id, attempts, place) WHERE state = 'waiting';
