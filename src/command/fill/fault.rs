//! What can be wrong with what was typed.

use crate::command::grammar::Doubt;
use crate::command::verb::Choice;
use crate::document::Blank;
use crate::document::template::TemplateFault;
use crate::domain::amount::AmountFault;
use crate::domain::date::DateFault;
use crate::domain::id::{EntityId, EntityKind};
use crate::exchange::records::ImportFault;

/// What is wrong with the value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldFault {
    /// It has to be there.
    Required,
    /// No date can be read from it.
    Date(DateFault),
    /// No amount can be read from it.
    Amount(AmountFault),
    /// No time can be read from it.
    Time,
    /// The time has not come yet.
    NotYet,
    /// It is the midnight before or after the day, which cannot be told.
    Midnight,
    /// No whole number can be read from it, or it is none of those that are meant.
    Number {
        /// The least that it may be.
        least: u32,
        /// The most that it may be.
        most: u32,
    },
    /// It is none of these.
    Choice {
        /// What is allowed.
        allowed: Vec<Choice>,
    },
    /// Nothing is called so.
    Unknown(EntityKind),
    /// A line of the record says something that is not understood.
    Said {
        /// Which of those that were typed, from 1.
        line: usize,
        /// What it is.
        doubt: Box<Doubt>,
    },
    /// The record has no line of this number.
    NoLine {
        /// How many lines it has.
        lines: usize,
    },
    /// No mark of this kind stands.
    NoMark,
    /// A commitment was made of the line already.
    MadeAlready,
    /// Several are called so.
    Ambiguous(Vec<EntityId>),
    /// Departments are called so; another one of that name needs its district.
    KnownDepartments(Vec<EntityId>),
    /// Whoever is said to be new is called as these are, and needs a unit to be told apart.
    Namesakes(Vec<EntityId>),
    /// Nobody is called just so, and it may be meant for these.
    NearName(Vec<EntityId>),
    /// It is not `RULE=REASON`.
    Override,
    /// It is a date, a time or a number, and nobody is called so.
    NotAName,
    /// A department is called so, and a person is meant.
    ADepartment,
    /// It names several people, where one is meant.
    SeveralNames,
    /// Nobody knows as what this person is there.
    ClassOf(String),
    /// The studio leads the session, so it does not join it.
    LeadStudio,
    /// They are not two to nine answers with their counts.
    Answers,
    /// Two answers of a poll have this name.
    SameAnswer(String),
    /// Nobody knows on which side this person is.
    SideOf(String),
    /// Only one of those who are excused can have this substitute.
    OneSubstitute,
    /// They are not invited.
    NotInvited,
    /// The issue is not on the agenda, or nothing is.
    NotOnAgenda,
    /// What the department owes and is due was never assigned to it.
    NoneAssigned(Vec<EntityId>),
    /// Nothing that the department owes is past its deadline or near it.
    NothingPresses,
    /// The backlog offers nothing.
    NoOffer,
    /// The item has no stages.
    NoStages,
    /// They are no stages: names, each with its minutes where it has any.
    Stages,
    /// They are no orders: a name and its stages on each line.
    Orders,
    /// They are not one number of minutes, nor one for each of so many items.
    Minutes {
        /// How many items.
        items: usize,
    },
    /// This number is taken.
    NumberTaken {
        /// By what.
        by: EntityId,
        /// The next one of that year that is free.
        free: u32,
    },
    /// There is nothing to make final.
    NothingToSeal,
    /// This is left blank, so that the document stays a draft.
    Blanks(Vec<Blank>),
    /// The file cannot be filled as a template.
    Template(Vec<TemplateFault>),
    /// The file has no fields: every document would be the same.
    NoFields,
    /// The document says this, for which the office's template has no field.
    Unreachable(Vec<&'static str>),
    /// It is written as on the floor, with kind and speaker, where these have fields of their own.
    AsTyped,
    /// It is no telephone number.
    Phone,
    /// It is no full path of a folder.
    NotAbsolute,
    /// Only one short name can be there, and these are several.
    SeveralShortNames,
    /// The studio has this session on that day, which is called the same.
    PlannedAlready {
        /// Its number.
        number: String,
    },
    /// A studio code cannot be read from it.
    Code,
    /// A file cannot be taken in.
    File(FileRefusal),
    /// Something is wrong in a file of records.
    Records(Box<ImportFault>),
}

impl FieldFault {
    /// The line of what was typed that is at fault, from 1.
    pub const fn line(&self) -> Option<usize> {
        match self {
            Self::Said { line, .. } => Some(*line),
            _ => None,
        }
    }
}

/// Why a file cannot be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileRefusal {
    /// There is no such file.
    Missing,
    /// There is no such file of records.
    NoRecords,
    /// It is a folder or a device.
    NotAFile,
    /// There is nothing in it.
    Empty,
    /// It is longer than is taken in.
    TooLarge {
        /// The limit, in MiB.
        limit_mib: u64,
    },
    /// The system does not let us read it.
    Unreadable,
}

/// Why values make no action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub key: &'static str,
    /// What was typed.
    pub typed: String,
    /// What is wrong with it.
    pub fault: FieldFault,
}
