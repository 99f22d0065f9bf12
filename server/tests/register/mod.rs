//! The register is law: contiguous, yearly, unchangeable, provable.

mod chain;
mod daily;
mod year;
