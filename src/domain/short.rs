//! How the days, numbers and ids of rows are written so that they are few bytes and soon read: a day is how
//! far it lies from another, and an id one number, which serde would take byte by byte. Only for what is
//! read back by the build that wrote it.

use crate::domain::date::DateSpan;
use crate::domain::id::{CommitmentId, DepartmentId, IssueId, PersonId, SessionId, StudioId};
use crate::domain::number::CaseNumber;
use chrono::{NaiveDate, TimeDelta};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Days lie around it.
const FROM: NaiveDate = match NaiveDate::from_ymd_opt(2020, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// A value that has a short form.
pub trait Short: Sized {
    /// The short form.
    type Form: Serialize + DeserializeOwned;

    /// Its short form.
    fn form(&self) -> Self::Form;

    /// The value of a short form.
    ///
    /// # Errors
    /// Where it is that of no value.
    fn of<E: Error>(form: Self::Form) -> Result<Self, E>;
}

/// As serde has it.
pub(crate) fn serialize<T: Short, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.form().serialize(to)
}

/// As serde has it.
pub(crate) fn deserialize<'de, T: Short, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    T::of(T::Form::deserialize(from)?)
}

impl Short for NaiveDate {
    type Form = i64;

    fn form(&self) -> i64 {
        (*self - FROM).num_days()
    }

    fn of<E: Error>(days: i64) -> Result<Self, E> {
        let away = TimeDelta::try_days(days);
        away.and_then(|away| FROM.checked_add_signed(away)).ok_or_else(|| E::custom("no such day"))
    }
}

impl Short for DateSpan {
    /// The first day, and how many days later the last one is.
    type Form = (i64, i64);

    fn form(&self) -> (i64, i64) {
        (self.first().form(), (self.last() - self.first()).num_days())
    }

    fn of<E: Error>((first, more): (i64, i64)) -> Result<Self, E> {
        let last = NaiveDate::of(first.saturating_add(more))?;
        Self::try_from((NaiveDate::of(first)?, last)).map_err(E::custom)
    }
}

impl Short for CaseNumber {
    type Form = String;

    fn form(&self) -> String {
        self.as_str().to_owned()
    }

    /// It was a number when it was written, and reckoning its check character again takes longer than
    /// reading all the rest of the row.
    fn of<E: Error>(form: String) -> Result<Self, E> {
        Ok(Self::taken_as_it_is(form))
    }
}

impl<T: Short> Short for Option<T> {
    type Form = Option<T::Form>;

    fn form(&self) -> Self::Form {
        self.as_ref().map(T::form)
    }

    fn of<E: Error>(form: Self::Form) -> Result<Self, E> {
        form.map(T::of).transpose()
    }
}

macro_rules! ids {
    ($($id:ty)+) => {$(
        impl Short for $id {
            type Form = u128;

            fn form(&self) -> u128 {
                u128::from_be_bytes(self.to_bytes())
            }

            fn of<E: Error>(form: u128) -> Result<Self, E> {
                Ok(Self::from_bytes(form.to_be_bytes()))
            }
        }
    )+};
}

ids! { StudioId PersonId DepartmentId IssueId SessionId CommitmentId }

/// A value that serde knows by its short form; it lies as the value itself does, so that a list of these is
/// a list of those.
#[repr(transparent)]
pub struct InShort<T>(pub(crate) T);

impl<T: Short> Serialize for InShort<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, to)
    }
}

impl<'de, T: Short> Deserialize<'de> for InShort<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        deserialize(from).map(Self)
    }
}

impl<T: Short + Copy> Short for Vec<T> {
    type Form = Vec<InShort<T>>;

    fn form(&self) -> Self::Form {
        self.iter().copied().map(InShort).collect()
    }

    fn of<E: Error>(form: Self::Form) -> Result<Self, E> {
        Ok(form.into_iter().map(|InShort(value)| value).collect())
    }
}
