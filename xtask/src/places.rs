//! Where everything is: the checkout, cargo's target folder and the folders built inside it.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};

pub struct Places {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Places {
    pub fn find() -> Outcome<Self> {
        let root = checkout()?;
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => std::path::absolute(folder)
                .map_err(|error| Failure::new(format!("CARGO_TARGET_DIR is no path: {error}")))?,
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The browser side has a target folder of its own, so that host builds do not wait for it.
    pub fn front(&self) -> PathBuf {
        self.target.join("front")
    }

    /// What the server serves as it is.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// Half-done pieces of the site and the stamps that say which are still good.
    pub fn workshop(&self) -> PathBuf {
        self.target.join("workshop")
    }

    /// Tools of the tests written in Python.
    pub fn python(&self) -> PathBuf {
        self.workshop().join("python")
    }

    pub fn style(&self) -> PathBuf {
        self.root.join("style")
    }

    pub fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    pub fn binary(&self) -> PathBuf {
        self.target.join("release").join("contatti")
    }
}

/// `cargo run` says where this package is; a binary started by hand looks upwards from the current folder.
fn checkout() -> Outcome<PathBuf> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => {
            env::current_dir().map_err(|error| Failure::new(format!("the current folder cannot be read: {error}")))?
        }
    };
    start
        .ancestors()
        .find(|folder| is_checkout(folder))
        .map(Path::to_path_buf)
        .ok_or_else(|| Failure::new("run this inside a checkout of the project."))
}

fn is_checkout(folder: &Path) -> bool {
    folder.join("Cargo.toml").is_file() && folder.join("xtask").join("Cargo.toml").is_file()
}
