//! The law as the desk shows it: the list of rules, one rule, one bill, one person, how an answer came about, who read what
//! against the official text, and what to read aloud to somebody who is frightened.
//!
//! Every rule carries its article, who read what, and whether anybody verified it. Deliberately absent: changing a
//! rule, and any word that a bill is law.

pub mod asked;
mod bill;
pub mod condition;
mod days_off;
mod examples;
mod force;
pub mod grounds;
mod list;
pub mod moves;
mod person;
pub mod readings;
mod review;
mod rights;
pub mod rows;
mod rule;
pub mod sayings;
pub mod standing;
pub mod verdict;
mod visit;
mod which;
mod why;
mod wording;

pub use bill::stage_in_words;
pub use rights::path as rights_path;

use crate::route::{Access, Route};

/// Their addresses.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/law", Access::Vault, list::look),
        Route::post("/law", Access::Vault, list::look_on),
        Route::get("/law/rule/{id}", Access::Vault, rule::look),
        Route::post("/law/rule/{id}", Access::Vault, rule::look_on),
        Route::get("/law/read/{id}", Access::Vault, review::ask),
        Route::post("/law/read/{id}", Access::Vault, review::save),
        Route::get("/law/rights", Access::Vault, rights::list),
        Route::get("/law/rights/{id}", Access::Vault, rights::look),
        Route::get("/law/rights/{id}/{lang}", Access::Vault, rights::look_in),
        Route::get("/law/bill/{id}", Access::Vault, bill::look),
        Route::post("/law/bill/{id}", Access::Vault, bill::look_on),
        Route::get("/law/bill/{id}/{verdict}/{page}", Access::Vault, bill::look_further),
        Route::get("/law/why/{rule}/{about}", Access::Vault, why::look),
        Route::post("/law/why/{rule}/{about}", Access::Vault, why::look_on),
        Route::post("/law/why/{rule}/{about}/paper", Access::Vault, why::print),
        Route::get("/person/{id}/law", Access::Vault, person::look),
        Route::post("/person/{id}/law", Access::Vault, person::look_on),
        Route::get("/law/visit/{rule}/{about}", Access::Vault, visit::ask),
        Route::post("/law/visit/{rule}/{about}", Access::Vault, visit::save),
    ]
}

#[cfg(test)]
mod tests;
