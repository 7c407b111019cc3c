//! Finding what people look for: by what something is called, without an index, and in full texts, by one
//! that is derived and can be deleted. Knows the rules and the words, neither rows, screens, the log nor
//! the store.
//!
//! | question | file |
//! |---|---|
//! | whether and how well a word is in a short text, and where | [`quick`] |
//! | which characters count as the same one | [`fold`] |
//! | how a character is read | [`sound`] |
//! | what was written and said anywhere | [`text`] |
//! | whether a word is another with a slip in it | [`slip`] |
//! | how a name stands with a unit, and several in brackets | [`naming`], [`brackets`] |
//! | who may be meant by a name that nobody has | [`near`] |
//! | what a name is sorted by, and found by when it is Latin | [`initials`] |

pub mod brackets;
pub mod fold;
pub mod initials;
pub mod naming;
pub mod near;
pub mod quick;
pub mod slip;
pub mod sound;
pub mod text;
