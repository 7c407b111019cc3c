//! Identities: 16 bytes that sort by the time they were made.
//!
//! One type for each kind of thing, so that an issue is never looked up as a session. Knows
//! neither clock nor randomness: both come in as values.

use std::fmt;
use std::str::FromStr;

use super::human;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::convert::Infallible;

/// The reason why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum IdFault {
    /// It does not have 32 characters.
    Length {
        /// How many characters it has.
        got: usize,
    },
    /// It holds something else than `0`–`9` and `a`–`f`.
    NotHex {
        /// The first such character, counted from 0.
        position: usize,
    },
    /// No kind of entity has this name or code.
    UnknownKind,
    /// The id belongs to an entity of another kind.
    OtherKind {
        /// The kind that the entity has.
        got: EntityKind,
    },
}

impl fmt::Display for IdFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length { got } => write!(f, "an id has 32 hexadecimal digits, not {got}"),
            Self::NotHex { position } => {
                write!(f, "character {position} of the id is not 0-9 or a-f")
            }
            Self::UnknownKind => f.write_str("no kind of entity has this name or code"),
            Self::OtherKind { got } => write!(f, "the id belongs to a {got}"),
        }
    }
}

impl std::error::Error for IdFault {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $(= $kind:ident)?;)+) => {$(
        $(#[$doc])*
        ///
        /// Ids sort by the millisecond they were made in, then by chance. Written as 32 lower
        /// case hexadecimal digits.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name([u8; 16]);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                human::write(self, self.0, to)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                human::read(from, |words| words.parse().ok(), |it| Ok::<_, Infallible>(Self(it)))
            }
        }

        impl $name {
            /// Makes an id out of Unix milliseconds (the lower 48 bits count) and chance.
            pub const fn new(millis: u64, random: [u8; 10]) -> Self {
                Self(time_ordered(millis, random))
            }

            /// Takes an id back from its bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// Returns the 16 bytes, the time first.
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0
            }

            /// Returns the Unix milliseconds of its making.
            pub const fn millis(self) -> u64 {
                millis_of(self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_hex(f, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = IdFault;

            fn from_str(text: &str) -> Result<Self, IdFault> {
                read_hex(text).map(Self)
            }
        }

        $(
            impl From<$name> for EntityId {
                fn from(id: $name) -> Self {
                    Self { kind: EntityKind::$kind, bytes: id.0 }
                }
            }

            impl TryFrom<EntityId> for $name {
                type Error = IdFault;

                fn try_from(entity: EntityId) -> Result<Self, IdFault> {
                    match entity.kind {
                        EntityKind::$kind => Ok(Self(entity.bytes)),
                        got => Err(IdFault::OtherKind { got }),
                    }
                }
            }
        )?
    )+};
}

ids! {
    /// The identity of a studio.
    StudioId = Studio;
    /// The identity of a person; also of the one who is at the keyboard.
    PersonId = Person;
    /// The identity of a department.
    DepartmentId = Department;
    /// The identity of an issue.
    IssueId = Issue;
    /// The identity of a session.
    SessionId = Session;
    /// The identity of one line of the record.
    LineId = Line;
    /// The identity of a commitment.
    CommitmentId = Commitment;
    /// The identity of a piece of evidence.
    EvidenceId = Evidence;
    /// The identity of a change: events that become visible together. Not an entity.
    ChangeId;
}

/// The kinds of things that events are about.
///
/// Stored as its code (one byte); codes are only ever appended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum EntityKind {
    /// A studio.
    Studio = 1,
    /// A person.
    Person = 2,
    /// A department.
    Department = 3,
    /// An issue.
    Issue = 4,
    /// A session.
    Session = 5,
    /// A line of the record.
    Line = 6,
    /// A commitment.
    Commitment = 7,
    /// A piece of evidence.
    Evidence = 8,
    /// The settings of the store.
    Settings = 9,
}

impl EntityKind {
    /// Every kind, by code.
    pub const ALL: [Self; 9] = [
        Self::Studio,
        Self::Person,
        Self::Department,
        Self::Issue,
        Self::Session,
        Self::Line,
        Self::Commitment,
        Self::Evidence,
        Self::Settings,
    ];

    /// Returns the code that is stored, 1..=9.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Returns the English word, as in `issue:0189…`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Studio => "studio",
            Self::Person => "person",
            Self::Department => "department",
            Self::Issue => "issue",
            Self::Session => "session",
            Self::Line => "line",
            Self::Commitment => "commitment",
            Self::Evidence => "evidence",
            Self::Settings => "settings",
        }
    }
}

impl Serialize for EntityKind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        human::write(self, self.code(), to)
    }
}

impl<'de> Deserialize<'de> for EntityKind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        human::read(from, |words| words.parse().ok(), |code: u8| Self::try_from(code))
    }
}

impl fmt::Display for EntityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl From<EntityKind> for u8 {
    fn from(kind: EntityKind) -> Self {
        kind.code()
    }
}

impl TryFrom<u8> for EntityKind {
    type Error = IdFault;

    fn try_from(code: u8) -> Result<Self, IdFault> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(IdFault::UnknownKind)
    }
}

impl FromStr for EntityKind {
    type Err = IdFault;

    fn from_str(word: &str) -> Result<Self, IdFault> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(IdFault::UnknownKind)
    }
}

