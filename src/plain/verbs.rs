//! What can be done where one is, read from the one table of commands, and what cannot, with the reason.

use crate::app::context;
use crate::app::state::State;
use crate::app::verbs::verb_key;
use crate::command::available::Reason;
use crate::command::place::{EVERYWHERE, Place};
use crate::command::screens::Ui;
use crate::command::table::{Command, Group, What, commands};
use crate::i18n::Lang;
use crate::search::quick::Matcher;

/// A command, and why it cannot be used now.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer {
    pub(super) command: &'static Command,
    pub(super) reason: Option<Reason>,
}

impl Offer {
    /// What it is called; where it cannot be used, why not.
    pub(super) fn words(&self, state: &State) -> String {
        let label = self.command.label.get(state.lang);
        let Some(reason) = self.reason else {
            let letters = state.keymap.typed_key_of(self.command, context::place(state));
            return match (letters, state.lang) {
                (None, _) => label.to_owned(),
                (Some(letters), Lang::Zh) => format!("{label}（{letters}）"),
                (Some(letters), Lang::En) => format!("{label} ({letters})"),
            };
        };
        let why = reason.words(state.lang, |verb| verb_key(state, verb));
        format!("{}{label}{}{why}", state.say("现在不能：", "Not now: "), state.say("。", ". "))
    }
}

/// What can be done here; with words, whatever is called so, wherever it belongs. What can be done comes
/// before what cannot, and what puts a mistake right after what brings the work on.
pub(super) fn offers(state: &State, called: &str) -> Vec<Offer> {
    let facts = context::facts(state);
    let place = facts.place;
    let matcher = Matcher::new(called.trim());
    let is_meant = |command: &&Command| {
        if !is_for_lines(command, place) {
            return false;
        }
        if matcher.is_empty() {
            let is_here = command.scope != EVERYWHERE && command.scope.has(place);
            // A verb that is early or late can be done all the same, and comes last.
            let is_verb = matches!(command.what, What::Verb(_));
            let is_time = is_verb || command.is_timely(&facts);
            return is_here && is_time && !is_always_there(command);
        }
        let texts = [command.label.zh, command.label.en, command.id.as_str()];
        texts.iter().any(|text| matcher.matches(text))
    };
    let mut offers: Vec<(_, Offer)> = commands()
        .iter()
        .filter(is_meant)
        .map(|command| {
            let reason = command.available(&facts).err();
            let is_next = matches!(command.what, What::Ui(Ui::NextStep));
            let is_rare = [" correct-", " take-back"].iter().any(|it| command.id.contains(it));
            let fit = matcher.place(command.label.get(state.lang));
            let far = !command.scope.has(place);
            let order = (reason.is_some(), far, !is_next, !command.is_timely(&facts), is_rare);
            let order = (order, fit.is_none(), fit, makes_papers(command), of_group(command));
            (order, Offer { command, reason })
        })
        .collect();
    offers.sort_by_key(|(order, _)| *order);
    offers.into_iter().map(|(_, offer)| offer).collect()
}

/// Whether a command is about no place in particular, so that it is not told at each.
const fn is_always_there(command: &Command) -> bool {
    matches!(command.what, What::Ui(Ui::Undo | Ui::Widen))
}

/// Whether a command shows or writes something for the office, which comes after what brings the work on.
const fn makes_papers(command: &Command) -> bool {
    matches!(command.what, What::Ui(Ui::Paper(_) | Ui::WriteDeadlines | Ui::WriteLedger))
}

fn of_group(command: &Command) -> usize {
    Group::ALL.iter().position(|it| *it == command.group).unwrap_or(0)
}

/// Whether a command means anything where there is no screen.
pub(super) fn is_for_lines(command: &Command, place: Place) -> bool {
    let What::Ui(ui) = command.what else { return true };
    match ui {
        Ui::Open => place == Place::Commitments,
        Ui::Up
        | Ui::Down
        | Ui::PageUp
        | Ui::PageDown
        | Ui::HalfUp
        | Ui::HalfDown
        | Ui::Top
        | Ui::Bottom
        | Ui::Left
        | Ui::Right
        | Ui::NextPane
        | Ui::PreviousPane
        | Ui::PaneStudios
        | Ui::PaneIssues
        | Ui::PaneMinutes
        | Ui::Back
        | Ui::Zoom
        | Ui::Filter
        | Ui::Palette
        | Ui::Help
        | Ui::Copy
        | Ui::CopyPage
        | Ui::Theme
        | Ui::Mouse
        | Ui::FigureNext
        | Ui::FigureLeft
        | Ui::FigureRight
        | Ui::Mark
        | Ui::MarkDown
        | Ui::MarkUp
        | Ui::MarkTo
        | Ui::MarkAll
        | Ui::Suspend => false,
        Ui::OpenOnly
        | Ui::Sort(_)
        | Ui::NextView
        | Ui::PreviousView
        | Ui::Views
        | Ui::Refresh
        | Ui::Undo
        | Ui::Redo
        | Ui::Language
        | Ui::Widen
        | Ui::GoWorkbench
        | Ui::GoToday
        | Ui::GoCommitments
        | Ui::GoPeople
        | Ui::GoDepartments
        | Ui::GoSettings
        | Ui::GoNotices
        | Ui::GoFigures
        | Ui::FigureInterval
        | Ui::FigureBy
        | Ui::FigureCutOff
        | Ui::FigureStudio
        | Ui::GoSearch
        | Ui::NextStep
        | Ui::Cockpit
        | Ui::RecordLine
        | Ui::CheckIn
        | Ui::SpeakerLine
        | Ui::PollLine
        | Ui::Break
        | Ui::Closing
        | Ui::Paper(_)
        | Ui::TurnCopy
        | Ui::WritePaper
        | Ui::WriteDeadlines
        | Ui::WriteLedger
        | Ui::ItemUp
        | Ui::ItemDown
        | Ui::ItemOff
        | Ui::TakeOffer
        | Ui::Comes
        | Ui::Example
        | Ui::Quit => true,
    }
}

/// Whether a command is done to the row that is chosen, so that a list has to be told which one.
pub(super) const fn needs_row(command: &Command) -> bool {
    match command.what {
        What::Verb(verb) => verb.has_target,
        What::Ui(ui) => matches!(ui, Ui::NextStep | Ui::Paper(_) | Ui::Open),
    }
}
