//! One kind of failure for the whole tool: a sentence that says what went wrong and what to do.

use std::fmt::{Display, Formatter};
use std::path::Path;

pub type Outcome<T = ()> = Result<T, Failure>;

#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For `map_err`: names the file a system error is about.
    pub fn at<E: Display>(doing: &str, path: &Path) -> impl FnOnce(E) -> Self {
        let place = format!("could not {doing} {}", path.display());
        move |error| Self(format!("{place}: {error}"))
    }
}

impl Display for Failure {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}
