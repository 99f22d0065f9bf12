//! What a year must not hold, as counts that are nought.

/// A rung told before the one below it.
pub(super) const RUNGS_OUT_OF_ORDER: &str = "
    SELECT COUNT(*) FROM escalations a JOIN escalations b ON b.request_id = a.request_id AND b.clock_from = a.clock_from
    WHERE a.rung = 'owner' AND b.rung <> 'owner' AND b.fired_at < a.fired_at
       OR a.rung <> 'region' AND b.rung = 'region' AND b.fired_at < a.fired_at";
/// A rung told twice on one clock.
pub(super) const TOLD_TWICE: &str = "
    SELECT COUNT(*) FROM (SELECT request_id, clock_from, rung FROM escalations
                          GROUP BY request_id, clock_from, rung HAVING COUNT(*) > 1) twice";
/// Each line of a timeline has its row, and each row its line.
pub(super) const UNEQUAL: &str =
    "SELECT (SELECT COUNT(*) FROM events WHERE kind = 'escalated') - (SELECT COUNT(*) FROM escalations)";
/// Every version wrote one line, the first two.
pub(super) const TIMELINES_WITH_HOLES: &str = "
    SELECT COUNT(*) FROM requests r WHERE r.version + 1 <> (SELECT COUNT(*) FROM events e WHERE e.request_id = r.id)";
/// Nobody's, everybody told, and not named by the last check.
pub(super) const ALONE_AND_UNSAID: &str = "
    SELECT COUNT(*) FROM requests r WHERE r.state <> 'closed' AND r.owner_id IS NULL AND EXISTS (
            SELECT 1 FROM escalations e WHERE e.request_id = r.id AND e.clock_from = r.clock_from AND e.rung = 'region')
        AND NOT EXISTS (SELECT 1 FROM night_findings n WHERE n.request_id = r.id
                          AND n.day = (SELECT MAX(day) FROM escalation_rounds WHERE kind = 'night'))";
/// A rung told after the answer.
pub(super) const AFTER_CLOSING: &str = "
    SELECT COUNT(*) FROM escalations e JOIN requests r ON r.id = e.request_id
    WHERE r.state = 'closed' AND e.clock_from = r.clock_from AND e.fired_at > r.closed_at";
