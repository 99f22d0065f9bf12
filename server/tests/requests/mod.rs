//! A request's life over the API: sent, refused, sent twice, worked, watched.

mod archives;
mod colliding;
mod contact;
mod distribution;
mod drafts;
mod handing;
mod links;
mod live;
mod meetings;
mod parallel;
mod plain_forms;
mod presence;
mod proof;
mod refused;
mod reopen;
mod search;
mod send;
mod similar;
mod similar_answers;
mod subject;
mod thread;
mod work;
