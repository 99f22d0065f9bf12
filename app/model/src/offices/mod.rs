//! Offices, the subjects they answer and the days they work.

mod calendar;
mod guidance;
mod subject;
mod suggest;
mod word;

pub use calendar::{PatronDay, WorkingCalendar, easter_sunday};
pub use guidance::{Guidance, matching};
pub use subject::{Scheme, Subject, SubjectArea, SubjectDocument, SubjectKind};
pub use suggest::{SubjectFinder, Suggestion};
