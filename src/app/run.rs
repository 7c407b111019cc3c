//! Running a command: what the screens do by themselves, and where verbs begin.

use super::answers::forget_what_was_read;
use super::cockpit::{self, Mode};
use super::figures::{ChooseFor, TypedFor};
use super::input::Effect;
use super::lists::ListKind;
use super::motion::{
    back, go_pane, move_by, open_or_settle, page_rows, push_closing, push_list, push_reader,
    turn_by, turn_pane,
};
use super::palette::Palette;
use super::reader::{self, Subject};
use super::state::{Medium, Overlay, Page, Pane, State, ToastTone};
use super::{
    context, figures, filter, marked, paper, preparing, print, searching, today, verbs, views,
    workbench,
};
use crate::command::Next;
use crate::command::fill::Directory;
use crate::command::place::Place;
use crate::command::screens::{SortKey, Ui};
use crate::command::table::{Command, What, of_ui};
use crate::domain::id::EntityId;
use crate::domain::workflow::StepKind;
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang, Text};

/// Runs a command, or says why it cannot be run.
pub(crate) fn run(state: &mut State, command: &'static Command, effects: &mut Vec<Effect>) {
    if let What::Verb(verb) = command.what
        && verb.step == Some(StepKind::TakeBackExit)
        && let Some(child) = context::merged_under_cursor(state)
    {
        return verbs::open(state, verb, Some(child.into()), effects);
    }
    // What was done last is taken back first, also where it was not done to what is stored.
    if matches!(command.what, What::Ui(Ui::Undo)) && views::take_back(state, effects) {
        return;
    }
    if let Err(reason) = command.available(&context::facts(state)) {
        let words = reason.words(state.lang, |verb| verbs::verb_key(state, verb));
        return state.toast(ToastTone::Refused, words);
    }
    match command.what {
        What::Verb(verb) if verb.is_for_several && marked::are_meant(state) => {
            marked::together::start(state, verb);
        }
        What::Verb(verb) => verbs::start(state, verb, effects),
        What::Ui(ui) => run_ui(state, ui, effects),
    }
}

