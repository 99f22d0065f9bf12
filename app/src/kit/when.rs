//! Days and moments as people say them, with the exact one at hand for machines and for the curious.

use crate::dates;
use crate::language::use_words;
use contatti_model::Instant;
use jiff::civil::Date;
use leptos::prelude::*;

/// A moment on Rome's clock; short in columns.
#[component]
pub(crate) fn Moment(at: Instant, #[prop(optional)] short: bool) -> impl IntoView {
    let words = use_words();
    let text = if short { dates::short_moment(words, at) } else { dates::moment(words, at) };
    view! { <time datetime=at.to_rfc3339()>{text}</time> }
}

/// A day; short in columns.
#[component]
pub(crate) fn Day(day: Date, #[prop(optional)] short: bool) -> impl IntoView {
    let words = use_words();
    let text = if short { dates::short_day(words, day) } else { dates::long_day(words, day) };
    view! { <time datetime=day.to_string() title=dates::long_day(words, day)>{text}</time> }
}
