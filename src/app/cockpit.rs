//! The cockpit: a live session at the keyboard. One line is typed into; what it is for is its mode,
//! and every other action has a key that an input method lets through.
//!
//! | question | file |
//! |---|---|
//! | what a key does | `keys` |
//! | what is asked of the store, and how it tells what was saved | `asks`, `saved` |
//! | who comes and goes | `door` |
//! | what the line says so far, and its completions | `line` |
//! | who is meant by what was typed | `people` |
//! | the clock, signs of life, interruptions | `clock` |
//! | the lines that are not in the record yet | `draft` |
//! | a straw poll | `poll` |
//! | what stands in each part of the screen | `view`, `floor`, `record`, `foot` |

mod asks;
mod clock;
mod door;
mod draft;
mod floor;
mod foot;
mod keys;
mod likely;
mod line;
mod people;
mod poll;
mod record;
mod saved;
mod speaks_for;
mod view;

pub(crate) use asks::{ask_about_queue, at_once, start_break};
pub(crate) use clock::{Attending, settle_gap, take_up, tick};
pub use clock::{Pulse, pulse};
use draft::Drafts;
pub(crate) use floor::{Time, floor, heads, sheet, speech_time};
pub(crate) use foot::understood;
pub(crate) use keys::{key, paste, takes_keys, takes_text};
pub(crate) use line::{completion, offers_for_doubt, take_offer};
pub(crate) use people::people_lines;
use poll::Counting;
pub(crate) use poll::{KeptPoll, set_count};
pub(crate) use record::{item_mark, record};
pub(crate) use saved::{after_saving, close_page};
pub(crate) use view::{agenda, duration, foot, parts, title};

use super::confirm::{Asked, Confirm};
use super::editor::LineEditor;
use super::rows::List;
use super::state::{Page, State, ToastTone};
use crate::domain::event::Event;
use crate::domain::id::{EntityId, SessionId};
use crate::domain::provenance::Envelope;
use crate::domain::session::{POLL_ANSWERS, Session, SessionStepKind};
use crate::domain::text::{NAME_CHARS, TITLE_CHARS};
use crate::domain::world::World;
use crate::i18n::Lang;

/// The most characters of a poll in one line: its question, and each of its answers with a count.
const POLL_CHARS: usize = TITLE_CHARS + POLL_ANSWERS * (NAME_CHARS + 8);

/// What the line is typed for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A line of the record.
    #[default]
    Record,
    /// Somebody who has come.
    CheckIn,
    /// Somebody who wants to speak.
    Speaker,
    /// A straw poll.
    Poll,
}

/// Something that was typed on the floor and that the session is not closed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unsaved {
    /// It is on its way to the store.
    Saving(String),
    /// A line of the record.
    Line(String),
    /// A poll: its question.
    Poll(String),
}

/// The cockpit of one session.
#[derive(Debug, Clone)]
pub(crate) struct Cockpit {
    pub(crate) session: SessionId,
    pub(crate) mode: Mode,
    /// The lines that are not in the record yet.
    pub(crate) drafts: Drafts,
    /// The name that is being typed, while somebody is looked for.
    pub(crate) name: LineEditor,
    /// The candidate that Enter takes.
    pub(crate) chosen: List,
    /// The candidate was chosen by an arrow or a digit, not only offered.
    pub(crate) has_moved: bool,
    /// The completion of the line that is on, where some are offered.
    pub(crate) completion: Option<usize>,
    /// The line of which it was told that it speaks of a day that there is not.
    pub(crate) told_of: String,
    /// The line of the record that was gone to, by its place.
    pub(crate) selected: Option<usize>,
    /// What was typed to be asked, while the line is for something else.
    question: String,
    /// The straw poll whose hands are being counted.
    pub(crate) counting: Option<Counting>,
    /// One that is being saved, with the number of its question.
    counted: Option<(u64, Counting)>,
    /// What became of the last line, under the record.
    pub(crate) told: String,
}

impl Cockpit {
    pub(crate) fn new(session: SessionId) -> Self {
        Self {
            session,
            mode: Mode::default(),
            drafts: Drafts::default(),
            name: LineEditor::single_line().with_limit(NAME_CHARS),
            chosen: List::default(),
            has_moved: false,
            completion: None,
            told_of: String::new(),
            selected: None,
            question: String::new(),
            counting: None,
            counted: None,
            told: String::new(),
        }
    }

    /// Whether nothing is on its way into the session.
    fn is_done(&self) -> bool {
        self.drafts.is_done()
            && self.counting.is_none()
            && self.counted.is_none()
            && self.asked().is_empty()
    }