fn run_ui(state: &mut State, ui: Ui, effects: &mut Vec<Effect>) {
    let rows = page_rows(state);
    match ui {
        Ui::Up => move_by(state, -1),
        Ui::Down => move_by(state, 1),
        Ui::PageUp => turn_by(state, -rows),
        Ui::PageDown => turn_by(state, rows),
        Ui::HalfUp => turn_by(state, -(rows / 2).max(1)),
        Ui::HalfDown => turn_by(state, (rows / 2).max(1)),
        Ui::Top => move_by(state, isize::MIN),
        Ui::Bottom => move_by(state, isize::MAX),
        Ui::NextPane | Ui::Right => turn_pane(state, 1),
        Ui::PreviousPane | Ui::Left => turn_pane(state, 2),
        Ui::PaneStudios => go_pane(state, Pane::Studios),
        Ui::PaneIssues => go_pane(state, Pane::Issues),
        Ui::PaneMinutes => go_pane(state, Pane::Minutes),
        Ui::Open => open_or_settle(state, effects),
        Ui::Back => back(state),
        Ui::Zoom => {
            state.workbench.zoomed = !state.workbench.zoomed;
            workbench::follow(state);
        }
        Ui::Filter => filter::begin(state),
        Ui::OpenOnly => {
            state.workbench.open_only = !state.workbench.open_only;
            workbench::refresh(state);
        }
        Ui::Sort(by) => sort(state, by),
        Ui::NextView => views::step(state, 1),
        Ui::PreviousView => views::step(state, -1),
        Ui::Views => {
            let menu = views::menu::Menu::open(state);
            state.overlays.push(Overlay::Views(menu));
        }
        Ui::Palette => {
            let palette = Palette::open(state);
            state.overlays.push(Overlay::Palette(palette));
        }
        Ui::Help => push_reader(state, Subject::Help),
        Ui::Copy => copy(state, false, effects),
        Ui::CopyPage => copy(state, true, effects),
        Ui::Refresh => {
            forget_what_was_read(state);
            if let Some(read_only) = &state.read_only {
                // It stays true unless the answer says that it has passed.
                let words = read_only.words.clone();
                state.toast(ToastTone::Notice, words);
            }
            effects.push(Effect::Reload);
        }
        Ui::Undo => effects.push(Effect::Undo),
        Ui::Redo => effects.push(Effect::Redo),
        Ui::Language => {
            state.lang = match state.lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
            state.chosen.lang = Some(state.lang);
        }
        Ui::Theme => {
            state.theme = state.theme.next();
            state.chosen.theme = Some(state.theme);
            let words = if state.colors {
                format!("{}{}", state.say("配色：", "Theme: "), state.theme.label(state.lang))
            } else {
                let words = "终端不显示颜色（NO_COLOR），配色看不出来";
                state.say(words, "The terminal shows no colours (NO_COLOR)").to_owned()
            };
            state.toast(ToastTone::Notice, words);
        }
        Ui::Mouse => {
            state.mouse = !state.mouse;
            state.chosen.mouse = Some(state.mouse);
            let words = if state.mouse {
                state.say("鼠标已开；选字请按住 Shift", "Mouse on; hold Shift to select text")
            } else {
                state.say("鼠标已关，可以直接选字", "Mouse off; text can be selected")
            };
            state.toast(ToastTone::Notice, words);
            effects.push(Effect::SetMouse(state.mouse));
        }
        Ui::Widen => widen(state),
        Ui::GoWorkbench => state.pages.clear(),
        Ui::GoToday => today::show(state),
        Ui::GoCommitments => push_list(state, ListKind::Commitments),
        Ui::GoPeople => push_list(state, ListKind::People),
        Ui::GoDepartments => push_list(state, ListKind::Departments),
        Ui::GoSettings => push_reader(state, Subject::Settings),
        Ui::GoNotices => push_reader(state, Subject::Notices),
        Ui::GoFigures => figures::push(state),
        Ui::FigureInterval => figures::begin_choosing(state, ChooseFor::Interval),
        Ui::FigureBy => figures::begin_choosing(state, ChooseFor::Dimension),
        Ui::FigureCutOff => figures::begin_typing(state, TypedFor::CutOff),
        Ui::FigureStudio => figures::toggle_studio(state),
        Ui::FigureNext => figures::next_section(state),
        Ui::FigureLeft => figures::move_sideways(state, -1),
        Ui::FigureRight => figures::move_sideways(state, 1),
        Ui::GoSearch => searching::go(state, effects),
        Ui::NextStep => run_next_step(state, effects),
        Ui::Mark | Ui::MarkDown | Ui::MarkUp | Ui::MarkTo | Ui::MarkAll => {
            marked::perform(state, ui);
        }
        Ui::Cockpit => cockpit::go(state),
        Ui::RecordLine => cockpit::turn_to(state, Mode::Record),
        Ui::CheckIn => cockpit::turn_to(state, Mode::CheckIn),
        Ui::SpeakerLine => cockpit::turn_to(state, Mode::Speaker),
        Ui::PollLine => cockpit::turn_to(state, Mode::Poll),
        Ui::Break => cockpit::start_break(state, effects),
        Ui::Paper(piece) => paper::open(state, piece),
        Ui::TurnCopy => paper::turn_copy(state),
        Ui::WritePaper if matches!(state.pages.last(), Some(Page::Figures)) => {
            figures::begin_choosing(state, ChooseFor::Format);
        }
        Ui::WritePaper => paper::write(state, effects),
        Ui::WriteDeadlines => paper::write_deadlines(state, effects),
        Ui::WriteLedger => paper::write_ledger(state, effects),
        Ui::Closing => {
            if let Some(session) = cockpit::on_top(state).map(|it| it.session) {
                push_closing(state, session);
            }
        }
        Ui::ItemUp | Ui::ItemDown | Ui::ItemOff | Ui::TakeOffer | Ui::Comes => {
            preparing::perform(state, ui, effects);
        }
        Ui::Example => effects.push(Effect::OpenExample),
        Ui::Suspend => effects.push(Effect::Suspend),
        // Whoever reads the help means to close it.
        Ui::Quit if is_help(state) => back(state),
        Ui::Quit if state.catalog.live_session().is_some() => {
            let question = cockpit::before_quitting(state);
            state.overlays.push(Overlay::Confirm(question));
        }
        Ui::Quit => effects.push(Effect::Quit),
    }
}

/// Whether the help is open, on whatever page.
fn is_help(state: &State) -> bool {
    matches!(state.pages.last(), Some(Page::Reader(reader)) if reader.subject == Subject::Help)
}

/// Sorts, and says how: not every column is seen.
fn sort(state: &mut State, by: SortKey) {
    workbench::sort(state, by);
    let Some(command) = of_ui(Ui::Sort(by)) else { return };
    let mut words = command.label.get(state.lang).to_owned();
    if state.workbench.descending {
        words.push_str(state.say("，倒序", ", reversed"));
    }
    state.toast(ToastTone::Notice, words);
}

