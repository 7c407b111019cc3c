//! What was saved, as the floor tells it in a few words.

use super::line::ground;
use super::{Cockpit, found, on_top, on_top_mut};
use crate::app::context::named;
use crate::app::state::{Page, State};
use crate::app::{undone, verbs};
use crate::command::grammar::{Ground, commitment, read};
use crate::command::screens::Ui;
use crate::domain::event::Event;
use crate::domain::id::{EntityId, LineId, SessionId};
use crate::domain::line::{LineFacts, LineKind};
use crate::domain::session::{FloorMark, Session, SessionStepKind};
use crate::i18n::label::{LineMark, happened};
use crate::i18n::{Label, Lang};

/// Tells on the floor what was saved there; says whether it was told. Nobody who types has a toast
/// over their line for each of them.
pub(crate) fn after_saving(state: &mut State, generation: u64, events: &[Event]) -> bool {
    for cockpit in state.cockpits.values_mut() {
        cockpit.poll_saved(generation);
        cockpit.drafts.saved(generation);
    }
    super::clock::saved(state, generation);
    let Some(cockpit) = on_top(state).filter(|_| state.overlays.is_empty()) else { return false };
    let is_here = events.iter().any(|event| happens_to(event, cockpit.session));
    let Some(words) = told(state, cockpit, events).filter(|_| is_here) else { return false };
    let undo = verbs::key_of(state, Ui::Undo);
    let words = match (undone::is_undone_by_key(events), state.lang) {
        (true, Lang::Zh) => format!("√ {words}（{undo} 撤销）"),
        (true, Lang::En) => format!("√ {words} ({undo} undoes it)"),
        // What a department has promised is not taken back by a key.
        (false, Lang::Zh) => format!("√ {words}，已登记为承办事项{}", lacking(state, events)),
        (false, Lang::En) => format!("√ {words}, and a commitment made{}", lacking(state, events)),
    };
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.told = words;
    }
    true
}

/// What a commitment still lacks that was made of a line; a doubt may have had no room.
fn lacking(state: &State, events: &[Event]) -> String {
    let made = events.iter().find_map(|event| match event {
        Event::CommitmentMade(made) => Some(&made.facts),
        _ => None,
    });
    let Some(facts) = made else { return String::new() };
    let lacks = [
        (facts.lead.is_none(), state.say("主办单位", "lead department")),
        (facts.deadline.is_none(), state.say("时限", "deadline")),
    ];
    let lacks: Vec<&str> = lacks.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    match (lacks.is_empty(), state.lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("，还缺{}", lacks.join("和")),
        (false, Lang::En) => format!(" without {}", lacks.join(" and ")),
    }
}

/// Whether an event is about a session and does not begin or end it.
fn happens_to(event: &Event, session: SessionId) -> bool {
    let ends = |kind| matches!(kind, SessionStepKind::Start | SessionStepKind::Close);
    match event {
        Event::SessionStepped(stepped) if ends(stepped.step.kind) => false,
        Event::LineAdded(added) => added.session == session,
        Event::LineEdited(_) | Event::LineStruck(_) => true,
        other => other.entity() == session.into(),
    }
}

