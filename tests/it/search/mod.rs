//! Finding: what is found, in which order, and that nothing is missing.

mod follow;
mod quick;
mod text;
