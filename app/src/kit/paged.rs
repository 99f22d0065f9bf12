//! A list that grows on demand and stays fresh at its top.

use super::Submit;
use crate::api::Outcome;
use crate::browser;
use contatti_model::page::Page;
use leptos::prelude::*;
use std::future::Future;

/// How soon to look whether the next page has come, in milliseconds.
const WHILE_READING_ON: u32 = 100;

/// What is shown, where it goes on, and the dealings with the server about it.
pub(crate) struct Paged<T: 'static> {
    pub items: RwSignal<Vec<T>>,
    pub next: RwSignal<Option<String>>,
    pub more: Submit,
    /// Counts the times something changed under the reader's eyes.
    pub changes: RwSignal<u32>,
}

impl<T> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Paged<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Paged<T> {
    pub fn new(page: Page<T>) -> Self {
        Self {
            items: RwSignal::new(page.items),
            next: RwSignal::new(page.next),
            more: Submit::new(None),
            changes: RwSignal::new(0),
        }
    }

    /// Adds the page after what is shown.
    pub fn read_on(self, page: impl Future<Output = Outcome<Page<T>>> + 'static) {
        self.more.send(page, move |page| {
            self.items.update(|items| items.extend(page.items));
            self.next.set(page.next);
        });
    }

    /// Puts a fresh first page in the place of the one shown; what came after it stays, and what is read of `rows`, which
    /// selects the rows' own links, does not move. Whoever reads on meanwhile comes first: what was asked for before the next
    /// page came would not meet it.
    pub async fn refresh<A: Future<Output = Outcome<Page<T>>>>(
        self,
        rows: &'static str,
        first: impl Fn() -> A,
        same: fn(&T, &T) -> bool,
    ) {
        loop {
            let fresh = first().await;
            match self.more.under_way.try_get_untracked() {
                Some(true) => browser::pause(WHILE_READING_ON).await,
                Some(false) => return self.replace(rows, fresh, same),
                None => return,
            }
        }
    }

    fn replace(self, rows: &'static str, fresh: Outcome<Page<T>>, same: fn(&T, &T) -> bool) {
        let fresh = match fresh {
            Ok(fresh) => fresh,
            Err(problem) => return self.more.refuse(problem),
        };
        let old = (self.items.get_untracked(), self.next.get_untracked());
        let (items, next) = refreshed(old.clone(), fresh, same);
        if items != old.0 {
            browser::steady(rows, || self.items.set(items));
            self.changes.update(|count| *count += 1);
        }
        self.next.set(next);
        self.more.problem.set(None);
    }
}

fn refreshed<T: Clone>(
    (old, old_next): (Vec<T>, Option<String>),
    fresh: Page<T>,
    same: fn(&T, &T) -> bool,
) -> (Vec<T>, Option<String>) {
    let last = fresh.items.last();
    let seam = last.and_then(|last| old.iter().position(|item| same(item, last)));
    let tail = seam.map(|index| &old[index + 1..]).unwrap_or_default();
    if fresh.next.is_none() || tail.is_empty() {
        return (fresh.items, fresh.next);
    }
    let tail = tail.iter().filter(|item| !fresh.items.iter().any(|new| same(item, new)));
    let items = fresh.items.iter().chain(tail).cloned().collect();
    (items, old_next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(items: &[u32], next: Option<&str>) -> Page<u32> {
        Page { items: items.to_vec(), next: next.map(Into::into) }
    }

    fn refreshed_from(old: &[u32], page: Page<u32>) -> (Vec<u32>, Option<String>) {
        refreshed((old.to_vec(), Some("old".into())), page, |a, b| a == b)
    }

    #[test]
    fn what_was_read_on_stays_below_the_fresh_top() {
        let (items, next) = refreshed_from(&[1, 2, 3, 4], fresh(&[9, 1, 2], Some("new")));
        assert_eq!((items, next.as_deref()), (vec![9, 1, 2, 3, 4], Some("old")));
    }

    #[test]
    fn what_left_the_list_is_gone() {
        let (items, next) = refreshed_from(&[1, 2, 3], fresh(&[1, 3, 4], Some("new")));
        assert_eq!((items, next.as_deref()), (vec![1, 3, 4], Some("new")));
        let (items, next) = refreshed_from(&[1, 2, 3], fresh(&[3], None));
        assert_eq!((items, next), (vec![3], None));
    }
}
