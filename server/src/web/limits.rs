//! How many calls of the API a token or a session may make in a minute, and the headers that say how many are left.

use super::refusal::{Answer, Refusal};
use crate::clock::Clock;
use crate::house::House;
use axum::extract::Request;
use axum::http::{Extensions, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use contatti_model::{Problem, ProblemCode};
use governor::clock::Clock as GovernorsClock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use uuid::Uuid;

/// Every so many calls, whoever has been quiet for a minute is forgotten.
const FORGET_EVERY: u32 = 4096;

/// A bucket of calls for each token and each session, filled again evenly; each server counts for itself.
pub struct Limits {
    buckets: Option<Buckets>,
    calls: AtomicU32,
}

type Buckets = RateLimiter<Uuid, HashMapStateStore<Uuid>, HandedClock, StateInformationMiddleware>;

/// The house's clock, as governor wants one.
#[derive(Clone)]
struct HandedClock(Arc<dyn Clock>);

impl GovernorsClock for HandedClock {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.now().as_micros()).unwrap_or(0))
    }
}

/// Where somebody stands after a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Standing {
    limit: u32,
    left: u32,
    /// Seconds until the whole limit is there again.
    reset: u32,
}

/// Carries the standing from where the caller is known to where the answer leaves.
#[derive(Clone, Default)]
struct Tally(Arc<OnceLock<Standing>>);

impl Limits {
    /// `a_minute` calls for each; none when 0.
    pub fn new(a_minute: u32, clock: Arc<dyn Clock>) -> Self {
        let bucket = |calls| {
            let limiter = RateLimiter::hashmap_with_clock(Quota::per_minute(calls), HandedClock(clock));
            limiter.with_middleware::<StateInformationMiddleware>()
        };
        Self { buckets: NonZeroU32::new(a_minute).map(bucket), calls: AtomicU32::new(0) }
    }

    /// Counts a call of `who`: where they stand now, and how long to wait when there was one too many.
    fn count(&self, who: Uuid) -> Option<(Standing, Option<u32>)> {
        let buckets = self.buckets.as_ref()?;
        if self.calls.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            buckets.retain_recent();
        }
        let (quota, left, wait) = match buckets.check_key(&who) {
            Ok(state) => (state.quota(), state.remaining_burst_capacity(), None),
            Err(refused) => {
                let wait = refused.wait_time_from(buckets.clock().now());
                (refused.quota(), 0, Some(whole_seconds(wait).max(1)))
            }
        };
        let limit = quota.burst_size().get();
        let reset = whole_seconds(quota.replenish_interval().saturating_mul(limit.saturating_sub(left)));
        Some((Standing { limit, left, reset }, wait))
    }
}

fn whole_seconds(time: Duration) -> u32 {
    u32::try_from(time.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

/// Counts a call of a token or session that is known by now.
///
/// # Errors
/// 429 with the seconds to wait when it is one too many.
pub(crate) fn count_call(house: &House, extensions: &Extensions, who: Uuid) -> Answer<()> {
    let Some((standing, wait)) = house.limits.count(who) else { return Ok(()) };
    if let Some(tally) = extensions.get::<Tally>() {
        // A second look at the same caller within one call changes nothing of what is told.
        let _ = tally.0.set(standing);
    }
    match wait {
        None => Ok(()),
        wait => {
            let problem = Problem { retry_after: wait, ..Problem::new(ProblemCode::TooManyRequests) };
            Err(Refusal::from(problem))
        }
    }
}

/// Around all API routes: says in the answer's head how many calls are left (the IETF's draft names, without `X-`).
pub async fn tell_limits(mut request: Request, next: Next) -> Response {
    let tally = Tally::default();
    request.extensions_mut().insert(tally.clone());
    let mut response = next.run(request).await;
    if let Some(standing) = tally.0.get() {
        let headers = response.headers_mut();
        for (name, value) in [
            ("ratelimit-limit", standing.limit),
            ("ratelimit-remaining", standing.left),
            ("ratelimit-reset", standing.reset),
        ] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
        }
    }
    response
}
