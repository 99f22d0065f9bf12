//! The register is law: contiguous, yearly, unchangeable, provable.

mod chain;
mod year;
