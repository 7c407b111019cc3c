//! What the office gets: documents as data, and their bytes. Pure: it knows no store, no clock and no
//! files.

pub mod template;
