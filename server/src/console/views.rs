//! The views of a work list in SQL: one condition each, that the list walks in its order and the count stops at.

use contatti_model::requests::{PublicState, WorkOrder, WorkView};

/// Whether the list is narrowed by who wrote: only then the names around each request are read before it is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Narrowed {
    No,
    ByWho,
}

/// The condition of a view on `requests r`: $1 the office, $2 the reader, $3 today. Where a few are named by another table, `COALESCE`
/// keeps SQLite from walking the office's index instead.
macro_rules! condition {
    (not_closed) => {
        "r.office_id = $1 AND r.state <> 'closed'"
    };
    (mine) => {
        "r.office_id = $1 AND r.owner_id = $2 AND r.state <> 'closed'"
    };
    (unit) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.unit_id IS NOT NULL AND r.unit_id IN (SELECT unit_id FROM unit_members WHERE person_id = $2)"
    };
    (one_unit) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.unit_id IS NOT NULL AND r.unit_id = $12"
    };
    // Who is away and whose chain of substitution leads to the reader: each is found from the one who stands in.
    (covering) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.owner_id IN (
             WITH RECURSIVE covered (person_id) AS (
                 SELECT a.person_id FROM absences a WHERE a.substitute_id = $2 AND a.office_id = $1
                     AND a.ended_at IS NULL AND a.first_day <= $3 AND a.last_day >= $3
                 UNION
                 SELECT a.person_id FROM covered c JOIN absences a ON a.substitute_id = c.person_id
                 WHERE a.office_id = $1 AND a.ended_at IS NULL AND a.first_day <= $3 AND a.last_day >= $3)
             SELECT person_id FROM covered)"
    };
    (mentioned) => {
        "COALESCE(r.office_id, $1) = $1 AND r.id IN (SELECT request_id FROM note_mentions WHERE person_id = $2 AND office_id = $1 AND seen_at IS NULL)"
    };
    (unassigned) => {
        "r.office_id = $1 AND r.owner_id IS NULL AND r.state <> 'closed'"
    };
    (overdue) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.state <> 'awaiting_documents' AND r.promised_on < $3"
    };
    // The same read from its end, where the list begins before today by its place ([`super::place::after`]): with both bounds SQLite
    // would walk from today at every page.
    (overdue_from_today_back) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.state <> 'awaiting_documents'"
    };
    (due_today) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.state <> 'awaiting_documents' AND r.promised_on = $3"
    };
    (awaiting) => {
        "r.office_id = $1 AND r.state = 'awaiting_documents'"
    };
    (reopened) => {
        "r.office_id = $1 AND r.state = 'reopened'"
    };
    // A closed request may have one too: here alone it is seen to wait for an answer.
    (meetings) => {
        "COALESCE(r.office_id, $1) = $1 AND r.id IN (SELECT request_id FROM meetings WHERE office_id = $1 AND state = 'asked')"
    };
    // A closed request is looked up on its day: here alone it is seen to wait.
    (to_check) => {
        "COALESCE(r.office_id, $1) = $1 AND r.id IN (SELECT request_id FROM archive_actions WHERE office_id = $1 AND checked_at IS NULL AND check_on IS NOT NULL AND check_on <= $3)"
    };
    (open) => {
        "r.office_id = $1 AND r.state = 'routed'"
    };
    // The same, said so that SQLite walks what is under way in another order than the promise's.
    (open_in_other_order) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.state NOT IN ('registered', 'in_charge', 'awaiting_documents', 'reopened')"
    };
    (in_charge) => {
        "r.office_id = $1 AND r.state <> 'closed' AND r.state <> 'routed'"
    };
    (closed) => {
        "r.office_id = $1 AND r.state = 'closed'"
    };
}

/// The page's requests are chosen first and named after, each name asked for by itself: PostgreSQL would else join what every request has
/// beside it before it asks who is mentioned where, and weigh the orders of seven joins at every question. $4 and $5 where the page
/// before ended, $6 how many, $7 the subject, $8 to $11 patterns of who wrote, $12 the unit. Every text names every number.
macro_rules! lines {
    ($view:ident, $key:literal, $beyond:literal, $way:literal, $names:literal, $who:literal) => {
        concat!(
            "SELECT r.id, r.state, (SELECT s.title FROM subjects s WHERE s.id = r.subject_id) AS subject,
                    (SELECT c.name FROM companies c WHERE c.id = r.company_id) AS company,
                    (SELECT p.number FROM positions p WHERE p.id = r.position_id) AS position,
                    (SELECT o.name FROM offices o WHERE o.id = r.office_id) AS office,
                    r.opened_at, r.updated_at, r.promised_on, r.outcome, r.channel, r.register_area, r.register_year,
                    r.register_number, (SELECT p.name FROM people p WHERE p.id = r.owner_id) AS owner, r.attachment_count,
                    (SELECT m.state FROM meetings m WHERE m.request_id = r.id) AS meeting,
                    (SELECT m.begins_at FROM meetings m WHERE m.request_id = r.id) AS meeting_at,
                    (SELECT u.name FROM units u WHERE u.id = r.unit_id) AS unit,
                    (SELECT MAX(a.last_day) FROM absences a WHERE a.person_id = r.owner_id AND a.office_id = r.office_id
                     AND a.ended_at IS NULL AND a.first_day <= $3 AND a.last_day >= $3) AS owner_absent_until,
                    r.audience, r.company_id
             FROM (SELECT r.id, r.state, r.subject_id, r.company_id, r.position_id, r.office_id, r.owner_id, r.unit_id, r.opened_at,
                          r.updated_at, r.promised_on, r.outcome, r.channel, r.register_area, r.register_year, r.register_number,
                          r.attachment_count, r.audience
                   FROM requests r ",
            $names,
            " WHERE ",
            condition!($view),
            " AND (",
            $key,
            ", r.id) ",
            $beyond,
            " ($4, $5) AND ($7 IS NULL OR r.subject_id = $7) AND ($12 IS NULL OR r.unit_id = $12) AND ($2 IS NOT NULL AND $3 IS NOT NULL) AND ",
            $who,
            " ORDER BY ",
            $key,
            $way,
            ", r.id",
            $way,
            " LIMIT $6) r
             ORDER BY ",
            $key,
            $way,
            ", r.id",
            $way
        )
    };
}

macro_rules! either {
    ($view:ident, $narrowed:expr, $key:literal, $beyond:literal, $way:literal) => {
        match $narrowed {
            Narrowed::No => {
                lines!(
                    $view,
                    $key,
                    $beyond,
                    $way,
                    "",
                    "($8 IS NOT NULL AND $9 IS NOT NULL AND $10 IS NOT NULL AND $11 IS NOT NULL)"
                )
            }
            Narrowed::ByWho => lines!(
                $view,
                $key,
                $beyond,
                $way,
                "JOIN companies c ON c.id = r.company_id JOIN positions p ON p.id = r.position_id
                 LEFT JOIN intermediaries i ON i.id = r.intermediary_id",
                "EXISTS (SELECT 1 FROM (SELECT c.folded || ' ' || p.number || ' ' || COALESCE(i.folded, '') AS who) n
                 WHERE n.who LIKE $8 AND n.who LIKE $9 AND n.who LIKE $10 AND n.who LIKE $11)"
            ),
        }
    };
}

