//! Pages that are read: the very lines of the screens, so many at once, and what can be done with them.

use super::chosen::take;
use super::common::perform;
use super::dialogue::Dialogue;
use super::here::{Here, Over, What};
use super::{listing, rows, spoken, verbs};
use crate::app::context::{self, named};
use crate::app::input::Effect;
use crate::app::reader::{self, Subject};
use crate::app::state::{Page, State};
use crate::app::today::next_words;
use crate::app::{figures, print};
use crate::command::Next;
use crate::command::key::{Code, Key};
use crate::command::screens::Ui;
use crate::command::table::{Command, of_ui, of_verb};
use crate::command::verb::{Noun, find};
use crate::domain::id::EntityKind;
use crate::i18n::{Label, Lang};

/// How many lines are told at once.
const AT_ONCE: usize = 20;

/// What a page offers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Offer {
    /// What brings it on.
    Next(Next),
    /// What can be done here.
    Verbs,
    /// What it tells of.
    Mentioned,
    /// What its numbers count.
    Counted,
    Command(&'static Command),
}

/// What a page offers, in order.
pub(super) fn offers(state: &State, here: Here) -> Vec<Offer> {
    let ui = |ui: Ui| of_ui(ui).map(Offer::Command);
    let mut offers: Vec<Offer> = next(state).map(Offer::Next).into_iter().collect();
    match here {
        Here::Figures => {
            offers.push(Offer::Counted);
            let all = [
                Ui::FigureInterval,
                Ui::FigureCutOff,
                Ui::FigureBy,
                Ui::FigureStudio,
                Ui::WritePaper,
            ];
            offers.extend(all.into_iter().filter_map(ui));
            let freeze = find(Noun::Settings, "freeze-report").and_then(of_verb);
            offers.extend(freeze.map(Offer::Command));
        }
        Here::Page(Subject::Paper(_, piece)) => {
            offers.extend([Ui::WritePaper, Ui::TurnCopy].into_iter().filter_map(ui));
            let is_sealed = piece.document().is_some_and(crate::document::Kind::is_sealed);
            let seal = find(Noun::Session, "finalise").and_then(of_verb).filter(|_| is_sealed);
            offers.extend(seal.map(Offer::Command));
        }
        Here::Page(subject) => {
            let has_verbs = subject.entity().is_some() || subject == Subject::Settings;
            if has_verbs && !verbs::offers(state, "").is_empty() {
                offers.push(Offer::Verbs);
            }
            if subject.entity().is_some() && !listing::mentioned(state).is_empty() {
                offers.push(Offer::Mentioned);
            }
        }
        _ => {}
    }
    offers
}

/// What brings the issue or the session of a page on.
fn next(state: &State) -> Option<Next> {
    let Some(Page::Reader(page)) = state.pages.last() else { return None };
    let is_meant = matches!(page.subject, Subject::Issue(_) | Subject::Session(_));
    context::next(state).filter(|_| is_meant)
}

fn words(state: &State, offer: Offer) -> String {
    let lang = state.lang;
    match offer {
        Offer::Next(next) => {
            let words = next_words(next, lang);
            format!("{}{words}", state.say("办下一步：", "Next step: "))
        }
        Offer::Verbs => {
            state.say("能办的，和不能办的为什么", "What can be done, and why not").to_owned()
        }
        Offer::Counted => state.say("打开数字数到的", "Open what the numbers count").to_owned(),
        Offer::Mentioned => {
            let count = listing::mentioned(state).len();
            let on_session = matches!(state.pages.last(), Some(Page::Reader(page)) if page.subject.entity().is_some_and(|id| id.kind == EntityKind::Session));
            match (on_session, lang) {
                (true, Lang::Zh) => format!("选议题、人或承办事项来办，{count} 项"),
                (true, Lang::En) => format!("Choose an item, a person or a commitment, {count}"),
                (false, Lang::Zh) => format!("选承办事项、会议或别的议题，{count} 项"),
                (false, Lang::En) => {
                    format!("Choose a commitment, a session or another issue, {count}")
                }
            }
        }
        Offer::Command(command) => command.label.get(lang).to_owned(),
    }
}

