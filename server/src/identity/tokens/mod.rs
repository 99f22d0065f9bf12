//! Access of programs: tokens bound to a company, a mandate or a firm, and what they open.

mod bearer;
mod bindings;
mod doors;
mod list;
mod make;
mod revoke;
pub mod routes;
mod store;

pub(crate) use bearer::{is_program, secret};
pub(crate) use doors::{Door, door};
pub(super) use store::{actor_by_secret, token_holds};

/// A mandate that holds on the day $2, under the alias given.
macro_rules! in_force {
    ($mandate:literal) => {
        concat!(
            $mandate,
            ".valid_from <= $2 AND (",
            $mandate,
            ".valid_to IS NULL OR ",
            $mandate,
            ".valid_to >= $2) AND ",
            $mandate,
            ".revoked_at IS NULL"
        )
    };
}
use in_force;

/// Whether what token `t` is bound to (its mandate, if any, being `d`) still is its maker's to act for on the day $2.
macro_rules! binding_holds {
    () => {
        concat!(
            "(EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = t.person_id AND m.company_id = t.company_id)
              OR EXISTS (SELECT 1 FROM intermediary_members n WHERE n.person_id = t.person_id
                         AND (n.intermediary_id = t.intermediary_id OR (n.intermediary_id = d.intermediary_id AND ",
            $crate::identity::tokens::in_force!("d"),
            "))))"
        )
    };
}
use binding_holds;