/// The texts of a view, by order; `$back` is its condition where the latest promise comes first, `$other` in the orders that are not
/// the promise's.
macro_rules! ordered {
    ($view:ident, $order:expr, $narrowed:expr) => {
        ordered!($view, $view, $view, $order, $narrowed, Promised, Latest)
    };
    ($view:ident, $back:ident, $other:ident, $order:expr, $narrowed:expr, $rising:ident, $falling:ident) => {
        match $order {
            WorkOrder::$rising => either!($view, $narrowed, "r.promised_on", ">", ""),
            WorkOrder::$falling => either!($back, $narrowed, "r.promised_on", "<", " DESC"),
            WorkOrder::Oldest => either!($other, $narrowed, "r.opened_at", ">", ""),
            WorkOrder::Newest => either!($other, $narrowed, "r.opened_at", "<", " DESC"),
            WorkOrder::Changed => either!($other, $narrowed, "r.updated_at", "<", " DESC"),
            WorkOrder::Still => either!($other, $narrowed, "r.updated_at", ">", ""),
        }
    };
}

/// One text for each list and order, so that each walks its own index. What is picked by owner, several units or another table is few, and sorted.
pub(super) fn sql(view: WorkView, order: WorkOrder, narrowed: Narrowed) -> &'static str {
    match view {
        WorkView::NotClosed => ordered!(not_closed, order, narrowed),
        WorkView::Mine => ordered!(mine, order, narrowed),
        WorkView::MyUnit => ordered!(unit, order, narrowed),
        WorkView::Covering => ordered!(covering, order, narrowed),
        WorkView::Mentioned => ordered!(mentioned, order, narrowed),
        WorkView::Unassigned => ordered!(unassigned, order, narrowed),
        WorkView::Overdue => ordered!(overdue, overdue_from_today_back, overdue, order, narrowed, Promised, Latest),
        WorkView::DueToday => ordered!(due_today, order, narrowed),
        WorkView::AwaitingDocuments => ordered!(awaiting, order, narrowed),
        WorkView::Reopened => ordered!(reopened, order, narrowed),
        WorkView::MeetingsAsked => ordered!(meetings, order, narrowed),
        WorkView::ToCheck => ordered!(to_check, order, narrowed),
        WorkView::In(PublicState::Open) => ordered!(open, open, open_in_other_order, order, narrowed, Promised, Latest),
        WorkView::In(PublicState::InCharge) => ordered!(in_charge, order, narrowed),
        // By its promise, what is done is read from its end.
        WorkView::In(PublicState::Closed) => ordered!(closed, closed, closed, order, narrowed, Latest, Promised),
    }
}

/// What one unit has, $12: its index is in order, where those of several units are sorted together.
pub(super) fn sql_of_one_unit(order: WorkOrder, narrowed: Narrowed) -> &'static str {
    ordered!(one_unit, order, narrowed)
}

macro_rules! count {
    ($word:literal, $view:ident) => {
        concat!(
            "SELECT '",
            $word,
            "' AS state, COUNT(*) AS count FROM (SELECT 1 FROM requests r WHERE ",
            condition!($view),
            " AND r.promised_on >= $5 LIMIT $4) x"
        )
    };
}

macro_rules! counts {
    ($word:literal $view:ident $(, $next:literal $other:ident)*) => {
        concat!(count!($word, $view) $(, " UNION ALL ", count!($next, $other))*)
    };
}

/// How many there are of each view that is the same for the whole office, none counted further than $4. $5 is before every
/// promise: with it SQLite sees that the index of what is under way, by promise, is the one to walk.
pub(super) const OFFICE_COUNTS: &str = counts!(
    "" not_closed, "unassigned" unassigned, "overdue" overdue, "due_today" due_today, "awaiting_documents" awaiting,
    "reopened" reopened, "meetings" meetings, "to_check" to_check
);

/// The same of the views that are the reader's own.
pub(super) const OWN_COUNTS: &str = counts!("mine" mine, "unit" unit, "covering" covering, "mentioned" mentioned);

#[cfg(test)]
#[path = "views_plan.rs"]
mod plan;
