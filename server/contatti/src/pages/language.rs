//! The language of a page: the visitor's choice first, then what their browser asks for, then Italian.

use contatti_app::Language;
use http::HeaderMap;
use http::header::{ACCEPT_LANGUAGE, COOKIE};

/// The cookie `POST /api/v1/language` sets.
const CHOICE: &str = "language";

pub fn chosen(headers: &HeaderMap) -> Language {
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
        assert_eq!(chosen(&headers(None, "de-AT,de;q=0.9")), Language::De);
        assert_eq!(chosen(&headers(Some("a=b; language=en"), "de")), Language::En);
        assert_eq!(chosen(&headers(Some("language=xx"), "fr")), Language::It);
        assert_eq!(chosen(&HeaderMap::new()), Language::It);
    }
}
