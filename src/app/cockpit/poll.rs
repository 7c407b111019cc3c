//! A straw poll by single keys: its question is typed, each hand is one press of a digit.

use super::{Cockpit, found, on_top, on_top_mut};
use crate::app::context::Known;
use crate::app::input::Effect;
use crate::app::page::{Line, Paper, Tone, span};
use crate::app::state::{State, ToastTone};
use crate::command::fill::{FieldFault, Values};
use crate::command::key::{Code, Key};
use crate::command::read_answers;
use crate::command::wording::{Typing, field_fault_text};
use crate::domain::session::PollAnswer;
use crate::domain::text::TITLE_CHARS;
use crate::i18n::{Lang, sentence};

/// A poll whose hands are being counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counting {
    pub(super) question: String,
    pub(super) answers: Vec<PollAnswer>,
    /// The answers that were pressed, in order, so that the last one can be taken back.
    pressed: Vec<usize>,
}

/// What a key does while hands are counted; says whether it took it.
pub(super) fn key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let Some(counting) = on_top_mut(state).and_then(|cockpit| cockpit.counting.as_mut()) else {
        return false;
    };
    match (key.folded().code, key.ctrl, key.alt) {
        (Code::Char(digit @ '1'..='9'), false, false) => {
            let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
            let place = place.unwrap_or(0).saturating_sub(1);
            if let Some(answer) = counting.answers.get_mut(place) {
                answer.count = answer.count.saturating_add(1);
                counting.pressed.push(place);
            }
        }
        (Code::Backspace, ..) => {
            let last = counting.pressed.pop();
            if let Some(answer) = last.and_then(|place| counting.answers.get_mut(place)) {
                answer.count = answer.count.saturating_sub(1);
            }
        }
        (Code::Char('u'), true, _) => drop_counting(state),
        (Code::Enter, ..) => save(state, effects),
        _ => return false,
    }
    true
}

/// Takes the question that was typed: with counts it is saved, else its hands are counted.
pub(super) fn begin(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(cockpit) = on_top_mut(state) else { return };
    let typed = cockpit.name.text().trim().to_owned();
    if typed.is_empty() {
        return;
    }
    let (question, answers) = split(&typed);
    let question_chars = question.chars().count();
    if question_chars > TITLE_CHARS {
        let words = match state.lang {
            Lang::Zh => format!("测询内容最多 {TITLE_CHARS} 字，现在有 {question_chars} 字"),
            Lang::En => {
                format!("A question has at most {TITLE_CHARS} characters, not {question_chars}")
            }
        };
        return state.toast(ToastTone::Notice, words);
    }
    let answers = if answers.is_empty() {
        let usual = [("赞成", "Yes"), ("不赞成", "No"), ("弃权", "Abstain")];
        usual
            .into_iter()
            .map(|(zh, en)| PollAnswer { text: state.say(zh, en).to_owned(), count: 0 })
            .collect()
    } else {
        match read_answers(answers) {
            Ok(answers) => answers,
            Err(fault) => return refuse(state, &fault),
        }
    };
    let is_counted = answers.iter().any(|answer| answer.count > 0);
    let question = question.to_owned();
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.counting = Some(Counting { question, answers, pressed: Vec::new() });
        cockpit.name.clear();
    }
    if is_counted {
        save(state, effects);
    }
}

/// Says what is wrong with the answers that were typed.
fn refuse(state: &mut State, fault: &FieldFault) {
    let words = if let FieldFault::SameAnswer(_) = fault {
        field_fault_text(fault, Typing::Form, state.lang, &Known::of(state))
    } else {
        let words = state.say(
            "选项请写二到九个，用“、”隔开；已经数过的在后面写人数，比如：赞成 12、不赞成 3",
            "Write two to nine answers with commas between, and counts behind them where you have \
             them: yes 12, no 3",
        );
        words.to_owned()
    };
    state.toast(ToastTone::Notice, words);
}

/// The question with its mark, and the answers behind it where some are written: behind a question
/// mark, else behind a colon that answers follow (`22:30` is a time).
fn split(typed: &str) -> (&str, &str) {
    let at_mark = |marks: &[char]| typed.char_indices().find(|(_, c)| marks.contains(c));
    if let Some((at, mark)) = at_mark(&['？', '?']) {
        let (question, answers) = typed.split_at(at + mark.len_utf8());
        return (question.trim(), answers.trim());
    }
    let mut colons = typed.char_indices().filter(|(_, c)| matches!(c, '：' | ':'));
    let answered = colons.find_map(|(at, mark)| {
        let answers = typed.get(at + mark.len_utf8()..)?.trim();
        // Two of one name are answers too: that they are is told.
        let are_answers = matches!(read_answers(answers), Ok(_) | Err(FieldFault::SameAnswer(_)));
        are_answers.then(|| (typed.get(..at).unwrap_or(typed).trim(), answers))
    });
    answered.unwrap_or((typed, ""))
}

fn save(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(counting) = on_top(state).and_then(|cockpit| cockpit.counting.clone()) else { return };
    let mut values = Values::default();
    values.set("question", counting.question.clone());
    values.set("answers", answers_text(&counting.answers));
    let Some(generation) = super::asks::ask(state, "poll", values, effects) else { return };
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.counted = Some((generation, counting));
        cockpit.counting = None;
        cockpit.turn_to(super::Mode::Record);
    }
}

fn drop_counting(state: &mut State) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.counting = None;
    }
}