/// The page as it is read, its title first; nothing stands in it that only parts the rest.
fn text(state: &State, here: Here) -> Vec<String> {
    let lang = state.lang;
    if here == Here::Figures {
        let lines = figures::spoken(state).unwrap_or_default();
        return lines.iter().map(|line| spoken::text(line, lang)).collect();
    }
    let Here::Page(subject) = here else { return Vec::new() };
    let lines = reader::unwrapped(state, subject);
    let lines = lines.iter().map(|line| spoken::line(line, lang)).filter(|line| !line.is_empty());
    title(state, subject).into_iter().chain(lines).collect()
}

fn title(state: &State, subject: Subject) -> Option<String> {
    let lang = state.lang;
    match subject {
        Subject::Issue(id) => Some(spoken::text(&print::title(state, id.into()), lang)),
        Subject::Session(id) => Some(spoken::text(&print::title(state, id.into()), lang)),
        Subject::Paper(of, piece) => {
            let copy = state.paper_copy.label(lang);
            let about = named(&state.catalog, of);
            Some(rows::joined(&[piece.label(lang), copy, &about], lang))
        }
        Subject::Settings => Some(state.say("设置", "Settings").to_owned()),
        Subject::Notices => Some(state.say("提示", "Notices").to_owned()),
        Subject::Help | Subject::Minutes | Subject::Today | Subject::Closing(_) => None,
    }
}

/// Tells the next lines, and behind the last what can be done.
pub(super) fn tell(dialogue: &mut Dialogue, state: &State, here: Here) -> Vec<String> {
    let text = text(state, here);
    let from = dialogue.told_to(here).min(text.len());
    let to = (from + AT_ONCE).min(text.len());
    let mut lines: Vec<String> = text.get(from..to).unwrap_or_default().to_vec();
    let left = text.len() - to;
    if left > 0 {
        lines.push(match state.lang {
            Lang::Zh => format!("还有 {left} 行，回车继续，0 返回"),
            Lang::En => format!("{left} more lines; Enter goes on, 0 goes back"),
        });
    } else {
        lines.extend(menu(state, here));
    }
    dialogue.set_told_to(here, to);
    lines
}

fn menu(state: &State, here: Here) -> Vec<String> {
    let offers = offers(state, here);
    let rows = offers.iter().enumerate();
    rows.map(|(at, offer)| listing::numbered(at, &words(state, *offer))).collect()
}

/// Where one is again: what it is, how far it is, and what can be done.
pub(super) fn brief(state: &State, here: Here) -> Vec<String> {
    let text = text(state, here);
    let lead = text.into_iter().take(2);
    lead.chain(menu(state, here)).collect()
}

/// Does what a number stands for.
pub(super) fn choose(
    dialogue: &mut Dialogue,
    state: &mut State,
    (here, at): (Here, usize),
    effects: &mut Vec<Effect>,
) {
    match offers(state, here).get(at).copied() {
        Some(Offer::Next(next)) => take(state, next, effects),
        Some(Offer::Verbs) => over(dialogue, here, What::Verbs),
        Some(Offer::Mentioned) => over(dialogue, here, What::Mentioned),
        Some(Offer::Counted) => over(dialogue, here, What::Counted),
        Some(Offer::Command(command)) => perform(dialogue, state, here, command, effects),
        None => {}
    }
}

fn over(dialogue: &mut Dialogue, on: Here, what: What) {
    dialogue.over.push(Over { on, what, called: String::new() });
    dialogue.tell_again(Here::Over(what));
}

/// Takes in the days of an interval or a cut-off.
pub(super) fn type_days(dialogue: &mut Dialogue, state: &mut State, typed: &str) {
    let typed = typed.trim();
    if matches!(typed, "q" | "0") {
        figures::key(state, Key::plain(Code::Esc));
        return;
    }
    if let Some(line) = &mut state.figures.typed {
        line.editor.set_text(typed);
    }
    figures::key(state, Key::plain(Code::Enter));
    match state.figures.typed.as_ref().and_then(|line| line.fault.clone()) {
        Some(fault) => dialogue.say(fault),
        None => dialogue.tell_again(Here::Figures),
    }
}
