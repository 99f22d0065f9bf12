//! The main menu: what this person's role opens.

use crate::console::{
    ABSENCES, CALENDAR, CAMPAIGNS, COMPANIES, CONSULTANTS, CONTACT, ENABLEMENT, FIGURES, FILES, TEXTS, UNITS,
};
use crate::correspondence::TRAY;
use crate::escalation::DEADLINES;
use crate::identity::CLIENTS;
use crate::language::use_words;
use crate::notices::PREFERENCES;
use contatti_model::identity::{Me, Role};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

#[component]
pub(crate) fn Menu(me: Me) -> impl IntoView {
    let words = use_words();
    let nav = &words.shell.nav;
    let mut items = vec![];
    if me.opens_the_console() {
        items.push(("/console", nav.work_list));
        items.push((TRAY, nav.tray));
        items.push((FILES, nav.files));
    }
    if me.has(Role::Operator) {
        items.push((CONTACT, words.contacting.menu));
        items.push((TEXTS, nav.texts));
    }
    if me.has(Role::Director) || me.has(Role::UnitManager) {
        items.push((FIGURES, nav.figures));
        items.push((DEADLINES, nav.deadlines));
    }
    if me.has(Role::Director) {
        items.push((CALENDAR, nav.calendar));
    }
    if me.answers_for_enablements() {
        items.push((ENABLEMENT, nav.enablement));
    }
    if me.opens_the_console() {
        items.push((UNITS, nav.units));
        items.push((ABSENCES, nav.absences));
    }
    if me.sends_requests() {
        items.push(("/contatti", nav.home));
        items.push(("/contatti/nuova-richiesta", nav.new_request));
        items.push(("/contatti/richieste", nav.requests));
    }
    if me.has(Role::Intermediary) {
        items.push((CLIENTS, nav.clients));
    }
    items.push((PREFERENCES, nav.preferences));
    items.push(("/accessi", nav.devices));
    items.push(("/aiuto", nav.help));
    let pathname = use_location().pathname;
    let items = items.into_iter().map(|(address, name)| {
        let current = move || pathname.with(|here| is_current(address, here)).then_some("page");
        view! { <li><a href=address aria-current=current>{name}</a></li> }
    });
    view! {
        <nav class="main-nav" aria-label=words.shell.main_menu>
            <div class="container"><ul>{items.collect_view()}</ul></div>
        </nav>
    }
    .into_any()
}

/// Entries that lie below another's address.
const OWN_ENTRIES: [&str; 10] =
    [ABSENCES, CALENDAR, CONTACT, DEADLINES, ENABLEMENT, FIGURES, FILES, TEXTS, TRAY, UNITS];

/// A page below an entry belongs to it, except where it has an entry of its own: so do all rooms below the home. A file
/// belongs to where files are found.
fn is_current(entry: &str, here: &str) -> bool {
    let here = here.trim_end_matches('/');
    let is_file = is_at_or_below(COMPANIES, here) || is_at_or_below(CONSULTANTS, here);
    let here = if is_file { FILES } else { here };
    // Campaigns are reached from contacting one company.
    let here = if is_at_or_below(CAMPAIGNS, here) { CONTACT } else { here };
    let own_entry = OWN_ENTRIES.iter().any(|own| *own != entry && is_at_or_below(own, here));
    here == entry || (entry != "/contatti" && !own_entry && is_at_or_below(entry, here))
}

fn is_at_or_below(entry: &str, here: &str) -> bool {
    here.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::{CONTACT, FILES, TRAY, is_current};

    #[test]
    fn one_entry_is_current_on_each_page() {
        assert!(is_current("/console", "/console/richieste/1"));
        assert!(is_current("/contatti", "/contatti"));
        assert!(!is_current("/contatti", "/contatti/richieste"));
        assert!(is_current("/contatti/richieste", "/contatti/richieste/1"));
        assert!(is_current("/console/calendario", "/console/calendario/"));
        assert!(!is_current("/console", "/console/calendario"));
        assert!(!is_current("/console", "/consolex"));
        assert!(is_current(FILES, "/console/aziende/1") && !is_current("/console", "/console/consulenti/1"));
        assert!(is_current(CONTACT, "/console/campagne/nuova") && !is_current("/console", "/console/campagne"));
        assert!(is_current(TRAY, "/console/raccoglitore/1") && !is_current("/console", "/console/raccoglitore/1"));
    }
}
