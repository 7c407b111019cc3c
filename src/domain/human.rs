//! Values that are written as words where a person may read them (JSON), and as they are in the log,
//! whose bytes never change.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::fmt::Display;

/// Writes `words` for people, `raw` for the log.
pub(super) fn write<S: Serializer>(
    words: impl Display,
    raw: impl Serialize,
    to: S,
) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() { to.collect_str(&words) } else { raw.serialize(to) }
}

/// Reads what [`write`] wrote.
pub(super) fn read<'de, D, T, Raw, Fault>(
    from: D,
    of_words: impl FnOnce(&str) -> Option<T>,
    of_raw: impl FnOnce(Raw) -> Result<T, Fault>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    Raw: Deserialize<'de>,
    Fault: Display,
{
    if from.is_human_readable() {
        let words = String::deserialize(from)?;
        return of_words(&words).ok_or_else(|| D::Error::custom(format!("cannot read {words}")));
    }
    of_raw(Raw::deserialize(from)?).map_err(D::Error::custom)
}

/// Bytes as lower case hexadecimal digits.
pub(super) struct Hex<'a>(pub(super) &'a [u8]);

impl Display for Hex<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The bytes of lower case hexadecimal digits, if there are as many as are wanted.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    if text.len() != N * 2 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        for digit in pair {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | value;
        }
    }
    Some(bytes)
}

/// Declares how bytes of a fixed length are written: digits for people, the bytes in the log.
macro_rules! digits {
    ($(#[$meta:meta] $name:ident $length:literal;)+) => {$(
        #[$meta]
        pub(super) mod $name {
            use super::{Deserializer, Hex, Serializer, read, unhex, write};
            use std::convert::Infallible;

            pub(in crate::domain) fn serialize<S: Serializer>(
                bytes: &[u8; $length],
                to: S,
            ) -> Result<S::Ok, S::Error> {
                write(Hex(bytes), bytes, to)
            }

            pub(in crate::domain) fn deserialize<'de, D: Deserializer<'de>>(
                from: D,
            ) -> Result<[u8; $length], D::Error> {
                read(from, unhex, Ok::<_, Infallible>)
            }
        }
    )+};
}

digits! {
    /// A SHA-256.
    hash 32;
    /// Who wrote an event.
    replica 16;
}
