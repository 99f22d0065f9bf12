//! Who is signed in, known to every page.

use crate::api::{self, Outcome};
use crate::console::ENABLEMENT;
use contatti_model::identity::Me;
use leptos::prelude::*;

/// The signed-in person, asked for once per page load.
#[derive(Clone, Copy)]
pub(crate) struct Session(Resource<Outcome<Me>>);

pub(crate) fn settle_session() {
    provide_context(Session(Resource::new(|| (), |()| api::identity::me())));
}

/// Must be called inside `<App/>`.
pub(crate) fn use_session() -> Option<Resource<Outcome<Me>>> {
    use_context::<Session>().map(|session| session.0)
}

/// The first page of a person's day.
pub(crate) fn home_of(me: &Me) -> &'static str {
    if me.opens_the_console() {
        "/console"
    } else if me.answers_for_enablements() {
        ENABLEMENT
    } else {
        "/contatti"
    }
}

/// Where to sign in, coming back here afterwards.
pub(crate) fn sign_in_address(next: &str) -> String {
    match own_address(next) {
        Some(next) if next != "/" => api::with_query("/accesso", &[("next", next)]),
        _ => "/accesso".into(),
    }
}

/// An address of this site, or nothing: an open redirect would lend our name to others.
pub(crate) fn own_address(address: &str) -> Option<&str> {
    let sound = address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\n', '\r', '\t']);
    sound.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_returned_to() {
        for foreign in ["https://evil.example", "//evil.example", "/\\evil", "", "/\t/x"] {
            assert_eq!(own_address(foreign), None, "{foreign}");
        }
        assert_eq!(
            sign_in_address("/contatti/richieste?state=open"),
            "/accesso?next=%2Fcontatti%2Frichieste%3Fstate%3Dopen"
        );
        assert_eq!(sign_in_address("//evil"), "/accesso");
    }
}
