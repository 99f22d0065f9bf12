//! A box to tick, in step with its signal, also when it was ticked before the page came alive.

use leptos::html::Input;
use leptos::prelude::*;

#[component]
pub(crate) fn TickBox(
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] label: String,
    ticked: RwSignal<bool>,
) -> impl IntoView {
    let node = NodeRef::<Input>::new();
    let rendered = ticked.get_untracked();
    Effect::new(move |met: Option<bool>| {
        let Some(input) = node.get() else { return false };
        if met != Some(true) && input.checked() != rendered {
            ticked.set(input.checked());
        }
        input.set_checked(ticked.get());
        true
    });
    view! {
        <label class="choice">
            <input
                type="checkbox"
                name=name
                value=value
                checked=rendered
                node_ref=node
                on:change=move |event| ticked.set(event_target_checked(&event))
            />
            <span>{label}</span>
        </label>
    }
    .into_any()
}
