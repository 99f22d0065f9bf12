//! A form as it arrives: JSON from software and the live page, urlencoded or multipart from a plain HTML form.

use super::refusal::{Answer, Refusal, problem_response};
use crate::attachments::receive_field;
use crate::house::House;
use crate::identity::Actor;
use axum::body::{Body, Bytes};
use axum::extract::multipart::Field;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header::{CONTENT_TYPE, IF_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contatti_model::attachments::Attachment;
use contatti_model::form_echo::{PAGE_FIELD, STEP_FIELD};
use contatti_model::{FieldError, FormEcho, ProblemCode};
use serde::de::DeserializeOwned;

/// The longest JSON or urlencoded body; a text of 100,000 characters still gets a kind word.
const MAX_FORM_BYTES: usize = 1024 * 1024;

/// What was sent, by whom, and how to answer it in kind.
pub struct Sent<T> {
    actor: Answer<Actor>,
    form: Answer<T>,
    /// There when a plain HTML form sent it.
    echo: Option<FormEcho>,
    if_match: Option<String>,
    staged: StagedFiles,
}

/// Files that came inside a multipart form: kept on arrival, or refused one by one.
#[derive(Default)]
pub struct StagedFiles {
    pub kept: Vec<Attachment>,
    pub refused: Vec<FieldError>,
}

impl<T: DeserializeOwned> Sent<T> {
    /// The signed-in sender.
    ///
    /// # Errors
    /// 401 when nobody is signed in.
    pub fn actor(&mut self) -> Answer<Actor> {
        std::mem::replace(&mut self.actor, Err(Refusal::new(ProblemCode::NotSignedIn)))
    }

    /// The form's fields.
    ///
    /// # Errors
    /// When the body was not readable as this form.
    pub fn form(&mut self) -> Answer<T> {
        std::mem::replace(&mut self.form, Err(Refusal::new(ProblemCode::Malformed)))
    }

    /// What came as files inside the form.
    pub fn staged(&mut self) -> StagedFiles {
        std::mem::take(&mut self.staged)
    }

    /// The step a plain form wants to move to, instead of being sent.
    pub fn step(&self) -> Option<String> {
        self.echo.as_ref().and_then(|echo| echo.value(STEP_FIELD)).map(str::to_owned)
    }

    /// The version the sender read: `If-Match`, or else the form's own field.
    ///
    /// # Errors
    /// 428 when neither says it.
    pub fn version(&self, field: &str) -> Answer<i64> {
        let said = self.if_match.as_deref().unwrap_or(field);
        said.trim().trim_matches('"').parse().map_err(|_| Refusal::new(ProblemCode::VersionMissing))
    }

    /// The page a plain form came from.
    pub fn page(&self) -> Option<&str> {
        self.echo.as_ref().map(|echo| echo.page.as_str())
    }

    /// Answers in kind: software gets the value or the problem, a plain form gets `page` or its own page again.
    pub fn reply<V>(self, result: Answer<V>, page: impl FnOnce(&V) -> String) -> Response
    where
        V: IntoResponse,
    {
        match (result, self.echo) {
            (Ok(value), None) => value.into_response(),
            (Ok(value), Some(_)) => see_other(&page(&value), value.into_response()),
            (Err(refusal), None) => refusal.into_response(),
            (Err(refusal), Some(echo)) => {
                let mut response = refusal.into_response();
                response.extensions_mut().insert(echo);
                response
            }
        }
    }

    /// As [`Sent::reply`], for what is shown once and stands in no address: a plain form gets its page again, with `values`.
    pub fn reply_once<V>(self, result: Answer<V>, values: impl FnOnce(&V) -> Vec<(&'static str, String)>) -> Response
    where
        V: IntoResponse,
    {
        let (Ok(value), Some(echo)) = (&result, &self.echo) else {
            return self.reply(result, |_| String::new());
        };
        let values = values(value).into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        let echo = FormEcho { page: echo.page.clone(), values, ..FormEcho::default() };
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::CREATED;
        response.extensions_mut().insert(echo);
        response
    }

    /// Shows a plain form's page again at another step, with what was found wrong so far and its files.
    pub fn show_again(self, errors: Vec<FieldError>, uploaded: Vec<Attachment>) -> Response {
        let refused = !errors.is_empty();
        let mut response = if refused {
            problem_response(contatti_model::Problem::invalid(errors))
        } else {
            Response::new(Body::empty())
        };
        if let Some(mut echo) = self.echo {
            echo.uploaded = uploaded;
            response.extensions_mut().insert(echo);
        }
        response
    }

    /// Shows the page of a form that was saved although some of its files were refused, with its new version.
    pub fn show_refused_files(mut self, version: i64, refused: Vec<FieldError>) -> Response {
        let uploaded = self.echo.as_mut().map(|echo| {
            echo.values.push(("version".to_owned(), version.to_string()));
            std::mem::take(&mut echo.uploaded)
        });
        self.show_again(refused, uploaded.unwrap_or_default())
    }

    /// Puts the files a plain form already left here beside what is shown again.
    pub fn keep_files(&mut self, uploaded: Vec<Attachment>) {
        if let Some(echo) = &mut self.echo {
            echo.uploaded = uploaded;
        }
    }
}

/// 303 to `page`; cookies set by `inner` travel along.
pub fn see_other(page: &str, inner: Response) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    for cookie in inner.headers().get_all(axum::http::header::SET_COOKIE) {
        response.headers_mut().append(axum::http::header::SET_COOKIE, cookie.clone());
    }
    let location = HeaderValue::from_str(page).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, location);
    response
}

impl<T: DeserializeOwned + Default + Send> FromRequest<House> for Sent<T> {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, house: &House) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let actor = Actor::from_request_parts(&mut parts, house).await;
        let if_match = text_header(&parts.headers, IF_MATCH.as_str());
        let kind = text_header(&parts.headers, CONTENT_TYPE.as_str()).unwrap_or_default();
        let request = Request::from_parts(parts, body);
        let read = match kind.split(';').next().unwrap_or_default().trim() {
            "multipart/form-data" => read_multipart(request, house, actor.as_ref().ok()).await,
            "application/x-www-form-urlencoded" => read_urlencoded(request).await,
            "application/json" => read_json(request).await.map(|form| Form { form: Ok(form), ..Form::default() }),
            _ => Err(Refusal::new(ProblemCode::UnsupportedMedia)),
        };
        Ok(match read {
            Ok(read) => Self { actor, form: read.form, echo: read.echo, if_match, staged: read.staged },
            Err(refusal) => Self { actor, form: Err(refusal), echo: None, if_match, staged: StagedFiles::default() },
        })
    }
}