/// What is kept of a poll that is not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptPoll {
    /// What is asked, as typed.
    pub(crate) question: String,
    /// The answers with the hands that were counted: `赞成 12、不赞成 3`; empty before counting began.
    pub(crate) answers: String,
}

/// Says how many hands there are for an answer, by its place.
pub(crate) fn set_count(state: &mut State, place: usize, count: u32) {
    let counting = on_top_mut(state).and_then(|cockpit| cockpit.counting.as_mut());
    let Some(counting) = counting else { return };
    if let Some(answer) = counting.answers.get_mut(place) {
        answer.count = count;
        // Hands that were counted one by one are not taken back from a number that was said.
        counting.pressed.retain(|it| *it != place);
    }
}

fn answers_text(answers: &[PollAnswer]) -> String {
    let answers = answers.iter().map(|answer| format!("{} {}", answer.text, answer.count));
    answers.collect::<Vec<_>>().join("、")
}

impl Cockpit {
    /// What was typed to be asked, and is not being counted.
    pub(super) fn asked(&self) -> &str {
        let typed = if self.mode == super::Mode::Poll { self.name.text() } else { &self.question };
        typed.trim()
    }

    /// What would be lost of a poll if the program stopped; what is on its way to the store, too.
    pub(crate) fn kept_poll(&self) -> Option<KeptPoll> {
        let counting = self.counting.as_ref().or_else(|| Some(&self.counted.as_ref()?.1));
        let counted = counting.map(|it| KeptPoll {
            question: it.question.clone(),
            answers: answers_text(&it.answers),
        });
        let asked = self.asked();
        let typed = (!asked.is_empty())
            .then(|| KeptPoll { question: asked.to_owned(), answers: String::new() });
        counted.or(typed)
    }

    /// Goes on with a poll that was kept.
    pub(super) fn ask_again(&mut self, kept: &KeptPoll) {
        self.turn_to(super::Mode::Poll);
        match read_answers(&kept.answers) {
            Ok(answers) if !kept.answers.is_empty() => {
                let question = kept.question.clone();
                self.counting = Some(Counting { question, answers, pressed: Vec::new() });
            }
            _ => self.name.set_text(&format!("{}{}", kept.question, kept.answers)),
        }
    }

    /// A poll was saved.
    pub(super) fn poll_saved(&mut self, generation: u64) {
        self.counted = self.counted.take().filter(|(it, _)| *it != generation);
    }

    /// A poll was not saved: its hands are counted on.
    pub(super) fn poll_refused(&mut self, generation: u64) {
        if let Some((_, counting)) = self.counted.take_if(|(it, _)| *it == generation) {
            self.counting = Some(counting);
        }
    }
}

/// The answers with their hands, each with the digit that adds one.
pub(super) fn lines(state: &State, cockpit: &Cockpit, width: usize) -> Vec<(Line, bool)> {
    let mut paper = Paper::new(width, state.ambiguous);
    let Some(counting) = &cockpit.counting else {
        let words = state.say(
            "打测询内容，回车开始数；默认赞成、不赞成、弃权。\n也可以一行写完：先装护栏？赞成 12、不赞成 3",
            "Type the question; Enter begins to count, by default yes, no, abstain.\n\
             Or write it all in one line: Guard rail first? yes 12, no 3",
        );
        words.lines().for_each(|line| paper.text(Tone::Dim, 0, line));
        return paper.finish().into_iter().map(|line| (line, false)).collect();
    };
    paper.text(Tone::Title, 0, &counting.question);
    for (place, answer) in (1..).zip(&counting.answers) {
        let head = vec![span(Tone::Key, format!(" {place} "))];
        let count = span(Tone::Accent, format!("  {}", answer.count));
        paper.item(head, &[span(Tone::Text, answer.text.clone()), count], 3, None);
    }
    let hands = counting.answers.iter().fold(0_u32, |sum, it| sum.saturating_add(it.count));
    let at = state.now.map(|now| now.time());
    let heads = found(state, cockpit).map_or(0, |(_, session)| session.heads_at(at));
    // Some may hold up a hand who did not sign in: it is told, not refused.
    let tone = if hands > heads { Tone::Warning } else { Tone::Dim };
    paper.text(tone, 0, &sentence::hands(state.lang, hands, heads));
    paper.finish().into_iter().map(|line| (line, false)).collect()
}

/// What the keys do.
pub(super) const fn hint(state: &State, cockpit: &Cockpit) -> &'static str {
    if cockpit.counting.is_some() {
        state.say(
            "数字加一 · 退格减去最后一个 · 回车保存 · Ctrl-U 作废 · Esc 回到记录（不丢）",
            "Digits add one · Backspace undoes · Enter saves · Ctrl-U drops · Esc back",
        )
    } else {
        state.say("回车开始数 · Esc 回到记录", "Enter begins to count · Esc to the record")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_ends_at_its_mark_and_the_answers_follow() {
        for (typed, question, answers) in [
            ("先装护栏", "先装护栏", ""),
            ("先装护栏？", "先装护栏？", ""),
            ("先装护栏？赞成 12、不赞成 3", "先装护栏？", "赞成 12、不赞成 3"),
            ("哪天施工：周六、周日", "哪天施工", "周六、周日"),
            ("Rail first? yes 12, no 3", "Rail first?", "yes 12, no 3"),
            ("Later last bus at 22:30?", "Later last bus at 22:30?", ""),
            ("Ratio 3: 4 fine?", "Ratio 3: 4 fine?", ""),
            ("末班车 22:30", "末班车 22:30", ""),
        ] {
            assert_eq!(split(typed), (question, answers), "{typed}");
        }
    }
}
