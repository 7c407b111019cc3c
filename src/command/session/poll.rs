//! Straw polls and private notes of a session, taken, changed and thrown away.

use super::floor::AT;
use super::{session, w};
use crate::command::fill::{Fault, FieldFault, Filling};
use crate::command::verb::{Field, FieldKind, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityKind, IssueId};
use crate::domain::numeral::read_chinese;
use crate::domain::session::{POLL_ANSWERS, PollAnswer, PrivateNote, StrawPoll, TALLY_HEADS};
use crate::domain::text::fold_width;

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
/// has none.
///
/// # Errors
/// [`FieldFault::Number`] for a count that is none, [`FieldFault::Answers`] for less than two
/// answers, or too many.
pub fn read_answers(text: &str) -> Result<Vec<PollAnswer>, FieldFault> {
    let parts = text.split(['、', '，', ',', '；', ';', '\n']).map(str::trim);
    let answers = parts.filter(|part| !part.is_empty()).map(read_answer);
    let answers = answers.collect::<Result<Vec<_>, FieldFault>>()?;
    if answers.len() < 2 || answers.len() > POLL_ANSWERS {
        return Err(FieldFault::Answers);
    }
    Ok(answers)
}

fn read_answer(part: &str) -> Result<PollAnswer, FieldFault> {
    let folded = fold_width(part);
    let bare =
        UNITS.iter().find_map(|unit| folded.strip_suffix(unit)).map_or(&*folded, str::trim_end);
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ':' | '=');
    // A unit without a number before it belongs to the answer.
    let (name, count) = counted(bare).map_or((&*folded, None), |(name, count)| (name, Some(count)));
    let has_count_mark = name.ends_with([':', '=']) || folded.ends_with([':', '=']);
    let name = name.trim_end_matches(is_mark);
    let too_many = || FieldFault::Number { least: 0, most: TALLY_HEADS };
    match count {
        Some(count) if count <= TALLY_HEADS && !name.is_empty() => {
            Ok(PollAnswer { text: name.to_owned(), count })
        }
        Some(_) => Err(too_many()),
        None if has_count_mark || name.contains([':', '=']) => Err(too_many()),
        None => Ok(PollAnswer { text: name.to_owned(), count: 0 }),
    }
}

/// The name before a count at the end, and the count: in digits, or in Chinese numerals set apart.
fn counted(text: &str) -> Option<(&str, u32)> {
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(name.len()..).unwrap_or_default();
    if !digits.is_empty() {
        return Some((name, digits.parse().unwrap_or(u32::MAX)));
    }
    let (name, numeral) =
        text.rsplit_once(|c: char| c.is_whitespace() || matches!(c, ':' | '='))?;
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
}
