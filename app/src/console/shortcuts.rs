//! Keys for those who work all day: each does what a link or a button of the page does; `?` shows them, and they can be
//! switched off (WCAG 2.1.4).

use crate::browser;
use crate::kit::{Icon, use_alive};
use crate::language::use_words;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// One key, what it does in words, and the doing.
#[derive(Clone)]
pub(super) struct Shortcut {
    pub key: char,
    pub what: String,
    pub act: Act,
}

#[derive(Clone)]
pub(super) enum Act {
    /// The keyboard goes to the next or the previous of these.
    Step { rows: &'static str, back: bool },
    /// The keyboard goes to this control; what it is folded away in opens.
    Focus(&'static str),
    /// As if this were pressed.
    Press(String),
    /// As if this were pressed, in the row the keyboard is in.
    PressBeside { row: &'static str, what: &'static str },
    /// To another page of the site.
    Go(String),
}

const DIALOG: &str = "shortcuts";
/// Where this browser keeps that its person wants no keys.
const KEPT: &str = "contatti:keys";
const OFF: &str = "off";

#[component]
pub(super) fn Shortcuts(shortcuts: Vec<Shortcut>) -> impl IntoView {
    let texts = &use_words().console.keys;
    let alive = use_alive();
    let on = RwSignal::new(true);
    let list = StoredValue::new(shortcuts);
    hear(list, on);
    let switch = move |_| {
        on.update(|on| *on = !*on);
        browser::keep(KEPT, if on.get_untracked() { "on" } else { OFF });
    };
    let row = |shortcut: Shortcut| {
        view! { <tr><th scope="row"><kbd>{shortcut.key.to_string()}</kbd></th><td>{shortcut.what}</td></tr> }
    };
    view! {
        <Show when=move || alive.get()>
            <p class="shortcuts-way no-print">
                <button class="btn btn-outline-primary btn-sm" type="button" on:click=|_| browser::open_dialog(DIALOG)>
                    <Icon name="help-circle"/> " " {texts.button} " " <kbd>"?"</kbd>
                </button>
            </p>
            <dialog id=DIALOG class="dialog" aria-labelledby="shortcuts-title">
                <h2 id="shortcuts-title">{texts.title}</h2>
                <p><label><input type="checkbox" prop:checked=move || on.get() on:change=switch/> " " {texts.switch}</label></p>
                <table class="dense">
                    <caption class="visually-hidden">{texts.title}</caption>
                    <thead><tr><th scope="col">{texts.key}</th><th scope="col">{texts.what}</th></tr></thead>
                    <tbody>{list.get_value().into_iter().map(row).collect_view()}</tbody>
                </table>
                <p><button class="btn btn-primary" type="button" on:click=|_| browser::close_dialog(DIALOG)>{texts.close}</button></p>
            </dialog>
        </Show>
    }
    .into_any()
}

/// Listens for as long as the page is shown; what is typed into a field is no key of ours.
fn hear(list: StoredValue<Vec<Shortcut>>, on: RwSignal<bool>) {
    let navigate = use_navigate();
    Effect::new(move |_| {
        on.set(browser::kept(KEPT).as_deref() != Some(OFF));
        let navigate = navigate.clone();
        let listening = window_event_listener(leptos::ev::keydown, move |event| {
            let Some(key) = plain_key(&event).filter(|_| on.get_untracked()) else { return };
            if key == '?' {
                event.prevent_default();
                return browser::open_dialog(DIALOG);
            }
            let found = list.with_value(|list| list.iter().find(|shortcut| shortcut.key == key).cloned());
            let Some(shortcut) = found else { return };
            event.prevent_default();
            match shortcut.act {
                Act::Step { rows, back } => browser::step(rows, back),
                Act::Focus(id) => browser::unfold(id),
                Act::Press(id) => browser::press(&id),
                Act::PressBeside { row, what } => browser::press_beside(row, what),
                Act::Go(address) => navigate(&address, Default::default()),
            }
        });
        on_cleanup(move || listening.remove());
    });
}

/// The one letter pressed, unless with Ctrl, Alt or Meta, or while something is typed or a dialog is open.
fn plain_key(event: &KeyboardEvent) -> Option<char> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() || browser::is_typing() {
        return None;
    }
    let key = event.key();
    let mut letters = key.chars();
    letters.next().filter(|_| letters.next().is_none())
}
