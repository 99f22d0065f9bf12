//! Who may come in, for how long, and what stops them.

mod clients;
mod cross_site;
mod enablement;
mod limits;
mod mandates;
mod program_files;
mod program_reach;
mod program_turns;
mod programs;
mod sessions;
mod sign_in;