    /// What was typed and is not saved yet, in the order in which it is best settled.
    fn unsaved(&self) -> Vec<Unsaved> {
        let saving = self.drafts.saving().map(|text| Unsaved::Saving(text.to_owned()));
        let lines = self.drafts.unsaved().into_iter().map(Unsaved::Line);
        let counted = self.counted.iter().map(|(_, it)| Unsaved::Saving(it.question.clone()));
        let counting = self.counting.iter().map(|it| Unsaved::Poll(it.question.clone()));
        let asked = self.asked();
        let is_asked = self.counting.is_none() && !asked.is_empty();
        let asked = is_asked.then(|| Unsaved::Poll(asked.to_owned()));
        saving.chain(counted).chain(lines).chain(counting).chain(asked).collect()
    }

    /// The line that has the keyboard.
    pub(crate) const fn editor(&self) -> &LineEditor {
        match self.mode {
            Mode::Record => &self.drafts.line,
            Mode::CheckIn | Mode::Speaker | Mode::Poll => &self.name,
        }
    }

    const fn editor_mut(&mut self) -> &mut LineEditor {
        match self.mode {
            Mode::Record => &mut self.drafts.line,
            Mode::CheckIn | Mode::Speaker | Mode::Poll => &mut self.name,
        }
    }

    pub(crate) fn turn_to(&mut self, mode: Mode) {
        if self.mode != mode {
            if self.mode == Mode::Poll {
                self.name.text().clone_into(&mut self.question);
            }
            self.mode = mode;
            // What was told belongs to what was done before.
            self.told.clear();
            let limit = if mode == Mode::Poll { POLL_CHARS } else { NAME_CHARS };
            self.name = LineEditor::single_line().with_limit(limit);
            if mode == Mode::Poll {
                self.name.set_text(&self.question);
                self.question.clear();
            }
            self.chosen = List::default();
            self.has_moved = false;
        }
    }
}

/// The cockpit on top, if it is there.
pub(crate) fn on_top(state: &State) -> Option<&Cockpit> {
    match state.pages.last() {
        Some(Page::Cockpit(session)) => state.cockpits.get(session),
        _ => None,
    }
}

pub(crate) fn on_top_mut(state: &mut State) -> Option<&mut Cockpit> {
    match state.pages.last() {
        Some(Page::Cockpit(session)) => state.cockpits.get_mut(session),
        _ => None,
    }
}

/// The session of a cockpit with everything around it, once it was read.
pub(crate) fn found<'s>(state: &'s State, cockpit: &Cockpit) -> Option<(&'s World, &'s Session)> {
    let dossier = state.dossier.as_ref().filter(|it| it.id == cockpit.session.into())?;
    Some((&dossier.world, dossier.world.session(cockpit.session)?))
}

/// What was typed on the floor of a session and is not saved yet.
pub(crate) fn unsaved(state: &State, session: SessionId) -> Vec<Unsaved> {
    state.cockpits.get(&session).map(Cockpit::unsaved).unwrap_or_default()
}

/// Goes to the floor of a session that is going on.
pub(crate) fn enter(state: &mut State, session: SessionId) {
    let is_it = |page: &Page| matches!(page, Page::Cockpit(it) if *it == session);
    // What was typed there before is there still.
    state.cockpits.entry(session).or_insert_with(|| Cockpit::new(session));
    match state.pages.iter().position(is_it) {
        Some(at) => state.pages.truncate(at + 1),
        None => state.pages.push(Page::Cockpit(session)),
    }
    follow_names(state);
    settle_gap(state);
}

/// Whether a session is going on.
pub(crate) fn is_live(state: &State, session: SessionId) -> bool {
    state.catalog.sessions.get(&session).is_some_and(|row| is_going_on(&row))
}

/// Goes to the floor from wherever one is: of the session that is meant there, or of the only one
/// that is going on.
pub(crate) fn go(state: &mut State) {
    let is_live =
        |id: &SessionId| state.catalog.sessions.get(id).is_some_and(|row| is_going_on(&row));
    let here = super::context::targets(state, crate::command::verb::Noun::Session);
    let here = here.into_iter().filter_map(|id| SessionId::try_from(id).ok()).find(is_live);
    let any = || state.catalog.live_session();
    if let Some(session) = here.or_else(any) {
        return enter(state, session);
    }
    let words = state.say(
        "没有正在进行的会议。请先打开一场待召开的会议，再开始",
        "No session is going on. Open one that is planned, and start it",
    );
    state.toast(ToastTone::Notice, words);
}

/// Asks before the program is left while a session is going on: its clock would stop with it.
pub(crate) fn before_quitting(state: &State) -> Confirm {
    let text = state.say(
        "会议还在进行。退出以后，计时停在这一刻；再打开时会问中间的时间算不算。\n现在退出吗？",
        "A session is going on. Its clock stops when you quit; the program asks about the time between when \
         it is opened again.\nQuit now?",
    );
    Confirm {
        title: state.say("退出", "Quit").to_owned(),
        text: text.to_owned(),
        yes: state.say("退出", "Quit"),
        no: state.say("不退出", "Stay"),
        asked: Asked::Quit,
        on_yes: false,
        offset: 0,
    }
}

