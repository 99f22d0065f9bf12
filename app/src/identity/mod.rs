//! Signing in, the devices somebody is signed in on, and the clients somebody acts for.

mod clients;
mod device_name;
mod devices;
mod sign_in;

pub(crate) use clients::{CLIENTS, ClientSearch, Clients};
pub(crate) use devices::Devices;
pub(crate) use sign_in::SignIn;
