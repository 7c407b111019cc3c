//! Straw polls and private notes of a session, taken, changed and thrown away.

use super::floor::AT;
use super::{session, w};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::verb::{Field, FieldKind, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityKind, IssueId};
use crate::domain::numeral::read_chinese;
use crate::domain::session::{POLL_ANSWERS, PollAnswer, PrivateNote, StrawPoll, TALLY_HEADS};
use crate::domain::text::{fold_character, fold_name, fold_width};
use std::collections::BTreeSet;

/// More polls or notes than any session has.
const MOST: u32 = 999;
/// What may stand behind a count.
const UNITS: [&str; 8] = ["人", "票", "位", "名", "votes", "vote", "people", "hands"];

const NUMBER: Field =
    field("number", w("改第几条", "Change number"), FieldKind::Number { least: 1, most: MOST })
        .scripted();
const REMOVE: Field = field("remove", w("删去", "Throw it away"), FieldKind::Flag).scripted();

pub(super) const POLL: &[Field] = &[
    field("question", w("测询内容", "Question"), FieldKind::Line).positional(),
    field("answers", w("选项和人数", "Answers and counts"), FieldKind::Line),
    field("issue", w("议题", "Issue"), FieldKind::Reference(EntityKind::Issue)),
    NUMBER,
    REMOVE,
    AT,
];

pub(super) const NOTE: &[Field] =
    &[field("text", w("内容", "Words"), FieldKind::Block).positional(), NUMBER, REMOVE, AT];

/// Enters a poll with its answers; with the number of one, changes that or throws it away.
pub(super) fn poll(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let from = numbered(filling, &session.polls)?;
    let set = |to| Action::SetPoll { session: session.id, from: from.cloned(), to };
    if filling.flag("remove") {
        required(filling, from.is_some(), "number")?;
        return Ok(vec![set(None)]);
    }
    let question = filling.text_or("question", from.map_or("", |it| &it.question));
    required(filling, !question.is_empty(), "question")?;
    let answers = match (filling.text("answers").filter(|it| !it.is_empty()), from) {
        (None, Some(from)) => from.answers.clone(),
        (text, _) => read_answers(text.unwrap_or_default())
            .map_err(|fault| filling.fault("answers", fault))?,
    };
    let issue: Option<IssueId> = filling.id_of("issue", EntityKind::Issue)?;
    let stood = || from.map_or_else(|| session.floor.course().item, |it| it.issue);
    let at = from.map_or_else(|| filling.moment("at"), |it| Ok(it.at))?;
    Ok(vec![set(Some(StrawPoll { question, issue: issue.or_else(stood), at, answers }))])
}

/// Writes a private note; with the number of one, changes that or throws it away.
pub(super) fn note(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let from = numbered(filling, &session.notes)?;
    let set = |to| Action::SetNote { session: session.id, from: from.cloned(), to };
    if filling.flag("remove") {
        required(filling, from.is_some(), "number")?;
        return Ok(vec![set(None)]);
    }
    let text = filling.text_or("text", "");
    required(filling, !text.is_empty(), "text")?;
    let issue = from.map_or_else(|| session.floor.course().item, |it| it.issue);
    let at = from.map_or_else(|| filling.moment("at"), |it| Ok(it.at))?;
    Ok(vec![set(Some(PrivateNote { issue, at, text }))])
}

/// The one with the number that people see, counted from 1.
fn numbered<'l, T>(filling: &Filling<'_>, list: &'l [T]) -> Result<Option<&'l T>, Fault> {
    let Some(number) = filling.number_or("number", None)? else { return Ok(None) };
    let most = u32::try_from(list.len()).unwrap_or(u32::MAX);
    let found = list.get((number as usize).saturating_sub(1));
    let fault = || filling.fault("number", FieldFault::Number { least: 1, most });
    found.map(Some).ok_or_else(fault)
}

fn required(filling: &Filling<'_>, is_there: bool, key: &'static str) -> Result<(), Fault> {
    if is_there { Ok(()) } else { Err(filling.fault(key, FieldFault::Required)) }
}

