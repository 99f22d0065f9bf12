//! Who else has the request open: a line above the forms, told and asked while the page is open.

use super::work::Work;
use crate::api::console::{i_am_here, who_is_there};
use crate::kit::Icon;
use crate::language::use_words;
use contatti_model::requests::{PRESENCE_EVERY, PresenceForm, Present};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

#[component]
pub(super) fn Presence(work: Work) -> impl IntoView {
    let id = work.id();
    let read = Resource::new(|| (), move |()| who_is_there(id.clone()));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                let present = RwSignal::new(read.await.unwrap_or_default());
                view! { <Others work present/> }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Others(work: Work, present: RwSignal<Vec<Present>>) -> impl IntoView {
    let texts = &use_words().working.presence;
    let writing = Memo::new(move |_| !work.typed().is_empty());
    // At once when one begins or leaves off writing, then again and again: only where the page is alive.
    Effect::new(move |_| tell(work, present, writing.get()));
    Effect::new(move |_| {
        let again = move || tell(work, present, writing.get_untracked());
        let every = Duration::from_secs(u64::from(PRESENCE_EVERY));
        if let Ok(handle) = set_interval_with_handle(again, every) {
            on_cleanup(move || handle.clear());
        }
    });
    let line = |one: Present| {
        let (icon, said) = match one.writing {
            true => ("pencil", texts.writing(&one.name)),
            false => ("user", texts.reading(&one.name)),
        };
        view! { <li><Icon name=icon/> " " {said}</li> }
    };
    view! {
        <div role="status" class="presence">
            {move || {
                let present = present.get();
                (!present.is_empty()).then(|| view! { <ul class="list-unstyled soft">{present.into_iter().map(line).collect_view()}</ul> })
            }}
        </div>
    }
    .into_any()
}

/// A word that does not arrive is made good by the next.
fn tell(work: Work, present: RwSignal<Vec<Present>>, writing: bool) {
    let Some(id) = work.detail.try_with_untracked(|detail| detail.id.to_string()) else { return };
    let form = PresenceForm { writing: if writing { "yes" } else { "" }.to_owned() };
    spawn_local(async move {
        let Ok(others) = i_am_here(&id, &form).await else { return };
        if present.try_with_untracked(|before| *before != others) == Some(true) {
            let _ = present.try_set(others);
        }
    });
}
