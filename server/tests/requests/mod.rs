//! A request's life over the API: sent, refused, sent twice, worked, watched.

mod drafts;
mod live;
mod parallel;
mod plain_forms;
mod refused;
mod send;
mod similar;
mod work;
