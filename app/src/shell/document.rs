//! The HTML document a page travels in: head, nonce'd module script, body.

use crate::App;
use crate::brought::HeardBefore;
use crate::language::{Language, use_language};
use crate::page_answer::PageAnswer;
use crate::parts::{part_of, part_of_language};
use contatti_model::FormEcho;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::location::RequestUrl;
use std::collections::HashMap;
use std::path::Path;

/// Where the browser finds the files pages name; their names change with their content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    pub script: String,
    pub module: String,
    pub sheet: String,
    /// What the pages of a part need besides, by the part's name.
    pub parts: HashMap<String, Vec<String>>,
}

impl Default for Site {
    /// The names cargo-leptos gives.
    fn default() -> Self {
        Self {
            script: "/pkg/contatti.js".into(),
            module: "/pkg/contatti.wasm".into(),
            sheet: "/pkg/contatti.css".into(),
            parts: HashMap::new(),
        }
    }
}

impl Site {
    /// The names in `pkg/manifest.json` below `folder`; where there is none, cargo-leptos built the site.
    pub fn read(folder: &Path) -> Self {
        let manifest = std::fs::read(folder.join("pkg").join("manifest.json")).unwrap_or_default();
        let names: serde_json::Value = serde_json::from_slice(&manifest).unwrap_or_default();
        let named = |key: &str, usual: String| names[key].as_str().map_or(usual, ToOwned::to_owned);
        let usual = Self::default();
        Self {
            script: named("js", usual.script),
            module: named("wasm", usual.module),
            sheet: named("css", usual.sheet),
            parts: serde_json::from_value(names["parts"].clone()).unwrap_or_default(),
        }
    }

    /// What the page at `path` will want as soon as its script runs: asked for with the page, it is there by then.
    fn wanted_at(&self, path: &str, language: Language) -> Vec<String> {
        let parts = part_of(path).into_iter().chain(part_of_language(language));
        let files = parts.filter_map(|part| self.parts.get(part)).flatten();
        std::iter::once(&self.module).chain(files).cloned().collect()
    }
}

#[component]
pub fn Document(site: Site) -> impl IntoView {
    provide_meta_context();
    let nonce = use_nonce();
    if let (Some(answer), Some(nonce)) = (use_context::<PageAnswer>(), &nonce) {
        answer.say_nonce(nonce.to_string());
    }
    // A refused form is answered under the API's address: the browser is told the page's own.
    let own_address = use_context::<FormEcho>().map(|echo| echo.page);
    let heard = use_context::<HeardBefore>().map(|heard| heard.0);
    let asked = use_context::<RequestUrl>().and_then(|asked| asked.parse().ok());
    let path = own_address.as_deref().or(asked.as_ref().map(|asked| asked.path())).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let early = site.wanted_at(path, use_language()).into_iter().map(|module| {
        view! { <link rel="preload" href=module r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/> }
    });
    let early = early.collect_view();
    let start = format!(
        "import init, {{ hydrate }} from '{}';\ninit({{ module_or_path: '{}' }}).then(() => hydrate());",
        site.script, site.module
    );
    view! {
        <!DOCTYPE html>
        <html lang=use_language().as_str() data-address=own_address data-heard=heard>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light"/>
                <meta name="theme-color" content="#0066cc"/>
                <link rel="stylesheet" href=site.sheet/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="modulepreload" href=site.script nonce=nonce.clone()/>
                {early}
                <MetaTags/>
                <script type="module" nonce=nonce>{start}</script>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}