/// Names any entity: its kind and its id. Written `issue:` and 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntityId {
    /// What it is.
    pub kind: EntityKind,
    /// Which one.
    pub bytes: [u8; 16],
}

impl Serialize for EntityId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        human::write(self, (self.kind, self.bytes), to)
    }
}

impl<'de> Deserialize<'de> for EntityId {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let of_parts = |(kind, bytes)| Ok::<_, Infallible>(Self { kind, bytes });
        human::read(from, |words| words.parse().ok(), of_parts)
    }
}

impl EntityId {
    /// The settings: there is one of them in a store.
    pub const SETTINGS: Self = Self { kind: EntityKind::Settings, bytes: [0; 16] };

    /// Returns the Unix milliseconds of its making.
    pub const fn millis(self) -> u64 {
        millis_of(self.bytes)
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.kind)?;
        write_hex(f, self.bytes)
    }
}

impl fmt::Debug for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntityId({self})")
    }
}

impl FromStr for EntityId {
    type Err = IdFault;

    fn from_str(text: &str) -> Result<Self, IdFault> {
        let (kind, id) = text.split_once(':').ok_or(IdFault::UnknownKind)?;
        Ok(Self { kind: kind.parse()?, bytes: read_hex(id)? })
    }
}

const fn time_ordered(millis: u64, random: [u8; 10]) -> [u8; 16] {
    let [_, _, m0, m1, m2, m3, m4, m5] = millis.to_be_bytes();
    let [r0, r1, r2, r3, r4, r5, r6, r7, r8, r9] = random;
    [m0, m1, m2, m3, m4, m5, r0, r1, r2, r3, r4, r5, r6, r7, r8, r9]
}

const fn millis_of(bytes: [u8; 16]) -> u64 {
    let [m0, m1, m2, m3, m4, m5, ..] = bytes;
    u64::from_be_bytes([0, 0, m0, m1, m2, m3, m4, m5])
}

fn write_hex(f: &mut fmt::Formatter<'_>, bytes: [u8; 16]) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// Reads lower case only, so that an id has one way to be written.
fn read_hex(text: &str) -> Result<[u8; 16], IdFault> {
    let got = text.chars().count();
    if got != 32 {
        return Err(IdFault::Length { got });
    }
    let mut bytes = [0; 16];
    for (position, digit) in text.chars().enumerate() {
        let value = match digit {
            '0'..='9' => digit as u32 - '0' as u32,
            'a'..='f' => digit as u32 - 'a' as u32 + 10,
            _ => return Err(IdFault::NotHex { position }),
        };
        if let (Some(byte), Ok(value)) = (bytes.get_mut(position / 2), u8::try_from(value)) {
            *byte = *byte << 4 | value;
        }
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_sort_by_the_time_they_were_made() {
        let early = IssueId::new(1_697_760_000_000, [0xff; 10]);
        let late = IssueId::new(1_697_760_000_001, [0; 10]);
        assert!(early < late);
        assert_eq!(late.millis(), 1_697_760_000_001);
        assert!(early.to_string() < late.to_string());
    }

    #[test]
    fn an_id_is_written_as_lower_case_hexadecimal() {
        let id = SessionId::new(0x0123_4567_89ab, [0xcd; 10]);
        assert_eq!(id.to_string(), "0123456789abcdcdcdcdcdcdcdcdcdcd");
        assert_eq!(format!("{id:?}"), "SessionId(0123456789abcdcdcdcdcdcdcdcdcdcd)");
    }

    #[test]
    fn a_text_that_is_not_an_id_says_why() {
        assert_eq!("12".parse::<LineId>(), Err(IdFault::Length { got: 2 }));
        let upper = "0123456789ABcdcdcdcdcdcdcdcdcdcd";
        assert_eq!(upper.parse::<LineId>(), Err(IdFault::NotHex { position: 10 }));
        let wide = "０".repeat(32);
        assert_eq!(wide.parse::<LineId>(), Err(IdFault::NotHex { position: 0 }));
    }

    #[test]
    fn an_entity_remembers_its_kind() {
        let issue = IssueId::from_bytes([7; 16]);
        let entity = EntityId::from(issue);
        assert_eq!(IssueId::try_from(entity), Ok(issue));
        let refused = Err(IdFault::OtherKind { got: EntityKind::Issue });
        assert_eq!(SessionId::try_from(entity), refused);
        assert_eq!(entity.to_string().parse(), Ok(entity));
    }

    #[test]
    fn the_stored_bytes_are_the_code_and_the_id() {
        let entity = EntityId::from(EvidenceId::from_bytes([9; 16]));
        let bytes = bincode::serde::encode_to_vec(entity, bincode::config::standard()).unwrap();
        assert_eq!(bytes, [8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]);
        let back: (EntityId, usize) =
            bincode::serde::decode_from_slice(&bytes, bincode::config::standard()).unwrap();
        assert_eq!(back, (entity, 17));
    }

    #[test]
    fn every_kind_is_found_by_its_code_and_by_its_word() {
        for kind in EntityKind::ALL {
            assert_eq!(EntityKind::try_from(kind.code()), Ok(kind));
            assert_eq!(kind.word().parse(), Ok(kind));
        }
        assert_eq!(EntityKind::try_from(0), Err(IdFault::UnknownKind));
        assert_eq!(EntityKind::try_from(10), Err(IdFault::UnknownKind));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(bytes: [u8; 16]) {
            let id = PersonId::from_bytes(bytes);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