/// Reads `赞成 12、不赞成 3 人`: answers with their counts, one after the other; one without a count
/// has none. Digits that stand right behind a name, `赞成12`, are a count where each answer has a name of
/// its own without them; `方案1、方案2` are names. Of `方案 1、方案2` it cannot be told.
///
/// # Errors
/// [`FieldFault::Number`] for a count that is none, [`FieldFault::Answers`] for less than two
/// answers, or too many, [`FieldFault::SameAnswer`] for two of one name.
pub fn read_answers(text: &str) -> Result<Vec<PollAnswer>, FieldFault> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    let parts: Vec<Part<'_>> = parts.filter(|part| !part.is_empty()).map(Part::read).collect();
    if parts.len() < 2 || parts.len() > POLL_ANSWERS {
        return Err(FieldFault::Answers);
    }
    // Digits behind a blank are a count or a part of the name, as in `方案 1、方案2`: it has to be said.
    let is_unclear =
        |name: &str| parts.iter().any(|it| it.is_apart && folded(it.name) == folded(name));
    let unclear = parts.iter().map(|part| part.name).filter(|name| is_unclear(name));
    if let Some(name) = namesake(unclear) {
        return Err(FieldFault::SameAnswer(name.to_owned()));
    }
    let is_told_apart = namesake(parts.iter().map(|part| part.name)).is_none();
    let answers = parts.iter().map(|part| part.answer(is_told_apart));
    let answers = answers.collect::<Result<Vec<_>, FieldFault>>()?;
    match namesake(answers.iter().map(|answer| answer.text.as_str())) {
        Some(name) => Err(FieldFault::SameAnswer(name.to_owned())),
        None => Ok(answers),
    }
}

/// The first name that stood before already, however wide or high it is written.
fn namesake<'n>(names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut before = BTreeSet::new();
    names.into_iter().find(|name| !before.insert(folded(name)))
}

/// A name however wide or high it is written.
fn folded(name: &str) -> String {
    name.chars().map(fold_name).collect()
}

/// An answer as it was written.
struct Part<'p> {
    whole: &'p str,
    /// What stands before the count.
    name: &'p str,
    count: Option<u32>,
    /// The digits stand right behind the name, with no unit behind them: they may belong to it.
    is_glued: bool,
    /// Nothing but a blank stands before the digits, and no unit behind them.
    is_apart: bool,
    /// A mark stands where a count is to follow.
    is_marked: bool,
}

impl<'p> Part<'p> {
    fn read(whole: &'p str) -> Self {
        let unit = UNITS.iter().find_map(|unit| before_unit(whole, unit));
        let bare = unit.map_or(whole, str::trim_end);
        // A unit without a number before it belongs to the answer.
        let Some((before, count)) = counted(bare) else {
            let is_marked = whole.chars().any(is_mark);
            return Self {
                whole,
                name: whole,
                count: None,
                is_glued: false,
                is_apart: false,
                is_marked,
            };
        };
        let is_glued = unit.is_none() && !before.ends_with(is_between);
        let name = before.trim_end_matches(is_between);
        let is_apart = unit.is_none() && !is_glued && before.trim_end() == name;
        let is_marked = name.chars().any(is_mark);
        Self { whole, name, count: Some(count), is_glued, is_apart, is_marked }
    }

    /// The answer, where digits right behind a name are a count or are not.
    fn answer(&self, is_told_apart: bool) -> Result<PollAnswer, FieldFault> {
        let fault = FieldFault::Number { least: 0, most: TALLY_HEADS };
        let answer = |text: &str, count| Ok(PollAnswer { text: text.to_owned(), count });
        match self.count {
            Some(_) if self.name.is_empty() => Err(fault),
            Some(_) if self.is_glued && !is_told_apart => answer(self.whole, 0),
            Some(count) if count <= TALLY_HEADS => answer(self.name, count),
            None if !self.is_marked => answer(self.name, 0),
            _ => Err(fault),
        }
    }
}

