//! A list of stored files, each to be downloaded by its name, with what the antivirus says and a preview.

use super::{Icon, Preview, ScanTag};
use crate::api::attachments;
use crate::dates;
use crate::language::use_words;
use contatti_model::attachments::{Attachment, Scan};
use contatti_words::Words;
use leptos::prelude::*;

/// `1 allegato`, `3 allegati`.
pub(crate) fn count_of_files(words: &Words, count: usize) -> String {
    match count {
        1 => words.requests.files.one.to_owned(),
        count => words.requests.files.many(count),
    }
}

#[component]
pub(crate) fn FileList(files: Vec<Attachment>) -> impl IntoView {
    let words = use_words();
    let line = |file: Attachment| {
        view! {
            <li>
                <Icon name="clip"/>
                <Name file=file.clone()/>
                <span class="soft number">{dates::bytes(words, file.size)}</span>
                <ScanTag scan=file.scan/>
                {file.scan.may_be_passed_on().then(|| view! { <Preview file/> })}
            </li>
        }
    };
    (!files.is_empty()).then(|| view! { <ul class="files">{files.into_iter().map(line).collect_view()}</ul> })
}

/// The way to download it; a file infected or in verification has none.
#[component]
fn Name(file: Attachment) -> impl IntoView {
    let texts = &use_words().requests.files;
    if file.scan == Scan::Waiting {
        return view! { <span class="file-name">{file.name}</span> }.into_any();
    }
    if !file.scan.may_be_read() {
        let note = texts.infected_note(file.signature.unwrap_or_default());
        return view! { <span class="file-name">{file.name} " – " {note}</span> }.into_any();
    }
    view! {
        <a
            class="file-name"
            href=attachments::path(file.id)
            download=file.name.clone()
            aria-label=texts.download(&file.name)
        >{file.name.clone()}</a>
    }
    .into_any()
}
