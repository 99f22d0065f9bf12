//! Whom a notice can reach.

/// Whether somebody can be told, in SQL: `$person` is their row of `people`, `$texts` whether this house sends SMS. Where it
/// sends none, a number alone reaches nobody.
macro_rules! reachable {
    ($person:literal, $texts:literal) => {
        concat!("(", $person, ".email <> '' OR (", $texts, " AND ", $person, ".mobile <> ''))")
    };
}
pub(crate) use reachable;
