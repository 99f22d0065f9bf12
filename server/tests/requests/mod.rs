//! A request's life over the API: sent, refused, sent twice, worked, watched.

mod distribution;
mod contact;
mod drafts;
mod handing;
mod live;
mod meetings;
mod parallel;
mod plain_forms;
mod proof;
mod refused;
mod search;
mod send;
mod similar;
mod thread;
mod work;
