//! Finding: derived from what is saved, so that all of it can be deleted and made again. Knows the
//! rules and the words, and neither the log nor the store.

pub mod text;
