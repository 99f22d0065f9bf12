//! The front door: everybody goes on to the first page of their day.

use crate::kit::Refusal;
use crate::page_answer::go_elsewhere;
use crate::session::{home_of, use_session};
use leptos::prelude::*;

#[component]
pub(crate) fn Start() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match session?.await {
                    Ok(me) => {
                        go_elsewhere(home_of(&me).into());
                        None
                    }
                    Err(problem) => Some(view! { <Refusal problem/> }),
                }
            })}
        </Suspense>
    }
    .into_any()
}
