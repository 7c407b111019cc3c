//! What the office gets on paper: what documents say, and that Word files are what the standard asks.

mod diary;
mod fixture;
mod forms;
mod ink;
mod minutes;
mod page;
mod promised;
mod record;
mod reprint;
mod room;
mod shelf;
pub(crate) mod tools;
mod word;
mod words_only;
