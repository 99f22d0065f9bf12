//! Form fields: label, hint and error stand round a control that keeps its own ids and descriptions.

use super::{Icon, in_step};
use leptos::prelude::*;

/// Label above, hint below it, then what is wrong, then the control.
#[component]
pub(crate) fn FieldFrame(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip, into)] hint: Option<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    children: Children,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let hint_id = format!("{id}-hint");
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {label} {required.then(|| view! { <span aria-hidden="true">" *"</span> })}
            </label>
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{hint}</p> })}
            {move || {
                let id = error_id.clone();
                error.get().map(|text| {
                    view! {
                        <p class="field-error" id=id><Icon name="warning-circle"/> <span>{text}</span></p>
                    }
                })
            }}
            {children()}
        </div>
    }
    .into_any()
}

/// The ids a control is described by: its hint always, its error while there is one.
pub(crate) fn described_by(
    id: &str,
    has_hint: bool,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + use<> {
    let hint = has_hint.then(|| format!("{id}-hint"));
    let error_id = format!("{id}-error");
    move || {
        let error = error.with(Option::is_some).then(|| error_id.clone());
        let ids: Vec<String> = hint.clone().into_iter().chain(error).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

fn invalid(error: Signal<Option<String>>) -> impl Fn() -> Option<&'static str> {
    move || error.with(Option::is_some).then_some("true")
}

#[component]
pub(crate) fn TextField(
    #[prop(into)] id: String,
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let node = NodeRef::new();
    in_step(node, value);
    let described = described_by(&id, hint.is_some(), error);
    view! {
        <FieldFrame id=id.clone() label hint error required>
            <input
                class="field-control"
                id=id
                name=name
                type=kind
                autocomplete=autocomplete
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                value=value.get_untracked()
                node_ref=node
                on:input=move |event| value.set(event_target_value(&event))
            />
        </FieldFrame>
    }
    .into_any()
}

#[component]
pub(crate) fn TextArea(
    #[prop(into)] id: String,
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(default = 8)] rows: u32,
    #[prop(optional)] required: bool,
) -> impl IntoView {
    let node = NodeRef::new();
    in_step(node, value);
    let described = described_by(&id, hint.is_some(), error);
    view! {
        <FieldFrame id=id.clone() label hint error required>
            <textarea
                class="field-control"
                id=id
                name=name
                rows=rows
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                node_ref=node
                on:input=move |event| value.set(event_target_value(&event))
            >{value.get_untracked()}</textarea>
        </FieldFrame>
    }
    .into_any()
}

/// The caller gives the options; the one that equals `value` must carry `selected`.
#[component]
pub(crate) fn SelectField(
    #[prop(into)] id: String,
    name: &'static str,
    #[prop(into)] label: String,
    value: RwSignal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] required: bool,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::new();
    in_step(node, value);
    let described = described_by(&id, hint.is_some(), error);
    view! {
        <FieldFrame id=id.clone() label hint error required>
            <select
                class="field-control"
                id=id
                name=name
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                node_ref=node
                on:change=move |event| value.set(event_target_value(&event))
            >{children()}</select>
        </FieldFrame>
    }
    .into_any()
}
