//! The typed client of the HTTP API: one file a room, one function an endpoint, two transports.

pub mod attachments;
pub mod campaigns;
pub mod company_file;
pub mod console;
pub mod contacting;
pub mod correspondence;
pub mod drafts;
pub mod enablement;
pub mod escalation;
pub mod figures;
pub mod identity;
pub mod notices;
pub mod offices;
pub mod requests;
pub mod saved_views;
pub mod tokens;
pub mod units;
pub mod views;

#[cfg(feature = "hydrate")]
#[path = "over_the_network.rs"]
mod transport;
#[cfg(not(feature = "hydrate"))]
#[path = "in_process.rs"]
mod transport;

#[cfg(feature = "ssr")]
pub use transport::ApiGateway;

use contatti_model::{Problem, ProblemCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What an endpoint gives back.
pub type Outcome<T> = Result<T, Problem>;

/// The methods the client uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
    Put,
    Delete,
}

/// An answer as it came: its status and its body.
pub(crate) struct Raw {
    pub status: u16,
    pub body: String,
}

pub(crate) async fn get<T: DeserializeOwned>(path: String) -> Outcome<T> {
    read(transport::call(Method::Get, path, None).await?)
}

pub(crate) async fn post<T: DeserializeOwned>(path: String, body: &impl Serialize) -> Outcome<T> {
    let json = serde_json::to_string(body).map_err(|_| Problem::new(ProblemCode::Malformed))?;
    read(transport::call(Method::Post, path, Some(json)).await?)
}

pub(crate) async fn put<T: DeserializeOwned>(path: String, body: &impl Serialize) -> Outcome<T> {
    let json = serde_json::to_string(body).map_err(|_| Problem::new(ProblemCode::Malformed))?;
    read(transport::call(Method::Put, path, Some(json)).await?)
}

pub(crate) async fn delete(path: String) -> Outcome<()> {
    read(transport::call(Method::Delete, path, None).await?)
}

/// A success is the body's value (nothing for 204), anything else the problem it tells of.
pub(crate) fn read<T: DeserializeOwned>(raw: Raw) -> Outcome<T> {
    if (200..300).contains(&raw.status) {
        let body = if raw.body.is_empty() { "null" } else { &raw.body };
        return serde_json::from_str(body).map_err(|_| Problem::new(ProblemCode::Internal));
    }
    Err(serde_json::from_str(&raw.body).unwrap_or_else(|_| unexplained(raw.status)))
}

/// A refusal that did not come from the API itself, such as a proxy's page.
fn unexplained(status: u16) -> Problem {
    let known = ProblemCode::ALL.iter().find(|code| code.status() == status && **code != ProblemCode::WrongCredentials);
    let code = known.copied().unwrap_or(match status {
        502 | 504 => ProblemCode::Unavailable,
        _ => ProblemCode::Internal,
    });
    Problem { status, ..Problem::new(code) }
}

/// Nothing came back at all; its status is zero.
pub(crate) fn unreachable() -> Problem {
    Problem { status: 0, ..Problem::new(ProblemCode::Unavailable) }
}

/// Whether the network, not the service, is what failed: sending again is safe and useful.
pub fn is_lost_connection(problem: &Problem) -> bool {
    matches!(problem.status, 0 | 502 | 503 | 504)
}

/// `path?key=value&…` with the values that are not empty, each safely encoded; a path that asks already is asked more.
pub(crate) fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let query: Vec<String> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| format!("{key}={}", encoded(value)))
        .collect();
    let joint = if path.contains('?') { '&' } else { '?' };
    if query.is_empty() { path.to_owned() } else { format!("{path}{joint}{}", query.join("&")) }
}

/// Everything but the characters no address gives a meaning to (RFC 3986 section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value made safe for one segment of a path or one value of a query.
pub(crate) fn encoded(value: &str) -> String {
    utf8_percent_encode(value, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(status: u16, body: &str) -> Raw {
        Raw { status, body: body.into() }
    }

    #[test]
    fn an_empty_success_is_nothing_and_a_problem_is_an_error() {
        assert_eq!(read::<()>(raw(204, "")), Ok(()));
        let stale = serde_json::to_string(&Problem::new(ProblemCode::Stale)).unwrap();
        let problem = read::<()>(raw(412, &stale)).unwrap_err();
        assert_eq!(problem.code, ProblemCode::Stale);
    }

    #[test]
    fn a_proxys_page_becomes_the_nearest_problem() {
        for (status, code) in [
            (401, ProblemCode::NotSignedIn),
            (413, ProblemCode::TooLarge),
            (502, ProblemCode::Unavailable),
            (418, ProblemCode::Internal),
        ] {
            let problem = read::<()>(raw(status, "<html>")).unwrap_err();
            assert_eq!((problem.code, problem.status), (code, status));
        }
    }

    #[test]
    fn queries_hold_what_is_given_and_nothing_breaks_out() {
        assert_eq!(with_query("/x", &[("a", ""), ("b", "")]), "/x");
        assert_eq!(with_query("/x", &[("a", "1&b=2 è"), ("c", "d")]), "/x?a=1%26b%3D2%20%C3%A8&c=d");
    }
}
