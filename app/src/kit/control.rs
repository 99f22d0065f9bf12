//! Keeps a form control and its signal in step, without losing what was typed before the page came alive.

use leptos::html::{ElementType, Input, Select, Textarea};
use leptos::prelude::*;
use leptos::web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// Something with a value a person can change.
pub(crate) trait Control {
    fn read(&self) -> String;
    fn write(&self, value: &str);
}

macro_rules! controls {
    ($($element:ty),*) => {$(
        impl Control for $element {
            fn read(&self) -> String {
                self.value()
            }
            fn write(&self, value: &str) {
                self.set_value(value);
            }
        }
    )*};
}
controls!(HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement);

/// The control's element is one of these.
pub(crate) trait ControlElement: ElementType {
    type Element: Control + Clone + 'static;
    fn element(node: NodeRef<Self>) -> Option<Self::Element>
    where
        Self: Sized;
}

macro_rules! control_elements {
    ($($html:ty => $element:ty),*) => {$(
        impl ControlElement for $html {
            type Element = $element;
            fn element(node: NodeRef<Self>) -> Option<$element> {
                node.get()
            }
        }
    )*};
}
control_elements!(Input => HtmlInputElement, Select => HtmlSelectElement, Textarea => HtmlTextAreaElement);

/// First the signal learns what the page already holds (typed before the module arrived, or restored by the browser);
/// from then on a change of the signal is shown. The control's own `on:input` writes the signal.
pub(crate) fn in_step<E: ControlElement + 'static>(node: NodeRef<E>, value: RwSignal<String>) {
    let rendered = value.get_untracked();
    Effect::new(move |met: Option<bool>| {
        let Some(element) = E::element(node) else {
            return false;
        };
        if met != Some(true) {
            let typed = element.read();
            if typed != rendered {
                value.set(typed);
            }
        }
        let wanted = value.get();
        if element.read() != wanted {
            element.write(&wanted);
        }
        true
    });
}

/// Whether this piece of the page is being taken over from the server's HTML rather than made anew.
pub(crate) fn hydrating() -> bool {
    Owner::current_shared_context().is_some_and(|shared| shared.during_hydration())
}
