//! Numbers, codes and marks as texts, and back: what was stored passes the same gate as what is typed.

use super::{CROCKFORD, CaseNumber, NumberFault, ReplicaMark, StudioCode};
use std::fmt;
use std::str::FromStr;

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for CaseNumber {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = NumberFault;

    fn try_from(text: String) -> Result<Self, NumberFault> {
        Self::parse(&text)
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> Self {
        number.0
    }
}

impl fmt::Display for StudioCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for StudioCode {
    type Err = NumberFault;

    fn from_str(text: &str) -> Result<Self, NumberFault> {
        Self::parse(text)
    }
}

impl TryFrom<String> for StudioCode {
    type Error = NumberFault;

    fn try_from(text: String) -> Result<Self, NumberFault> {
        Self::parse(&text)
    }
}

impl From<StudioCode> for String {
    fn from(code: StudioCode) -> Self {
        code.0
    }
}

impl fmt::Display for ReplicaMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.0;
        write!(f, "{first}{second}")
    }
}

impl TryFrom<[char; 2]> for ReplicaMark {
    type Error = NumberFault;

    fn try_from(mark: [char; 2]) -> Result<Self, NumberFault> {
        let known = mark.iter().all(|character| CROCKFORD.contains(character));
        if known { Ok(Self(mark)) } else { Err(NumberFault::NotAMark) }
    }
}

impl From<ReplicaMark> for [char; 2] {
    fn from(mark: ReplicaMark) -> Self {
        mark.0
    }
}
