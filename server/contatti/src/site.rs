//! Where the built site lies: the folder `xtask site` or cargo-leptos made, found from whatever folder we are started in.

use std::path::{Path, PathBuf};

/// The configured folder, or the first that is there of the usual ones.
pub fn folder(configured: Option<&Path>) -> Option<PathBuf> {
    if let Some(folder) = configured {
        return Some(folder.to_owned());
    }
    let leptos = std::env::var_os("LEPTOS_SITE_ROOT").map(PathBuf::from);
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    let usual = beside.into_iter().flat_map(|beside| [beside.join("site"), beside.join("../site")]);
    leptos.into_iter().chain(usual).find(|folder| folder.join("pkg").is_dir())
}