struct Form<T> {
    form: Answer<T>,
    echo: Option<FormEcho>,
    staged: StagedFiles,
}

impl<T> Default for Form<T> {
    fn default() -> Self {
        Self { form: Err(Refusal::new(ProblemCode::Malformed)), echo: None, staged: StagedFiles::default() }
    }
}

async fn read_json<T: DeserializeOwned>(request: Request) -> Answer<T> {
    let bytes = read_bytes(request).await?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::new(ProblemCode::Malformed))
}

async fn read_urlencoded<T: DeserializeOwned>(request: Request) -> Answer<Form<T>> {
    let html = prefers_html(request.headers());
    let bytes = read_bytes(request).await?;
    let values: Vec<(String, String)> =
        serde_urlencoded::from_bytes(&bytes).map_err(|_| Refusal::new(ProblemCode::Malformed))?;
    Ok(from_values(values, html, StagedFiles::default()))
}

async fn read_multipart<T: DeserializeOwned>(
    request: Request,
    house: &House,
    actor: Option<&Actor>,
) -> Answer<Form<T>> {
    let html = prefers_html(request.headers());
    let malformed = |_| Refusal::new(ProblemCode::CutShort);
    let mut multipart =
        Multipart::from_request(request, house).await.map_err(|_| Refusal::new(ProblemCode::Malformed))?;
    let (mut values, mut staged) = (vec![], StagedFiles::default());
    while let Some(field) = multipart.next_field().await.map_err(malformed)? {
        if field.file_name().is_some() {
            stage(field, house, actor, &values, &mut staged).await?;
        } else {
            let name = field.name().unwrap_or_default().to_owned();
            values.push((name, read_text(field).await?));
        }
    }
    let kept: Vec<_> = staged.kept.iter().map(|file| ("attachments".to_owned(), file.id.to_string())).collect();
    values.extend(kept);
    Ok(from_values(values, html, staged))
}

