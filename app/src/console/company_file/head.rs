//! The head of a company's file: who it is, where, by which numbers.

use crate::console::contacting::{WayToWrite, to_company};
use crate::language::use_words;
use contatti_model::console::CompanyFile as File;
use leptos::prelude::*;

/// Numbers named in the head; all of them are in the summary.
const NAMED: usize = 3;

#[component]
pub(super) fn Head(file: File) -> impl IntoView {
    let texts = &use_words().company_file;
    let named: Vec<_> = file.positions.iter().take(NAMED).map(|position| position.number.as_str()).collect();
    let others = file.positions.len().saturating_sub(NAMED);
    let more = (others > 0).then(|| view! { " " <span class="soft">{texts.and_more(others)}</span> });
    let vat = file.vat_number.map(|vat| view! { <div><dt>{texts.vat_number}</dt> <dd class="number">{vat}</dd></div> });
    let write = to_company(&file.company.tax_code);
    view! {
        <section class="panel" aria-labelledby="data">
            <h2 id="data" class="visually-hidden">{texts.data}</h2>
            <dl class="standing standing-row">
                <div><dt>{texts.tax_code}</dt> <dd class="number">{file.company.tax_code}</dd></div>
                {vat}
                <div>
                    <dt>{texts.seat}</dt>
                    <dd>{file.address} ", " {file.town} " (" {file.province} ")"</dd>
                </div>
                <div><dt>{texts.positions}</dt> <dd><span class="number">{named.join(", ")}</span> {more}</dd></div>
            </dl>
            <WayToWrite address=write name=texts.write_company/>
        </section>
    }
    .into_any()
}
