//! How the service is doing, and who looked at what.

pub mod audit;
pub mod events;
pub mod health;
pub mod metrics;
