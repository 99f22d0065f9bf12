//! Cuts the compiled module into the part every page needs and those a browser fetches when it opens them (ADR 0032).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::Options;

use crate::failure::{Failure, Outcome};
use crate::files;

/// The files each part needs besides the main one, by the part's name.
pub type Parts = BTreeMap<String, Vec<String>>;

/// Lays the parts into `folder`; returns the main one, which still has to be given its JavaScript.
pub fn cut(compiled: &Path, folder: &Path) -> Outcome<PathBuf> {
    let whole = files::read(compiled)?;
    let main = compiled.with_extension("main.wasm");
    let mut options = Options::new(&whole);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./contatti.js";
    options.link_name = "./parts.js";
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| Failure::new(format!("{} could not be cut into parts: {error:#}", compiled.display())))?;
    let parts: Parts =
        cut.prefetch_map.into_iter().map(|(part, files)| (part, files.iter().map(wasm).collect())).collect();
    let list = serde_json::to_vec(&parts).map_err(Failure::at("list the parts of", compiled))?;
    files::write(&folder.join(LIST), &list)?;
    Ok(main)
}

pub fn parts(folder: &Path) -> Outcome<Parts> {
    let list = folder.join(LIST);
    serde_json::from_slice(&files::read(&list)?).map_err(Failure::at("read", &list))
}

const LIST: &str = "parts.json";

fn wasm(stem: &String) -> String {
    format!("{stem}.wasm")
}
