//! Whose an index is and how far it goes, as the payload of its commits says it:
//!
//! ```text
//! tanshi text 2 rows 5 store 0707… group 1204 print 9c1d… whole
//! ```
//!
//! The payload of an index that is still being made ends with `partial`; such a one is made anew.

/// How texts lie in the index; goes up with every change to what is searched, to the tokenizer, or to the
/// schema, and an index of another one is made anew.
pub const FORMAT: u16 = 2;

/// Whose texts are in an index, and in which shape their rows were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The store.
    pub store: [u8; 16],
    /// The version of its rows.
    pub rows: u16,
}

/// How far an index follows the journal of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The last group that it has.
    pub group: u64,
    /// The fingerprint of that group: another history may have one of the same number.
    pub print: [u8; 32],
}

/// What a commit says of itself; without a position the index is still being made.
pub(super) fn payload(owner: Owner, reached: Option<Position>) -> String {
    let Owner { store, rows } = owner;
    let begin = format!("tanshi text {FORMAT} rows {rows} store {}", hex(&store));
    match reached {
        Some(Position { group, print }) => {
            format!("{begin} group {group} print {} whole", hex(&print))
        }
        None => format!("{begin} partial"),
    }
}

/// How far an index goes by its payload; `None` for one that is of no use here.
pub(super) fn read_payload(owner: Owner, text: Option<&str>) -> Option<Position> {
    let words: Vec<&str> = text?.split(' ').collect();
    let at = words.iter().position(|word| *word == "group")?;
    let (group, print) = (words.get(at + 1)?.parse().ok()?, words.get(at + 3)?);
    let position = Position { group, print: unhex(print)? };
    // Whatever else it says, it has to be what would be written now.
    (text? == payload(owner, Some(position))).then_some(position)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").ok();
        text
    })
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let mut digits = text.chars();
    for byte in &mut bytes {
        let digit = |c: char| c.to_digit(16).and_then(|it| u8::try_from(it).ok());
        *byte = (digit(digits.next()?)? << 4) | digit(digits.next()?)?;
    }
    digits.next().is_none().then_some(bytes)
}
