//! What makes a change saved, and what the program reads. The only user of sled.

pub mod journal;
pub mod lock;
pub mod marker;
