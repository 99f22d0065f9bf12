//! A list read to its end for an export, page by page.

use super::{Answer, Refusal};
use crate::house::House;
use crate::identity::Actor;
use contatti_model::ProblemCode;
use contatti_model::page::Page;
use std::io;
use tokio::runtime::Handle;

/// Lines an export reads at once: what it holds in memory, whatever its length.
pub(crate) const AT_ONCE: i64 = 500;

/// The pages of what `read` reads from a cursor on, one after the other and each when it is wanted; authority is asked
/// anew at each, as for a person who reads on. For a thread that may wait.
pub(crate) fn pages<T>(
    house: House,
    actor: Actor,
    runtime: Handle,
    read: impl AsyncFn(&House, &Actor, Option<&str>) -> Answer<Page<T>>,
) -> impl Iterator<Item = io::Result<Vec<T>>> {
    // Where the next page begins, while there is one.
    let mut cursor: Option<Option<String>> = Some(None);
    std::iter::from_fn(move || {
        let begin = cursor.take()?;
        let page = runtime.block_on(async {
            if !actor.still_signed_in(&house).await.unwrap_or(false) {
                return Err(Refusal::new(ProblemCode::NotSignedIn));
            }
            read(&house, &actor, begin.as_deref()).await
        });
        let page = page.map(|page| {
            cursor = page.next.map(Some);
            page.items
        });
        Some(page.map_err(|refusal| io::Error::other(refusal.into_problem())))
    })
}
