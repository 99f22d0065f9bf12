//! The HTTP API, its rules at work and the two database engines; the pages and the command line are in `contatti`.

pub mod attachments;
pub mod campaigns;
pub mod clock;
pub mod config;
pub mod console;
mod contract;
pub mod correspondence;
pub mod db;
pub mod demo;
pub mod escalation;
pub mod figures;
pub mod house;
pub mod identity;
pub mod live;
pub mod monitoring;
pub mod notices;
pub mod offices;
mod paper;
pub mod register;
pub mod requests;
pub mod router;
pub mod web;

pub use house::House;
