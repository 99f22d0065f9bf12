//! The stand-ins used while a page is rendered on the server: there is no document, no storage and nothing to listen to.

use super::{News, Progress, Wanted};
use crate::api::{Outcome, unreachable};
use contatti_model::attachments::Attachment;

pub(crate) fn page_language() -> Option<String> {
    None
}

pub(crate) fn focus(_id: &str) {}

pub(crate) fn focus_once_shown(_element: leptos::web_sys::HtmlElement) {}

pub(crate) fn select_fragment(_id: &str) {}

pub(crate) fn open_address(_address: &str) {}

pub(crate) fn print() {}

pub(crate) fn copy(_text: &str) -> bool {
    false
}

pub(crate) fn kept(_key: &str) -> Option<String> {
    None
}

pub(crate) fn keep(_key: &str, _value: &str) {}

pub(crate) fn forget(_key: &str) {}

pub(crate) fn forget_all(_prefix: &str) {}

pub(crate) fn kept_keys(_prefix: &str) -> Vec<String> {
    vec![]
}

pub(crate) fn is_online() -> bool {
    true
}

pub(crate) struct Listening;

pub(crate) fn listen(_tell: impl Fn(News) + 'static) -> Option<Listening> {
    None
}

#[derive(Clone)]
pub(crate) struct ChosenFile {
    pub name: String,
    pub size: u64,
}

pub(crate) fn chosen_files(_event: &leptos::ev::Event) -> Vec<ChosenFile> {
    vec![]
}

pub(crate) fn dropped_files(_event: &leptos::ev::DragEvent) -> Vec<ChosenFile> {
    vec![]
}

pub(crate) async fn upload(
    _file: ChosenFile,
    _subject: String,
    _tell: impl Fn(Progress) + 'static,
    _wanted: Wanted,
) -> Outcome<Attachment> {
    Err(unreachable())
}

pub(crate) async fn pause(_milliseconds: u32) {}

pub(crate) fn chance(_most: u32) -> u32 {
    0
}

pub(crate) fn steady(_rows: &'static str, change: impl FnOnce()) {
    change();
}

pub(crate) fn step(_rows: &str, _back: bool) {}

pub(crate) fn unfold(_id: &str) {}

pub(crate) fn press(_id: &str) {}

pub(crate) fn press_beside(_row: &str, _what: &str) {}

pub(crate) fn is_typing() -> bool {
    false
}

pub(crate) fn open_dialog(_id: &str) {}

pub(crate) fn close_dialog(_id: &str) {}

pub(crate) fn shows_pdf() -> bool {
    false
}

pub(crate) async fn download(_path: String, _progress: impl Fn(u64) + 'static) -> Outcome<u64> {
    Err(unreachable())
}
