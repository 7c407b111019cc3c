//! What the files of documents are called, without an ending: the kind, whom it goes to, the number of
//! what each is about, and which copy it is; so the letters to one department stand together where files
//! are listed by name. No title and no person, since a name of a file is
//! read by whoever sees the folder.

use super::{Copy, compose::Order};
use crate::{
    domain::{
        id::{CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, SessionId},
        world::World,
    },
    i18n::{Label, Lang},
};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// The most bytes of a name. With a version or that it is a draft, a number behind it and an ending it stays below the 143
/// of an encrypted home folder, which is the least that is met.
pub const NAME_BYTES: usize = 112;

/// The names of documents that are made together, in their order: no two are alike, also where a
/// file system takes capitals and small letters for the same.
pub fn file_names(world: &World, orders: &[Order], copy: Copy, lang: Lang) -> Vec<String> {
    let named = |order: &Order, by| Parts::of(world, *order, by, copy, lang).joined();
    let mut names: Vec<String> = orders.iter().map(|order| named(order, By::ShortName)).collect();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for name in &names {
        *count.entry(folded(name)).or_default() += 1;
    }
    for (order, name) in orders.iter().zip(&mut names) {
        if count.get(&folded(name)).is_some_and(|count| *count > 1) {
            *name = named(order, By::FullName);
        }
    }
    let mut taken = BTreeSet::new();
    names.into_iter().map(|name| distinct(name, &mut taken)).collect()
}

/// A name with a word behind it that the document itself does not bear.
pub fn marked(name: &str, word: &str) -> String {
    format!("{name}-{}", fit(&word.to_lowercase()))
}

/// The name of a final version, counted from 1.
pub fn of_version(name: &str, version: u32) -> String {
    format!("{name}-v{version}")
}

/// The name, with a number behind it where another has it already.
fn distinct(name: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    let mut candidates = std::iter::once(name.clone()).chain(numbered);
    candidates.find(|it| taken.insert(folded(it))).unwrap_or(name)
}

/// As file systems compare names that do so most loosely.
fn folded(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase()
}

/// What a department is called in a name.
#[derive(Debug, Clone, Copy)]
enum By {
    ShortName,
    FullName,
}

/// What a name is made of.
struct Parts {
    kind: String,
    /// The number of what it is about.
    number: String,
    /// Whom it goes to; cut where the name would be too long.
    department: String,
    /// Which copy.
    copy: &'static str,
}

impl Parts {
    fn of(world: &World, order: Order, by: By, copy: Copy, lang: Lang) -> Self {
        let kind = fit(order.kind.label(lang));
        let number = fit(&number(world, order.of).unwrap_or_default());
        let department = order.department.and_then(|id| world.department(id)).map(|it| {
            let facts = &it.facts;
            let is_short = matches!(by, By::ShortName) && !facts.short.trim().is_empty();
            if is_short { &facts.short } else { &facts.name }
        });
        let department = department.map(|name| fit(name)).unwrap_or_default();
        Self { kind, number, department, copy: copy_word(copy, lang) }
    }

    fn joined(&self) -> String {
        let rest = NAME_BYTES.saturating_sub(self.copy.len() + 3);
        let kind = cut(&self.kind, rest);
        let number = cut(&self.number, rest.saturating_sub(kind.len()));
        let department = rest.saturating_sub(kind.len() + number.len());
        let parts = [kind, cut(&self.department, department), number, self.copy].into_iter();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
    }
}

/// Which copy it is, without blanks.
const fn copy_word(copy: Copy, lang: Lang) -> &'static str {
    match copy {
        Copy::Public => lang.pick("公开版", "public"),
        Copy::Internal => lang.pick("内部版", "internal"),
    }
}

fn number(world: &World, of: EntityId) -> Option<String> {
    match of.kind {
        EntityKind::Session => {
            let session = SessionId::try_from(of).ok().and_then(|id| world.session(id));
            session.map(|session| session.number.to_string())
        }
        EntityKind::Issue => issue_number(world, IssueId::try_from(of).ok()),
        EntityKind::Commitment => {
            let commitment = CommitmentId::try_from(of).ok().and_then(|id| world.commitment(id))?;
            let issue = issue_number(world, Some(commitment.issue))?;
            Some(format!("{issue}-{}", commitment.ordinal))
        }
        // Departments of several districts have one name.
        EntityKind::Department => {
            let department = DepartmentId::try_from(of).ok().and_then(|id| world.department(id))?;
            Some(department.facts.district.clone())
        }
        _ => None,
    }
}

fn issue_number(world: &World, id: Option<IssueId>) -> Option<String> {
    id.and_then(|id| world.issue(id)).map(|issue| issue.number.to_string())
}

/// The text without what does not belong into the name of a file on any system.
fn fit(text: &str) -> String {
    let fit = text.nfc().map(|c| if is_unfit(c) { '_' } else { c }).collect::<String>();
    fit.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
}

/// Signs that separate or command somewhere, and those that are not seen but turn the rest around.
fn is_unfit(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{061C}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// As much of a text as has room, with no character torn apart.
fn cut(text: &str, bytes: usize) -> &str {
    let ends = text.grapheme_indices(true).map(|(at, cluster)| at + cluster.len());
    let end = ends.take_while(|end| *end <= bytes).last().unwrap_or_default();
    text.get(..end).unwrap_or_default().trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}

#[cfg(test)]
mod tests;
