//! The language of a page or paper: the visitor's choice first, then what their browser asks for, then Italian.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, COOKIE};
use contatti_words::Language;

/// The cookie `POST /api/v1/language` sets.
const CHOICE: &str = "language";

/// The language to answer this visitor in.
pub fn chosen_language(headers: &HeaderMap) -> Language {
    let asked = || {
        let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
        Language::from_accept(header)
    };
    cookie(headers).or_else(asked).unwrap_or_default()
}

fn cookie(headers: &HeaderMap) -> Option<Language> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == CHOICE)
        .and_then(|(_, value)| Language::parse(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: Option<&'static str>, accept: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
        if let Some(cookie) = cookie {
            headers.insert(COOKIE, cookie.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_choice_beats_the_browsers_wish() {
        assert_eq!(chosen_language(&headers(None, "de-AT,de;q=0.9")), Language::De);
        assert_eq!(chosen_language(&headers(Some("a=b; language=en"), "de")), Language::En);
        assert_eq!(chosen_language(&headers(Some("language=xx"), "fr")), Language::It);
        assert_eq!(chosen_language(&HeaderMap::new()), Language::It);
    }
}
