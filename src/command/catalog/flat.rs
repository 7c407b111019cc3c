//! Values as the bytes that they always are: to read very many of them back is to copy. serde reads the
//! fields one after the other, and of an id each byte.

use crate::domain::date::DateSpan;
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId, SessionId, StudioId};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

/// A value that is written as it lies.
pub(super) trait Flat: Sized {
    /// Adds its bytes.
    fn put(&self, to: &mut Vec<u8>);

    /// Takes what [`Flat::put`] added from the front.
    fn take(from: &mut &[u8]) -> Option<Self>;
}

/// Takes so many bytes from the front.
fn first<const COUNT: usize>(from: &mut &[u8]) -> Option<[u8; COUNT]> {
    let (bytes, rest) = from.split_first_chunk()?;
    *from = rest;
    Some(*bytes)
}

macro_rules! numbers {
    ($($number:ty)+) => {$(
        impl Flat for $number {
            fn put(&self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_le_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                first(from).map(Self::from_le_bytes)
            }
        }
    )+};
}

numbers! { u32 i32 }

impl Flat for usize {
    fn put(&self, to: &mut Vec<u8>) {
        to.extend_from_slice(&(*self as u64).to_le_bytes());
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::try_from(u64::from_le_bytes(first(from)?)).ok()
    }
}

macro_rules! ids {
    ($($id:ty)+) => {$(
        impl Flat for $id {
            fn put(&self, to: &mut Vec<u8>) {
                to.extend_from_slice(&self.to_bytes());
            }

            fn take(from: &mut &[u8]) -> Option<Self> {
                first(from).map(Self::from_bytes)
            }
        }
    )+};
}

ids! { StudioId IssueId SessionId CommitmentId }

impl Flat for EntityId {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(self.kind.code());
        to.extend_from_slice(&self.bytes);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        let [code] = first(from)?;
        let kind = EntityKind::try_from(code).ok()?;
        Some(Self { kind, bytes: first(from)? })
    }
}

impl Flat for NaiveDate {
    fn put(&self, to: &mut Vec<u8>) {
        self.num_days_from_ce().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::from_num_days_from_ce_opt(i32::take(from)?)
    }
}

impl Flat for DateSpan {
    fn put(&self, to: &mut Vec<u8>) {
        self.first().put(to);
        self.last().put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Self::try_from((NaiveDate::take(from)?, NaiveDate::take(from)?)).ok()
    }
}

impl Flat for () {
    fn put(&self, _to: &mut Vec<u8>) {}

    fn take(_from: &mut &[u8]) -> Option<Self> {
        Some(())
    }
}

impl<T: Flat> Flat for Reverse<T> {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        T::take(from).map(Self)
    }
}

impl<T: Flat> Flat for Option<T> {
    fn put(&self, to: &mut Vec<u8>) {
        to.push(u8::from(self.is_some()));
        if let Some(it) = self {
            it.put(to);
        }
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        match first(from)? {
            [0] => Some(None),
            [1] => T::take(from).map(Some),
            _ => None,
        }
    }
}

impl<A: Flat, B: Flat> Flat for (A, B) {
    fn put(&self, to: &mut Vec<u8>) {
        self.0.put(to);
        self.1.put(to);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}
