//! People, companies, mandates, roles, sessions and tokens: who is asking, and for whom they may act.

mod accounts;
mod actor;
mod clients;
mod company_search;
pub mod enablement;
mod password;
mod positions;
pub mod routes;
mod session;
mod sign_in;
mod store;
pub mod tokens;
mod which_office;
mod whose;

pub use accounts::{NewAccount, add_account, disable_account};
pub use actor::{Actor, Entry, PageActor, Pass, Seat};
pub use company_search::folded;
pub(crate) use company_search::patterns as company_patterns;
pub use password::hash_password;
pub(crate) use positions::scheme;
pub use positions::{Wanted, company_and_scheme_of, position_for, positions, schemes};
pub use session::LANGUAGE_COOKIE;
pub use store::end_sessions_of;
pub(crate) use which_office::WhichOffice;
pub(crate) use whose::Whose;
