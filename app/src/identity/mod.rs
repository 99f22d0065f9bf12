//! Signing in, and the devices somebody is signed in on.

mod device_name;
mod devices;
mod sign_in;

pub(crate) use devices::Devices;
pub(crate) use sign_in::SignIn;
