-- Filters few requests fit: each walks an index of its own instead of a position's whole history (requests/search/lead.rs).

-- Under way: few beside all that is closed.
CREATE INDEX requests_alive_of_position ON requests (position_id, opened_at DESC, id DESC, state) WHERE state <> 'closed';
CREATE INDEX requests_of_subject ON requests (position_id, subject_id, opened_at DESC, id DESC);
CREATE INDEX requests_with_outcome ON requests (position_id, outcome, opened_at DESC, id DESC) WHERE outcome IS NOT NULL;
-- Nearly all come by the web: that filter walks the history and is full at once.
CREATE INDEX requests_by_other_channels ON requests (position_id, channel, opened_at DESC, id DESC) WHERE channel <> 'web';
CREATE INDEX requests_of_intermediary ON requests (position_id, intermediary_id, opened_at DESC, id DESC)
    WHERE intermediary_id IS NOT NULL;
CREATE INDEX requests_of_office ON requests (position_id, office_id, opened_at DESC, id DESC);
CREATE INDEX requests_by_last_change ON requests (position_id, updated_at, opened_at DESC, id DESC);
