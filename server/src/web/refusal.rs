//! A refusal on its way out: problem+json for software, a page for people, the cause for the log alone.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contatti_model::requests::{IllegalMeeting, IllegalMove};
use contatti_model::{FieldError, Problem, ProblemCode};
use std::error::Error;

/// What a route gives back.
pub type Answer<T> = Result<T, Refusal>;

/// Why something was not done. The cause is logged once and never sent.
#[derive(Debug)]
pub struct Refusal {
    pub problem: Box<Problem>,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Refusal {
    pub fn new(code: ProblemCode) -> Self {
        Problem::new(code).into()
    }

    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Problem::invalid(fields).into()
    }

    pub fn not_found() -> Self {
        Self::new(ProblemCode::NotFound)
    }

    /// A failure of ours: the person gets a reference, the log gets the cause.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { problem: Box::new(Problem::new(ProblemCode::Internal)), cause: Some(cause.into()) }
    }

    fn unavailable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let problem = Problem { retry_after: Some(5), ..Problem::new(ProblemCode::Unavailable) };
        Self { problem: Box::new(problem), cause: Some(cause.into()) }
    }

    /// Logs what only we may know and hands out what may be told.
    pub(crate) fn into_problem(self) -> Problem {
        if let Some(cause) = self.cause {
            tracing::error!(code = ?self.problem.code, %cause, "refused for a reason of ours");
        }
        *self.problem
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self { problem: Box::new(problem), cause: None }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::not_found(),
            sqlx::Error::PoolTimedOut | sqlx::Error::Io(_) | sqlx::Error::PoolClosed => Self::unavailable(error),
            other => Self::internal(other),
        }
    }
}

impl From<IllegalMove> for Refusal {
    fn from(_: IllegalMove) -> Self {
        Self::new(ProblemCode::IllegalMove)
    }
}

impl From<IllegalMeeting> for Refusal {
    fn from(_: IllegalMeeting) -> Self {
        Self::new(ProblemCode::IllegalMove)
    }
}

impl From<object_store::Error> for Refusal {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::internal(error),
            other => Self::unavailable(other),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        problem_response(self.into_problem())
    }
}

/// The problem rides in the extensions; [`finish_problems`] writes it once the reference is known.
pub(super) fn problem_response(problem: Problem) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.extensions_mut().insert(problem);
    response
}

/// Around all API routes: writes each refusal as problem+json with its reference, also those the router itself made.
pub async fn finish_problems(request: Request, next: Next) -> Response {
    let reference = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    let mut response = next.run(request).await;
    let Some(mut problem) = response.extensions_mut().remove::<Problem>().or_else(|| routers_own(&response)) else {
        return response;
    };
    problem.reference = reference;
    if let Some(echo) = response.extensions_mut().get_mut::<contatti_model::FormEcho>() {
        echo.problem = Some(problem.clone());
    }
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    headers.remove(axum::http::header::CONTENT_LENGTH);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    // RFC 6750 section 3; browsers ask nobody for a password because of it.
    match problem.code {
        ProblemCode::NotSignedIn => drop(headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))),
        ProblemCode::ScopeMissing => {
            let why = HeaderValue::from_static("Bearer error=\"insufficient_scope\"");
            headers.insert(WWW_AUTHENTICATE, why);
        }
        _ => {}
    }
    if let Some(seconds) = problem.retry_after {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A refusal made by the router or a layer, not by a room: an unknown path, a wrong method, a body over the limit.
fn routers_own(response: &Response) -> Option<Problem> {
    if response.headers().contains_key(CONTENT_TYPE) && response.status() != StatusCode::PAYLOAD_TOO_LARGE {
        let plain = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
        if !plain {
            return None;
        }
    }
    let code = match response.status() {
        StatusCode::NOT_FOUND => ProblemCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => ProblemCode::Malformed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemCode::UnsupportedMedia,
        StatusCode::REQUEST_TIMEOUT => ProblemCode::TooSlow,
        StatusCode::INTERNAL_SERVER_ERROR => ProblemCode::Internal,
        _ => return None,
    };
    Some(Problem::new(code))
}
