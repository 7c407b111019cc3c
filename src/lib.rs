//! tanshi (潭事): a workstation for the convenor of a consultation studio.
//!
//! Read from the top: every module only knows those above it.
//!
//! | module | what it holds |
//! |---|---|
//! | [`domain`] | the rules: issues, sessions, commitments, the workflow and its guards, counting |
//! | [`i18n`] | every word that a person reads, in Chinese and English |
//! | [`log`] | how a fact becomes bytes that prove themselves |
//! | [`store`] | what makes it saved: the journal, and sled behind it |
//! | [`search`] | finding by what people type: pinyin, initials, traditional characters, slips; and full text |
//! | [`document`] | minutes, record, letters and forms as data, and as Word, Markdown and plain text |
//! | [`exchange`] | what comes in from files and goes out to them, and the example data |
//! | [`command`] | the one table of what a person can ask for |
//! | [`app`] | what the screens know and how they react; no clock, no I/O |
//! | [`ui`] | how the screens look |
//! | [`plain`] | the screens as a dialogue in lines |
//! | [`shell`] | terminal, clock, threads |
//! | [`cli`] | the command line |

pub mod app;
pub mod cli;
pub mod command;
pub mod document;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod log;
pub mod plain;
pub mod search;
pub mod shell;
pub mod store;
pub mod ui;

// Tests share a made-up district with the benches, which name the crate from outside.
#[cfg(test)]
extern crate self as tanshi;