/// Brings up to date what a line can name; only while somebody types lines.
pub(crate) fn follow_names(state: &mut State) {
    if state.pages.iter().any(|page| matches!(page, Page::Cockpit(_))) {
        state.names.update(&state.catalog);
    }
}

/// Gives the keyboard to what the line is for.
pub(crate) fn turn_to(state: &mut State, mode: Mode) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.turn_to(mode);
    }
}

/// The line of the record that was gone to.
pub(crate) fn line_gone_to(state: &State, cockpit: &Cockpit) -> Option<EntityId> {
    let (_, session) = found(state, cockpit)?;
    session.lines.get(cockpit.selected?).map(|id| (*id).into())
}

/// Folds what was saved into the session on the screen, where everything that it changes is at
/// hand; says whether it was. The same fold as the store's: nothing has to be read again while
/// people speak.
pub(crate) fn follow(state: &mut State, applied: &[(Event, Envelope)]) -> bool {
    let Some(session) = on_top(state).map(|cockpit| cockpit.session) else { return false };
    let generation = state.next_generation();
    let Some(dossier) = &mut state.dossier else { return false };
    if dossier.id != session.into() || dossier.stale || state.asked.is_some() {
        return false;
    }
    let is_at_hand = |world: &World, event: &Event| {
        let own = event.entity();
        event.touches().into_iter().all(|id| {
            world.entity(id).is_some()
                || (id == own && event.is_addition())
                || id == EntityId::SETTINGS
        })
    };
    for (event, envelope) in applied {
        if !is_at_hand(&dossier.world, event) {
            return false;
        }
        dossier.world.apply(event, envelope);
    }
    dossier.generation = generation;
    true
}

/// Follows a session that was begun or closed by what was just saved.
pub(crate) fn follow_step(state: &mut State, events: &[Event]) -> bool {
    let step = events.iter().find_map(|event| match event {
        Event::SessionStepped(stepped) => Some((stepped.id, stepped.step.kind)),
        _ => None,
    });
    match step {
        Some((session, SessionStepKind::Start)) => enter(state, session),
        Some((session, SessionStepKind::Close)) => {
            close_page(state, session);
            let moved = events.iter().filter(|it| matches!(it, Event::IssueStepped(_))).count();
            let words = match state.lang {
                Lang::Zh => format!("已散会。{moved} 件议题转为已协商"),
                Lang::En if moved == 1 => "Closed. 1 issue is consulted now".to_owned(),
                Lang::En => format!("Closed. {moved} issues are consulted now"),
            };
            state.toast(ToastTone::Done, words);
            return true;
        }
        _ => {}
    }
    false
}

pub(crate) const fn is_going_on(row: &crate::domain::row::SessionRow) -> bool {
    use crate::domain::session::SessionStatus;
    matches!(row.status, SessionStatus::Live | SessionStatus::Paused)
}

/// What was told last on the floor is not so any more.
pub(crate) fn forget_told(state: &mut State) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.told.clear();
    }
}

/// Looks for somebody by name.
pub(crate) fn look_for(state: &mut State, name: &str) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.name.set_text(name);
    }
}

/// Begins a line, where none was begun.
pub(crate) fn begin_line(state: &mut State, text: &str) {
    if let Some(cockpit) = on_top_mut(state) {
        cockpit.turn_to(Mode::Record);
        if cockpit.drafts.is_idle() {
            cockpit.drafts.line.set_text(text);
        }
    }
}

/// Types lines of a session again that were not saved last time.
pub(crate) fn type_again(state: &mut State, session: SessionId, lines: &str) {
    let cockpit = state.cockpits.entry(session).or_insert_with(|| Cockpit::new(session));
    cockpit.turn_to(Mode::Record);
    cockpit.drafts.begin(lines);
}

/// What was typed of a poll on the floor of a session is there again.
pub(crate) fn ask_again(state: &mut State, session: SessionId, kept: &KeptPoll) {
    let cockpit = state.cockpits.entry(session).or_insert_with(|| Cockpit::new(session));
    cockpit.ask_again(kept);
}

/// Something was not saved: a line of a record is typed again, what somebody has to answer is asked
/// again.
pub(crate) fn refused(state: &mut State, generation: u64) {
    clock::refused(state, generation);
    state.cockpits.values_mut().for_each(|cockpit| cockpit.poll_refused(generation));
    let came_back =
        |cockpit: &mut Cockpit| cockpit.drafts.refused(generation).then_some(cockpit.session);
    let session = state.cockpits.values_mut().find_map(came_back);
    if let Some(cockpit) = on_top_mut(state).filter(|it| Some(it.session) == session)
        && cockpit.name.is_empty()
    {
        cockpit.turn_to(Mode::Record);
    }
}

/// The store is gone: every line that was on its way to it is typed again.
pub(crate) fn lost(state: &mut State) {
    state.cockpits.values_mut().for_each(|cockpit| cockpit.drafts.lost());
}
