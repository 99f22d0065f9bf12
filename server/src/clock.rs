//! The one place that reads the time; everything else is handed a clock.

use contatti_model::Instant;
use std::sync::Mutex;

/// Where the time comes from.
pub trait Clock: Send + Sync + 'static {
    fn now(&self) -> Instant;
}

/// The machine's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    fn now(&self) -> Instant {
        Instant::new(jiff::Timestamp::now())
    }
}

/// A clock that stands still until it is moved; for tests and for loading dated data.
pub struct SetClock(Mutex<Instant>);

impl SetClock {
    pub fn at(instant: Instant) -> Self {
        Self(Mutex::new(instant))
    }

    pub fn set(&self, instant: Instant) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = instant;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
