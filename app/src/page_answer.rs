//! What a page says to the server that renders it beside its HTML: a status, or another address to go to.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::sync::{Arc, Mutex, PoisonError};

/// Provided by the server while it renders a page; read by it when the page is done.
#[derive(Clone, Default)]
pub struct PageAnswer(Arc<Mutex<Said>>);

#[derive(Default)]
struct Said {
    status: Option<u16>,
    redirect: Option<String>,
    nonce: Option<String>,
}

impl PageAnswer {
    pub fn status(&self) -> Option<u16> {
        self.with(|said| said.status)
    }

    pub fn redirect(&self) -> Option<String> {
        self.with(|said| said.redirect.clone())
    }

    /// The nonce of the page's scripts, for the security policy in the response's head.
    pub fn nonce(&self) -> Option<String> {
        self.with(|said| said.nonce.clone())
    }

    #[cfg(feature = "ssr")]
    pub(crate) fn say_nonce(&self, nonce: String) {
        self.with(|said| said.nonce = Some(nonce));
    }

    fn with<T>(&self, read: impl FnOnce(&mut Said) -> T) -> T {
        read(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Gives the page a status other than 200; in the browser nobody listens.
pub(crate) fn say_status(status: u16) {
    if let Some(answer) = use_context::<PageAnswer>() {
        answer.with(|said| said.status = Some(status));
    }
}

/// Sends the visitor to another page of the site, leaving no trace of this one in the history.
pub(crate) fn go_elsewhere(address: String) {
    if let Some(answer) = use_context::<PageAnswer>() {
        answer.with(|said| said.redirect = Some(address));
        return;
    }
    let navigate = use_navigate();
    Effect::new(move |_| {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&address, options);
    });
}