async fn read_text(mut field: Field<'_>) -> Answer<String> {
    let mut bytes = vec![];
    while let Some(chunk) = field.chunk().await.map_err(|_| Refusal::new(ProblemCode::CutShort))? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_FORM_BYTES {
            return Err(Refusal::new(ProblemCode::TooLarge));
        }
    }
    String::from_utf8(bytes).map_err(|_| Refusal::new(ProblemCode::Malformed))
}

/// An empty file control still sends a nameless part; it is no file.
async fn stage(
    field: Field<'_>,
    house: &House,
    actor: Option<&Actor>,
    values: &[(String, String)],
    staged: &mut StagedFiles,
) -> Answer<()> {
    let Some(actor) = actor.filter(|_| field.file_name().is_some_and(|name| !name.is_empty())) else {
        return Ok(());
    };
    let subject = values.iter().rev().find(|(name, _)| name == "subject").map(|(_, value)| value.as_str());
    match receive_field(house, actor, subject, field).await {
        Ok(file) => staged.kept.push(file),
        Err(refusal) if refusal.problem.code == ProblemCode::Invalid => staged.refused.extend(refusal.problem.fields),
        Err(refusal) => return Err(refusal),
    }
    Ok(())
}

/// Browsers send line ends as CRLF in forms; texts are kept as typed, with LF.
fn from_values<T: DeserializeOwned>(mut values: Vec<(String, String)>, html: bool, staged: StagedFiles) -> Form<T> {
    for (_, value) in &mut values {
        if value.contains('\r') {
            *value = value.replace("\r\n", "\n");
        }
    }
    let form = serde_json::from_value(as_object(&values)).map_err(|_| Refusal::new(ProblemCode::Malformed));
    let page = values.iter().find(|(name, _)| name == PAGE_FIELD).map(|(_, page)| own_path(page));
    let echo = html.then(|| {
        values.retain(|(name, _)| name != "password");
        FormEcho { page: page.unwrap_or_else(|| "/".into()), values, ..FormEcho::default() }
    });
    Form { form, echo, staged }
}

/// The fields that may come many times.
const MANY: [&str; 7] = ["attachments", "documents", "weekdays", "members", "managers", "subjects", "mentions"];

fn as_object(values: &[(String, String)]) -> serde_json::Value {
    let mut object = serde_json::Map::new();
    for name in MANY {
        let all = values.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
        object.insert(name.to_owned(), all.collect());
    }
    for (name, value) in values.iter().filter(|(name, _)| !MANY.contains(&name.as_str())) {
        object.insert(name.clone(), serde_json::Value::from(value.as_str()));
    }
    serde_json::Value::Object(object)
}

/// Only paths of this site: a form cannot send people elsewhere.
pub fn own_path(path: &str) -> String {
    let own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    if own { path.to_owned() } else { "/".to_owned() }
}

async fn read_bytes(request: Request) -> Answer<Bytes> {
    let body = axum::body::to_bytes(request.into_body(), MAX_FORM_BYTES).await;
    body.map_err(|error| {
        let too_large =
            std::error::Error::source(&error).is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>());
        Refusal::new(if too_large { ProblemCode::TooLarge } else { ProblemCode::CutShort })
    })
}

fn prefers_html(headers: &HeaderMap) -> bool {
    text_header(headers, "accept").is_some_and(|accept| accept.contains("text/html"))
}

fn text_header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
