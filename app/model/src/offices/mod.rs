//! Offices, the subjects they answer and the days they work.

mod calendar;
mod subject;

pub use calendar::{PatronDay, WorkingCalendar, easter_sunday};
pub use subject::{Scheme, Subject, SubjectArea, SubjectKind};
