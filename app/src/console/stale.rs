//! The request changed while somebody was writing: what happened, before anything is sent.

use super::work::Work;
use crate::kit::{Icon, Moment, Part, Version, Versions, event_words};
use crate::language::use_words;
use contatti_model::requests::{EventLine, Message};
use leptos::prelude::*;

#[component]
pub(super) fn StaleNotice(work: Work) -> impl IntoView {
    let words = use_words();
    let texts = &words.console.stale;
    let line = move |event: EventLine| {
        let by = event.by.as_ref().map(|name| words.requests.events.by(name));
        view! { <li><strong>{event_words(words, &event)}</strong> " " {by} " – " <Moment at=event.at/></li> }
    };
    let gone = move || {
        work.gone.get().then(|| {
            view! {
                <div class="panel panel-care" role="alert" id="gone">
                    <h3><Icon name="warning-circle"/> " " {texts.gone_title}</h3>
                    <p>{texts.gone}</p>
                </div>
            }
        })
    };
    let stale = move || {
        work.is_behind().then(|| {
            let news = work.news();
            let what = if news.is_empty() {
                view! { <p>{texts.nothing}</p> }.into_any()
            } else {
                view! { <ul>{news.into_iter().map(line).collect_view()}</ul> }.into_any()
            };
            view! {
                <div class="panel panel-care" role="alert" id="stale">
                    <h3><Icon name="warning-circle"/> " " {texts.title}</h3>
                    <p>{texts.text}</p>
                    <h4>{texts.what}</h4>
                    {what}
                    <BothVersions work/>
                </div>
            }
        })
    };
    view! {
        {gone}
        {stale}
    }
    .into_any()
}

/// What others wrote beside what is typed, where both wrote.
#[component]
fn BothVersions(work: Work) -> impl IntoView {
    let texts = &use_words().working.stale;
    let theirs = |turn: Message| Version { title: texts.theirs(&turn.author), parts: vec![Part::new("", turn.text)] };
    move || {
        let (others, own) = (work.written_since(), work.typed());
        (!others.is_empty() && !own.is_empty()).then(|| {
            let theirs = others.into_iter().map(theirs).collect::<Vec<_>>();
            let parts = own.into_iter().map(|text| Part::new("", text)).collect();
            view! { <Versions theirs mine=Version { title: texts.mine.to_owned(), parts }/> }
        })
    }
}
