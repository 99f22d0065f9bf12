//! Into other hands: to a colleague, back to the office, over to another office (ADR 0020).

mod assign;
mod give_back;
mod hand_over;
mod hands;
mod leave;
mod pass;
mod routes;
mod stand_in;

pub(super) use hands::colleague;
pub(crate) use leave::{IfMoved, Left, give_back_left, left_by};
pub(super) use routes::routes;
