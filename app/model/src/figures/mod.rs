//! The director's figures: what is counted, what a page shows of it, and what the coming days will bring.

mod backlog;
mod behind;
mod forecast;
mod lines;
mod measure;
mod over_time;
mod period;
mod qualities;
mod quality;
mod sums;
mod times;
mod views;

pub use backlog::{Backlog, OLD_AGES, backlogs};
pub use behind::{Behind, BehindForm, NO_UNIT};
pub use forecast::{DAYS_FORETOLD, Foretold, Outlook, foretell, known_away, mean_error};
pub use lines::{BehindLine, BehindNumber};
pub use measure::{IN_TIME, LATE, Measure, Tally};
pub use over_time::{Step, Stretch, stretches};
pub use period::{FiguresForm, MAX_PERIOD_DAYS, Period};
pub use qualities::{Qualities, Took};
pub use quality::{Quality, Reading};
use sums::age_bands_of;
pub use sums::{age_bands, amount_of, by_subject, by_unit, by_word, weeks};
pub use times::{Times, times_of};
pub use views::{Age, Figures, ForecastForm, ForecastView, OfficeSum, PastDay, SubjectSum, UnitSum, Week, WordSum};