fn run_next_step(state: &mut State, effects: &mut Vec<Effect>) {
    if context::place(state) == Place::Today {
        return today::next(state, effects);
    }
    if let Some(next) = context::next(state) {
        take_step(state, next, effects);
    }
}

/// Does what is next about something: it is told of the one that the cursor is on, whatever is marked.
pub(crate) fn take_step(state: &mut State, next: Next, effects: &mut Vec<Effect>) {
    match next {
        Next::Verb(verb, target) => marked::apart(state, |state| match target {
            None => verbs::start(state, verb, effects),
            target => verbs::open(state, verb, target, effects),
        }),
        // What brings a session on that is going on happens on its floor.
        Next::Floor(session) => cockpit::enter(state, session),
    }
}

fn widen(state: &mut State) {
    if state.settings.my_studio.is_none() {
        let key = verbs::key_of(state, Ui::GoSettings);
        let words = match state.lang {
            Lang::Zh => format!("还没有定“我的工作室”，请在设置里选（{key}）"),
            Lang::En => format!("My studio is not set; choose it in the settings ({key})"),
        };
        return state.toast(ToastTone::Notice, words);
    }
    state.mine_only = !state.mine_only;
    state.workbench.studio_list.selected = 0;
    workbench::refresh(state);
    filter::filter_again(state);
    let text = if state.mine_only { Text::MarkMyStudio } else { Text::MarkAllStudios };
    state.toast(ToastTone::Notice, text.label(state.lang));
}

/// Copies what is under the cursor, or the whole page, as plain text for a chat or a letter.
fn copy(state: &mut State, whole: bool, effects: &mut Vec<Effect>) {
    let text = if whole { Some(whole_page(state)) } else { item_text(state) };
    let Some(text) = text.filter(|text| !text.is_empty()) else { return };
    let first = text.lines().next().unwrap_or_default();
    let between = match (whole, state.lang) {
        (false, Lang::Zh) => "：".to_owned(),
        (false, Lang::En) => ": ".to_owned(),
        (true, Lang::Zh) => format!("全文（{} 行）：", text.lines().count()),
        (true, Lang::En) => {
            format!(" the whole page ({}): ", counted(text.lines().count(), "line", "lines"))
        }
    };
    let words = format!("{}{between}{first}", Text::NoticeCopied.label(state.lang));
    state.toast(ToastTone::Done, words);
    effects.push(Effect::Copy(text));
}

fn item_text(state: &State) -> Option<String> {
    match state.pages.last() {
        Some(Page::Reader(reader)) => reader::plain_at_cursor(state, reader),
        Some(Page::List(page)) => page.selected().map(|id| context::named(&state.catalog, id)),
        Some(Page::Figures) => figures::item(state),
        Some(Page::Rows(_) | Page::Cockpit(_) | Page::Search) => None,
        None if state.workbench.pane == Pane::Minutes => {
            reader::plain_at_cursor(state, &state.workbench.minutes)
        }
        None => context::issue(state)
            .and_then(|id| state.catalog.issues.get(&id))
            .map(|row| format!("{} {}", row.number, row.title))
            .or_else(|| context::studio(state).and_then(|id| state.catalog.name(id.into()))),
    }
}

/// The page as somebody reads it who does not sit here, its title first.
fn whole_page(state: &mut State) -> String {
    state.medium = Medium::Copy;
    let text = page_text(state);
    state.medium = Medium::Screen;
    let about = match state.pages.last() {
        Some(Page::Reader(reader)) => reader.subject.entity(),
        None if state.workbench.pane == Pane::Issues => context::issue(state).map(EntityId::from),
        _ => None,
    };
    let title = about.map(|id| print::title(state, id));
    title.into_iter().chain(text).collect::<Vec<_>>().join("\n")
}

fn page_text(state: &State) -> Option<String> {
    match state.pages.last() {
        Some(Page::Reader(reader)) => Some(reader::plain(state, reader.subject)),
        Some(Page::Figures) => figures::plain(state),
        Some(Page::List(_) | Page::Cockpit(_) | Page::Rows(_) | Page::Search) => None,
        None if state.workbench.pane == Pane::Issues => {
            context::issue(state).map(|id| reader::plain(state, Subject::Issue(id)))
        }
        None => Some(reader::plain(state, Subject::Minutes)),
    }
}
