//! Who may come in, for how long, and what stops them.

mod clients;
mod cross_site;
mod mandates;
mod sessions;
mod sign_in;
