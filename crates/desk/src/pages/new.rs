//! Making a vault.
use crate::route::Route;

/// A vault being made.
pub struct Making;

/// Its addresses.
pub fn routes() -> Vec<Route> {
    vec![]
}
