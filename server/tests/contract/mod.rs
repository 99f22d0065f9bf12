//! The contract with the outside: the OpenAPI document as reviewed, and every route as every wrong actor.

mod authority;
mod manual;
mod openapi;
