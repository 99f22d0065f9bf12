//! The receipt: number, moment, office, digests and the promise; made to be printed and kept.

use super::address_of;
use crate::api::requests::receipt;
use crate::browser;
use crate::dates;
use crate::kit::{Crumb, Icon, Moment, Page, Proofs, loaded};
use crate::language::use_words;
use contatti_model::requests::Receipt;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub(crate) fn ReceiptPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let receipt = Resource::new(move || id.get(), receipt);
    loaded(receipt, |receipt| view! { <Proof receipt/> })
}

#[component]
fn Proof(receipt: Receipt) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.receipt;
    let crumbs = vec![
        Crumb { name: words.shell.nav.home, address: "/contatti" },
        Crumb { name: words.requests.list.title, address: "/contatti/richieste" },
    ];
    let number = receipt.registration.number.to_string();
    let id = receipt.request;
    let request = address_of(id);
    view! {
        <Page title=texts.title crumbs>
            <div class="panel panel-done" role="status">
                <p class="done-title"><Icon name="check-circle"/> " " {texts.done}</p>
                <p>{texts.done_text(&number)}</p>
            </div>
            <Facts receipt=receipt.clone()/>
            <Digests receipt/>
            <Proofs request=id/>
            <section aria-labelledby="next">
                <h2 id="next">{texts.next_title}</h2>
                <ol class="measure">{texts.next.iter().map(|step| view! { <li>{*step}</li> }).collect_view()}</ol>
            </section>
            <p class="form-actions">
                <a class="btn btn-primary" href=request>{texts.follow}</a>
                <button class="btn btn-outline-primary only-alive" type="button" on:click=|_| browser::print()>
                    <Icon name="print"/> " " {texts.print}
                </button>
                <a href="/contatti/nuova-richiesta">{texts.another}</a>
            </p>
        </Page>
    }
    .into_any()
}

#[component]
fn Facts(receipt: Receipt) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.receipt;
    let promised = receipt.promised_on;
    view! {
        <dl class="facts">
            <dt>{texts.number}</dt> <dd class="number">{receipt.registration.number.to_string()}</dd>
            <dt>{texts.registered_at}</dt> <dd><Moment at=receipt.registration.at/></dd>
            <dt>{texts.office}</dt> <dd>{receipt.office.name}</dd>
            <dt>{texts.subject}</dt> <dd>{receipt.subject}</dd>
            <dt>{texts.company}</dt> <dd>{receipt.company.name}</dd>
            <dt>{texts.tax_code}</dt> <dd class="number">{receipt.company.tax_code}</dd>
            <dt>{texts.position}</dt> <dd class="number">{receipt.position}</dd>
            <dt>{texts.sender}</dt> <dd>{receipt.sender}</dd>
            {receipt.on_behalf_through.map(|firm| view! { <dt>{words.requests.one.through}</dt> <dd>{firm}</dd> })}
            <dt>{texts.promised}</dt>
            <dd>
                <time datetime=promised.to_string()>{words.dates.by(dates::long_day(words, promised))}</time>
                <span class="rule">{texts.rule} ": " {texts.rule_text(receipt.working_days, &receipt.rule_source)}</span>
            </dd>
        </dl>
    }
    .into_any()
}

/// What proves later that the files kept are the files sent.
#[component]
fn Digests(receipt: Receipt) -> impl IntoView {
    let words = use_words();
    let texts = &words.requests.receipt;
    let files = receipt.attachments.into_iter().map(|file| {
        view! {
            <li>
                <span class="file-name">{file.name}</span>
                <span class="soft number">{dates::bytes(words, file.size)}</span>
                <code class="digest">{file.sha256}</code>
            </li>
        }
    });
    let files = files.collect::<Vec<_>>();
    view! {
        <section aria-labelledby="digests">
            <h2 id="digests">{texts.files}</h2>
            {if files.is_empty() {
                view! { <p class="soft">{words.requests.files.none}</p> }.into_any()
            } else {
                view! { <ul class="files">{files}</ul> }.into_any()
            }}
            <h3>{texts.text_digest}</h3>
            <p><code class="digest">{receipt.text_sha256}</code></p>
            <p class="soft">{texts.digest_help}</p>
        </section>
    }
    .into_any()
}
