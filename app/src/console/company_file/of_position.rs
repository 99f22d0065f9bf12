//! What stands in the head of a company's file already: of the whole company, or, read anew, of the one position that is chosen.

use crate::api::company_file::{FileAt, company_file};
use crate::console::file_parts::{OpenFile, position_form, use_search};
use crate::kit::loaded_part;
use contatti_model::console::CompanyFile as File;
use leptos::prelude::*;

/// `shown` shows the head, and says of which position it is where it is of one.
pub(super) fn of_position(
    open: OpenFile,
    part: &'static str,
    file: File,
    shown: fn(File, &FileAt, &str) -> AnyView,
) -> AnyView {
    let search = use_search();
    let position = Memo::new(move |_| search.with(|search| search.position.trim().to_owned()));
    let form = position_form(&open, part);
    let (at, file) = (StoredValue::new(open.at), StoredValue::new(file));
    let told = move || {
        let position = position.get();
        if position.is_empty() {
            return at.with_value(|at| shown(file.get_value(), at, ""));
        }
        let position = StoredValue::new(position);
        let read = Resource::new(|| (), move |()| company_file(at.get_value(), position.get_value()));
        loaded_part(read, move |file| at.with_value(|at| position.with_value(|position| shown(file, at, position))))
    };
    view! {
        {form}
        {told}
    }
    .into_any()
}