/// What was saved, in a few words: whom, which line, which item.
fn told(state: &State, cockpit: &Cockpit, events: &[Event]) -> Option<String> {
    let zh = state.lang == Lang::Zh;
    let name = |id: EntityId| named(&state.catalog, id);
    let (_, session) = found(state, cockpit)?;
    let of_line = |event: &&Event| matches!(event, Event::LineEdited(_) | Event::LineStruck(_));
    let event = events.iter().find(of_line).or_else(|| undone::telling(events))?;
    let what = happened(event, state.lang);
    Some(match event {
        Event::LineAdded(it) => line_words(state, session, it.id, ("已存", "saved"), what),
        Event::LineEdited(it) => {
            let words = line_words(state, session, it.id, ("已改", "changed"), what);
            format!("{words}{}", apart_words(state, cockpit, (it.id, &it.to), events))
        }
        Event::LineStruck(it) => {
            let done =
                if it.struck { ("已划去", "struck") } else { ("已恢复", "stands again") };
            line_words(state, session, it.id, done, what)
        }
        Event::AttendanceSet(set) => {
            let who = name(set.person.into());
            let class = set.to.as_ref().map_or("", |row| row.class.label(state.lang));
            match (class.is_empty(), state.lang) {
                (_, Lang::Zh) => format!("{who} {what} {class}").trim_end().to_owned(),
                (false, Lang::En) => format!("{who}: {what}, {class}"),
                (true, Lang::En) => format!("{who}: {what}"),
            }
        }
        Event::QueueSet(set) if zh => format!("{what}：{} 人在等", set.to.len()),
        Event::QueueSet(set) => format!("{what}: {} waiting", set.to.len()),
        Event::FloorMarked(marked) => match marked.mark {
            FloorMark::Item(Some(issue)) => format!("{what} {}", name(issue.into())),
            FloorMark::Stage(at) => {
                let item = session.floor.course().item;
                let stages = item.map_or(&[][..], |issue| session.stages_of(issue));
                let stage = stages.get(usize::from(at)).map_or("", |stage| &*stage.name);
                format!("{what} {stage}").trim_end().to_owned()
            }
            FloorMark::SpeechBegun { person, .. } => format!("{} {what}", name(person.into())),
            _ => what.to_owned(),
        },
        _ => what.to_owned(),
    })
}

/// What the commitment of a line keeps though the line says it otherwise now: it was changed by hand, or
/// the directory was, so that it does not follow.
fn apart_words(
    state: &State,
    cockpit: &Cockpit,
    (id, line): (LineId, &LineFacts),
    events: &[Event],
) -> String {
    let Some((world, session)) = found(state, cockpit) else { return String::new() };
    let mut all = session.commitments.iter().filter_map(|it| world.commitment(*it));
    let Some(made) = all.find(|it| it.line == Some(id) && !it.retracted) else {
        return String::new();
    };
    let edited = events.iter().find_map(|event| match event {
        Event::CommitmentEdited(it) if it.id == made.id => Some(&it.to),
        _ => None,
    });
    let (stands, Some(ground)) = (edited.unwrap_or(&made.facts), ground(state)) else {
        return String::new();
    };
    let ground = Ground { item: line.issue, floor: line.speaker, ..ground };
    let said =
        commitment(&read(&format!("{}：{}", LineKind::Commitment.mark(), line.text), &ground));
    let apart = [
        (said.lead != stands.lead, state.say("主办单位", "lead department")),
        (said.supporting != stands.supporting, state.say("会办单位", "supporting departments")),
        (said.deadline != stands.deadline, state.say("时限", "deadline")),
        (said.funds != stands.funds, state.say("资金", "funds")),
    ];
    let apart: Vec<&str> = apart.into_iter().filter(|it| it.0).map(|it| it.1).collect();
    match (apart.is_empty(), state.lang) {
        (true, _) => String::new(),
        (false, Lang::Zh) => format!("，承办事项的{}没有跟着改", apart.join("、")),
        (false, Lang::En) => format!(", its commitment keeps its {}", apart.join(", ")),
    }
}

/// Which line was saved, and how; what happened, while it is not read yet which one it is.
fn line_words(
    state: &State,
    session: &Session,
    line: LineId,
    (zh, en): (&str, &str),
    what: &str,
) -> String {
    let place = session.lines.iter().position(|id| *id == line);
    match (place.map(|place| place + 1), state.lang) {
        (Some(number), Lang::Zh) => format!("第 {number} 行{zh}"),
        (Some(number), Lang::En) => format!("line {number} {en}"),
        (None, _) => what.to_owned(),
    }
}

/// Leaves the floor of a session that was closed.
pub(crate) fn close_page(state: &mut State, session: SessionId) {
    use crate::app::reader::{Reader, Subject};
    let is_of_it = |page: &Page| match page {
        Page::Cockpit(it) => *it == session,
        Page::Reader(it) => it.subject == Subject::Closing(session),
        Page::List(_) | Page::Figures | Page::Rows(_) | Page::Search => false,
    };
    let before = state.pages.len();
    state.pages.retain(|page| !is_of_it(page));
    if state.cockpits.get(&session).is_some_and(Cockpit::is_done) {
        state.cockpits.remove(&session);
    }
    if state.pages.len() < before {
        state.attending = None;
        state.pages.push(Page::Reader(Reader::on(Subject::Session(session))));
    }
}
