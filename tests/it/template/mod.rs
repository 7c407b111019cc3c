//! The office's own Word file with fields: what fills, what is refused and where, what stays.

mod faults;
mod fields;
mod files;
mod hostile;
mod layers;
mod loops;
pub(crate) mod office;
mod reference;