/// A mark that a count follows.
fn is_mark(c: char) -> bool {
    matches!(fold_character(c), ':' | '=')
}

/// What may stand between a name and its count.
fn is_between(c: char) -> bool {
    c.is_whitespace() || is_mark(c)
}

/// What stands before this unit at the end, however wide that is written.
fn before_unit<'p>(part: &'p str, unit: &str) -> Option<&'p str> {
    let (at, _) = part.char_indices().nth_back(unit.chars().count().checked_sub(1)?)?;
    let (before, end) = part.split_at_checked(at)?;
    (fold_width(end) == unit).then_some(before)
}

/// The name before a count at the end, and the count: in digits, or in Chinese numerals set apart.
fn counted(text: &str) -> Option<(&str, u32)> {
    let name = text.trim_end_matches(|c: char| fold_character(c).is_ascii_digit());
    let digits = fold_width(text.get(name.len()..).unwrap_or_default());
    if !digits.is_empty() {
        return Some((name, digits.parse().unwrap_or(u32::MAX)));
    }
    let (at, mark) = text.char_indices().rfind(|(_, c)| is_between(*c))?;
    let (name, numeral) = text.split_at_checked(at + mark.len_utf8())?;
    let count = read_chinese(numeral.trim())?;
    Some((name, u32::try_from(count).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_are_written() {
        let read = |text: &str| {
            let answers = read_answers(text).ok()?;
            Some(answers.into_iter().map(|it| (it.text, it.count)).collect::<Vec<_>>())
        };
        let pair = |text: &str, count| (text.to_owned(), count);
        let three = Some(vec![pair("赞成", 12), pair("不赞成", 3), pair("弃权", 0)]);
        for text in [
            "赞成 12、不赞成 3、弃权",
            "赞成：12，不赞成=３；弃权0",
            "赞成12,不赞成3,弃权",
            "赞成12人、不赞成 3 票、弃权0人",
            "赞成 十二、不赞成：三、弃权",
        ] {
            assert_eq!(read(text), three, "{text}");
        }
        for text in ["", "赞成 12", "赞成 12、不赞成 99999", "赞成：x、不赞成 3", "12、3"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("本村人、外来人 2"), Some(vec![pair("本村人", 0), pair("外来人", 2)]));
    }

    #[test]
    fn digits_that_tell_answers_apart_belong_to_them_and_names_stay_as_they_are_typed() {
        let read = |text: &str| {
            let answers = read_answers(text)?.into_iter();
            Ok(answers.map(|it| (it.text, it.count)).collect::<Vec<_>>())
        };
        for (text, first, second) in [
            ("方案1、方案2", ("方案1", 0), ("方案2", 0)),
            ("方案1 12、方案2 3", ("方案1", 12), ("方案2", 3)),
            ("方案1：12、方案2：３票", ("方案1", 12), ("方案2", 3)),
            ("Plan1, plan2", ("Plan1", 0), ("plan2", 0)),
            ("ＡＢ型、（乙）型 2", ("ＡＢ型", 0), ("（乙）型", 2)),
            ("方案：1、方案2", ("方案", 1), ("方案2", 0)),
        ] {
            let pair = |(name, count): (&str, u32)| (name.to_owned(), count);
            assert_eq!(read(text), Ok(vec![pair(first), pair(second)]), "{text}");
        }
        // One blank does not make one hand of the first plan: it may be none, and is asked.
        for (text, name) in [
            ("方案 1、方案2", "方案"),
            ("方案1、方案 2", "方案"),
            ("Plan 1, plan2, plan3", "plan"),
            ("方案 1、方案 2", "方案"),
            ("方案1票、方案2票", "方案"),
            ("赞成、赞成", "赞成"),
            ("yes 1, Yes 2", "Yes"),
        ] {
            assert_eq!(read(text), Err(FieldFault::SameAnswer(name.to_owned())), "{text}");
        }
    }
}
