//! Finding by what people type, without an index: characters, pinyin, initials, traditional
//! characters, and what is nearly typed. Knows the rules and the words, neither rows nor screens.
//!
//! | question | file |
//! |---|---|
//! | whether and how well a word is in a short text, and where | [`quick`] |
//! | which characters count as the same one | [`fold`] |
//! | how a character is read | [`sound`] |
//! | what a name is sorted by, and found by when it is Latin | [`initials`] |

pub mod fold;
pub mod initials;
pub mod quick;
pub mod sound;
