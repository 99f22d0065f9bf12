//! A request's life over the API: sent, refused, sent twice, worked, watched.

mod live;
mod parallel;
mod plain_forms;
mod proof;
mod refused;
mod search;
mod send;
mod thread;
mod work;
