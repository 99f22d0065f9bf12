//! Signing in, the devices somebody is signed in on, the programs they let in, and the clients they act for.

mod client_table;
mod clients;
mod device_name;
mod devices;
mod programs;
mod sign_in;

pub(crate) use clients::{CLIENTS, ClientSearch, Clients};
pub(crate) use devices::Devices;
pub(crate) use programs::Programs;
pub(crate) use sign_in::SignIn;
