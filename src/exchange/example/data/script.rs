//! What a script is: all that is said and done about one title.

use super::bureaus::Bureau;
use crate::domain::{commitment::Benefit, issue::Category, session::Class};

/// Where a problem can arise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Ground {
    Town,
    Village,
    Both,
}

/// Everything that is said and done about one title; `{place}` stands for the community.
#[derive(Debug)]
pub(in super::super) struct Script {
    pub(in super::super) title: &'static str,
    pub(in super::super) category: Category,
    pub(in super::super) ground: Ground,
    /// In what capacity most of the public come.
    pub(in super::super) guests: Class,
    pub(in super::super) letter: &'static str,
    pub(in super::super) seen: &'static str,
    pub(in super::super) questions: &'static [&'static str],
    pub(in super::super) replies: &'static [(Bureau, &'static str)],
    pub(in super::super) statements: &'static [&'static str],
    pub(in super::super) agreed: &'static [&'static str],
    pub(in super::super) promises: &'static [Promise],
}

/// What a department promises, and how that goes on.
#[derive(Debug)]
pub(in super::super) struct Promise {
    pub(in super::super) lead: Bureau,
    pub(in super::super) supporting: &'static [Bureau],
    pub(in super::super) benefit: Benefit,
    /// From the session to the deadline.
    pub(in super::super) handling_days: u16,
    /// Funds in units of ten thousand yuan, where some are named.
    pub(in super::super) funds_wan: Option<u16>,
    pub(in super::super) matter: &'static str,
    pub(in super::super) progress: &'static str,
    pub(in super::super) done: &'static str,
    pub(in super::super) proof: &'static str,
}

/// Puts a promise together: matter, progress, what was done, the evidence of it.
pub(in super::super) const fn promise(
    lead: Bureau,
    supporting: &'static [Bureau],
    benefit: Benefit,
    handling_days: u16,
    words: [&'static str; 4],
) -> Promise {
    let [matter, progress, done, proof] = words;
    Promise {
        lead,
        supporting,
        benefit,
        handling_days,
        funds_wan: None,
        matter,
        progress,
        done,
        proof,
    }
}

impl Promise {
    /// Names the funds, in units of ten thousand yuan.
    pub(in super::super) const fn costing(mut self, wan: u16) -> Self {
        self.funds_wan = Some(wan);
        self
    }
}
