//! The devices an account is signed in on, each to be ended.

use super::device_name::device_name;
use super::programs::ToPrograms;
use crate::api::identity::{end_session, end_session_path, sessions};
use crate::kit::{Announcer, Moment, Page, Submit, loaded, problem_words};
use crate::language::use_words;
use contatti_model::form_echo::PAGE_FIELD;
use contatti_model::identity::SessionLine;
use leptos::prelude::*;

#[component]
pub(crate) fn Devices() -> impl IntoView {
    let lines = Resource::new(|| (), |()| sessions());
    loaded(lines, |lines| view! { <DeviceList lines/> })
}

#[component]
fn DeviceList(lines: Vec<SessionLine>) -> impl IntoView {
    let all = use_words();
    let words = &all.identity.devices;
    let lines = RwSignal::new(lines);
    let said = RwSignal::new(String::new());
    let form = Submit::new(None);
    let trouble = move || {
        form.problem.get().map(|problem| {
            view! { <p class="field-error" role="alert">{problem_words(all, &problem)}</p> }
        })
    };
    view! {
        <Page title=words.title lead=words.lead>
            <Announcer words=said/>
            {trouble}
            <table class="dense dense-cards">
                <thead>
                    <tr>
                        <th scope="col">{words.device}</th>
                        <th scope="col">{words.started}</th>
                        <th scope="col">{words.last_seen}</th>
                        <th scope="col">{words.actions}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || lines.get() key=|line| line.id let:line>
                        <Device line lines form said/>
                    </For>
                </tbody>
            </table>
            <ToPrograms/>
        </Page>
    }
    .into_any()
}

#[component]
fn Device(line: SessionLine, lines: RwSignal<Vec<SessionLine>>, form: Submit, said: RwSignal<String>) -> impl IntoView {
    let words = &use_words().identity.devices;
    let (id, current) = (line.id, line.current);
    let name = match line.device.as_str() {
        "" => words.unknown.to_owned(),
        agent => device_name(words, agent),
    };
    let end = {
        let name = name.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let name = name.clone();
            form.send(async move { end_session(id).await }, move |()| {
                lines.update(|lines| lines.retain(|line| line.id != id));
                said.set(words.ended(name));
            });
        }
    };
    view! {
        <tr>
            <th scope="row">
                {name.clone()} " " {current.then(|| view! { <span class="state state-active">{words.current}</span> })}
            </th>
            <td data-label=words.started><Moment at=line.started_at short=true/></td>
            <td data-label=words.last_seen><Moment at=line.last_seen_at short=true/></td>
            <td>
                {(!current).then(|| view! {
                    <form method="post" action=end_session_path(id) on:submit=end>
                        <input type="hidden" name=PAGE_FIELD value="/accessi"/>
                        <button class="btn btn-outline-primary btn-sm" type="submit" aria-label=words.end_of(&name)>{words.end}</button>
                    </form>
                })}
            </td>
        </tr>
    }
    .into_any()
}
