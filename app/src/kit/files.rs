//! A list of stored files, each to be downloaded by its name.

use super::Icon;
use crate::api::attachments;
use crate::dates;
use crate::language::use_words;
use contatti_model::attachments::Attachment;
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
                <a
                    class="file-name"
                    href=attachments::path(file.id)
                    download=file.name.clone()
                    aria-label=words.requests.files.download(&file.name)
                >{file.name.clone()}</a>
                <span class="soft number">{dates::bytes(words, file.size)}</span>
            </li>
        }
    };
    (!files.is_empty()).then(|| view! { <ul class="files">{files.into_iter().map(line).collect_view()}</ul> })
}
