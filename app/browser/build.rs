//! Keeps in the linked module what names its functions, without which it could not be cut into parts (ADR 0032).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
}
