//! The agenda on the page of a session: its items with their times and stages, and what the backlog
//! offers beside them.

use super::super::context::{Known, named};
use super::super::page::{Paper, Tone, span};
use super::super::preparing::stages_words;
use super::super::state::{Medium, State};
use super::super::{offered, picture, verbs};
use crate::command::screens::Ui;
use crate::domain::session::{Session, SessionStatus, TimedItem};
use crate::i18n::wording::{clock_time, reasons_text};
use crate::i18n::{Label, Lang, Wording, sentence};

/// The items, one after the other.
pub(super) fn agenda(state: &State, session: &Session, paper: &mut Paper) {
    paper.heading(state.say("议程", "Agenda"), &sum_words(state, session));
    if session.agenda.is_empty() {
        paper.text(Tone::Dim, 2, state.say("还是空的", "still empty"));
    }
    for (timed, number) in session.timed_agenda().0.iter().zip(1_usize..) {
        item(state, session, timed, number, paper);
    }
}

/// How long all items take, and when the last one ends.
fn sum_words(state: &State, session: &Session) -> String {
    let (sum, open) = session.planned_minutes();
    if sum == 0 {
        return String::new();
    }
    let (sum, lang) = (sentence::minutes(state.lang, sum.into()), state.lang);
    let ends = session.timed_agenda().1.filter(|_| open == 0 && is_ahead(session)).map(clock_time);
    match (ends, open, lang) {
        (Some(ends), _, Lang::Zh) => format!("共 {sum}，{ends} 结束"),
        (Some(ends), _, Lang::En) => format!("{sum}, until {ends}"),
        (None, 0, Lang::Zh) => format!("共 {sum}"),
        (None, 0, Lang::En) => sum,
        (None, open, Lang::Zh) => format!("已定 {sum}，还有 {open} 项没有定"),
        (None, open, Lang::En) => format!("{sum} planned, {open} without a time"),
    }
}

fn item(state: &State, session: &Session, timed: &TimedItem<'_>, number: usize, paper: &mut Paper) {
    let (lang, issue) = (state.lang, timed.item.issue);
    let target = Some(issue.into());
    let row = state.catalog.issues.get(&issue);
    let mut head = vec![span(Tone::Dim, format!("{number:>2}. "))];
    if let Some(begins) = timed.begins.filter(|_| is_ahead(session)) {
        head.push(span(Tone::Key, format!("{} ", clock_time(begins))));
    }
    let mut body = vec![span(Tone::Text, named(&state.catalog, issue.into()))];
    if let Some(row) = row.as_ref().filter(|_| state.medium != Medium::Screen) {
        // What is typed to go there.
        body.push(span(Tone::Dim, format!("  {}", row.number)));
    }
    if let Some(row) = row {
        let tone = picture::status_tone(row.status);
        body.push(span(tone, format!("  {}", row.status.label(lang))));
    }
    if let Some(minutes) = timed.item.planned_minutes {
        body.push(span(Tone::Dim, format!("  {}", sentence::minutes(lang, minutes.into()))));
    }
    if session.late_items.contains(&issue) {
        body.push(span(Tone::Warning, state.say("  会后列入", "  added afterwards")));
    }
    if timed.item.no_consensus.is_some() {
        body.push(span(Tone::Warning, state.say("  未达成共识", "  no consensus")));
    }
    paper.item(head, &body, 4, target);
    let stages = session.stages_of(issue);
    if !stages.is_empty() {
        paper.under(Tone::Dim, 4, &stages_words(stages, lang), target);
    }
    let planned = timed.item.planned_minutes.map(u32::from);
    if planned.is_some_and(|planned| timed.stage_minutes > planned) {
        let sum = sentence::minutes(lang, timed.stage_minutes.into());
        let words = match lang {
            Lang::Zh => format!("各环节合计 {sum}，超出预计"),
            Lang::En => format!("its stages take {sum}, more than planned"),
        };
        paper.under(Tone::Warning, 4, &words, target);
    }
}

/// Whether a session is still to be held, so that planned times say something.
const fn is_ahead(session: &Session) -> bool {
    matches!(session.status, SessionStatus::Planned | SessionStatus::Live | SessionStatus::Paused)
}

/// What could come onto the agenda too, and why.
pub(super) fn offers(state: &State, session: &Session, paper: &mut Paper) {
    let offers = offered::on_page(state, session);
    if offers.best.is_empty() && offers.elsewhere.is_empty() {
        return;
    }
    paper.heading(state.say("可以列入", "The backlog offers"), &key_words(state));
    let known = Known::of(state);
    for offer in &offers.best {
        let mut body = vec![span(Tone::Text, named(&state.catalog, offer.issue.into()))];
        if let Some(row) =
            state.catalog.issues.get(&offer.issue).filter(|_| state.medium != Medium::Screen)
        {
            body.push(span(Tone::Dim, format!("  {}", row.number)));
        }
        let reasons = reasons_text(&offer.reasons, state.lang, &known);
        body.push(span(Tone::Warning, format!("  {reasons}")));
        paper.item(vec![span(Tone::Dim, "  + ")], &body, 4, Some(offer.issue.into()));
    }
    let more = offers.total.saturating_sub(offers.best.len());
    if more > 0 {
        paper.text(Tone::Dim, 4, &sentence::more(state.lang, more));
    }
    for (issue, other) in &offers.elsewhere {
        let issue = named(&state.catalog, (*issue).into());
        let on = state.catalog.sessions.get(other).map(|row| row.on.words(state.lang));
        let on = on.unwrap_or_default();
        let words = match state.lang {
            Lang::Zh => format!("{issue}：已列入 {on} 的会"),
            Lang::En => format!("{issue}: on the agenda of {on}"),
        };
        paper.item(
            vec![span(Tone::Dim, "    ")],
            &[span(Tone::Dim, words)],
            4,
            Some((*other).into()),
        );
    }
}

/// How an offer is taken, on the screen.
fn key_words(state: &State) -> String {
    if state.medium != Medium::Screen {
        return String::new();
    }
    let key = verbs::key_of(state, Ui::TakeOffer);
    match state.lang {
        Lang::Zh => format!("按 {key} 列入"),
        Lang::En => format!("{key} takes one"),
    }
}
