//! What a company sees of others' programs: whose, for what, used when.

use super::scope_words;
use crate::api::tokens::acting_tokens;
use crate::kit::{Moment, loaded_part};
use crate::language::use_words;
use contatti_model::identity::ActingToken;
use leptos::prelude::*;

#[component]
pub(super) fn Acting() -> impl IntoView {
    let acting = Resource::new(|| (), |()| acting_tokens());
    loaded_part(acting, |tokens| (!tokens.is_empty()).then(|| view! { <ActingTable tokens/> }))
}

#[component]
fn ActingTable(tokens: Vec<ActingToken>) -> impl IntoView {
    let texts = &use_words().identity.programs;
    let row = |token: ActingToken| {
        let used = match token.last_used_at {
            Some(at) => view! { <Moment at short=true/> }.into_any(),
            None => texts.never_used.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{token.name}</th>
                <td data-label=texts.holder>{token.holder}</td>
                <td data-label=texts.company>{token.company}</td>
                <td data-label=texts.scopes>{scope_words(texts, &token.scopes)}</td>
                <td data-label=texts.used>{used}</td>
                <td data-label=texts.ends><Moment at=token.ends_at short=true/></td>
            </tr>
        }
    };
    view! {
        <section aria-labelledby="acting-tokens">
            <h2 id="acting-tokens">{texts.acting_title}</h2>
            <p class="soft">{texts.acting_lead}</p>
            <table class="dense dense-cards tokens">
                <caption class="visually-hidden">{texts.acting_title}</caption>
                <thead>
                    <tr>
                        <th scope="col">{texts.name}</th>
                        <th scope="col">{texts.holder}</th>
                        <th scope="col">{texts.company}</th>
                        <th scope="col">{texts.scopes}</th>
                        <th scope="col">{texts.used}</th>
                        <th scope="col">{texts.ends}</th>
                    </tr>
                </thead>
                <tbody>{tokens.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}
