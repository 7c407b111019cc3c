//! The page of what presses today: sections, each line one thing with its reason and its next step.

use super::cells::{self, AmbiguousWidth, width};
use super::context::{Known, named};
use super::input::Effect;
use super::page::{Line, Paper, Tone, span};
use super::reader::{self, Reader, Subject};
use super::state::{Page, State, StoreState, ToastTone};
use super::verbs;
use crate::command::Next;
use crate::command::screens::Ui;
use crate::domain::id::{EntityId, IssueId, SessionId};
use crate::domain::priority::{Lateness, Reason, Terms};
use crate::domain::today::{Entry, Section, Sitting, Today};
use crate::i18n::wording::{reasons_in_year, sitting_text};
use crate::i18n::{Label, Lang, Text, sentence};
use chrono::Datelike as _;

/// How many lines of a section are shown until it is unfolded: on a small screen, and on a tall one.
const FOLDED: [usize; 2] = [5, 9];
/// From how many rows on a screen is tall.
const TALL: u16 = 40;

/// The page.
pub(crate) fn lines(state: &State, width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let terms = state.terms();
    let today = state.catalog.today(state.scope(), &terms);
    if state.store == StoreState::Opening {
        paper.text(Tone::Dim, 0, Text::MarkLoading.label(state.lang));
    } else if today.sections.is_empty() {
        paper.text(Tone::Success, 0, Text::NoticeNothingToday.label(state.lang));
    }
    let mut rooms = rooms(state, &today).into_iter();
    let title_cells = title_cells(state, &today, width);
    for (section, entries) in &today.sections {
        let title = sentence::section(state.lang, section.label(state.lang), entries.len());
        paper.heading(&title, &tiers(state.lang, entries));
        let shown = rooms.next().unwrap_or(entries.len());
        for entry in entries.iter().take(shown) {
            entry_line(state, (entry, title_cells), &terms, &mut paper);
        }
        if entries.len() > shown {
            let more = entries.len() - shown;
            let words = match state.lang {
                Lang::Zh => format!("还有 {more} 件，按 {} 全看", verbs::key_of(state, Ui::Open)),
                Lang::En => format!("{more} more; {} shows them", verbs::key_of(state, Ui::Open)),
            };
            paper.text(Tone::Dim, 2, &words);
        }
    }
    let assumed = terms.assumed(&state.calendar);
    if !assumed.is_empty() {
        paper.gap();
        paper.text(Tone::Warning, 0, &sentence::assumed_years(state.lang, &assumed));
    }
    paper.finish()
}

const fn folded(state: &State) -> usize {
    let [small, tall] = FOLDED;
    if state.size.1 < TALL { small } else { tall }
}

/// How many entries of each section are shown: a few at least, all of one that is unfolded, and more where
/// the page has room for them, from above to below.
fn rooms(state: &State, today: &Today) -> Vec<usize> {
    let least = |(section, entries): &(Section, Vec<Entry>)| {
        if state.unfolded.contains(section) {
            entries.len()
        } else {
            entries.len().min(folded(state))
        }
    };
    let mut shown: Vec<usize> = today.sections.iter().map(least).collect();
    // Each has a heading and a gap, and a line that says how many more there are.
    let rows = |(shown, (_, entries)): (&usize, &(Section, Vec<Entry>))| {
        shown + 2 + usize::from(*shown < entries.len())
    };
    let used: usize = shown.iter().zip(&today.sections).map(rows).sum();
    let (_, visible) = reader::text_size(state, Subject::Today);
    let mut spare = (visible + 1).saturating_sub(used);
    for (shown, (_, entries)) in shown.iter_mut().zip(&today.sections) {
        let hidden = entries.len() - *shown;
        // The last of them stands where it was said that there are more.
        let more = if hidden > 0 && hidden <= spare + 1 { hidden } else { hidden.min(spare) };
        *shown += more;
        spare = spare.saturating_sub(more);
    }
    shown
}

/// How wide titles are: as the widest that is there, and no more than leaves room for the reasons.
fn title_cells(state: &State, today: &Today, page: usize) -> usize {
    let entries = today.sections.iter().flat_map(|(_, entries)| entries);
    let cells =
        entries.map(|entry| width(&named(&state.catalog, entry_id(entry)), state.ambiguous));
    cells.max().unwrap_or(0).min(page * 2 / 5)
}

fn entry_id(entry: &Entry) -> EntityId {
    match entry {
        Entry::Issue { id, .. } => (*id).into(),
        Entry::Session { id, .. } => (*id).into(),
    }
}

/// How many are late by how much, where a section tells of that.
pub(crate) fn tiers(lang: Lang, entries: &[Entry]) -> String {
    let tier = |entry: &Entry| match entry {
        Entry::Issue { reasons, .. } => reasons.first().and_then(|it| match it {
            Reason::Overdue { lateness, .. } => Some(*lateness),
            _ => None,
        }),
        Entry::Session { .. } => None,
    };
    let count = |wanted: Lateness| entries.iter().filter(|it| tier(it) == Some(wanted)).count();
    let counts = Lateness::ALL.iter().rev().map(|it| (*it, count(*it)));
    let told = counts.filter(|(_, count)| *count > 0);
    let words = told.map(|(it, count)| format!("{} {count}", it.label(lang)));
    words.collect::<Vec<_>>().join(" · ")
}

/// The least that is left of a title.
const TITLE_CELLS: usize = 14;

fn entry_line(
    state: &State,
    (entry, title_cells): (&Entry, usize),
    terms: &Terms,
    paper: &mut Paper,
) {
    let (id, why, tone) = match entry {
        Entry::Issue { id, reasons } => {
            let words = reasons_in_year(reasons, state.lang, &Known::of(state), state.today.year());
            (EntityId::from(*id), words, reasons.first().map_or(Tone::Text, reason_tone))
        }
        Entry::Session { id, sitting } => {
            (EntityId::from(*id), vec![sitting_text(*sitting, state.lang)], sitting_tone(*sitting))
        }
    };
    let next_cells = usize::from(state.lang_cells(14, 18)).min(paper.width() / 4);
    let room = paper.width().saturating_sub(2 + 2 + next_cells + 4).max(8);
    // What presses most is read whole, if need be at the cost of the title.
    let first = why.first().map_or(0, |words| width(words, state.ambiguous));
    let least = TITLE_CELLS.min(title_cells);
    let title_cells = title_cells.min(room.saturating_sub(first)).max(least);
    let why_cells = room.saturating_sub(title_cells).max(8);
    let why = fitting(&why, why_cells, state);
    let next = state.catalog.next(entry, terms).map(|next| next_words(next, state.lang));
    let next = next.map_or_else(String::new, |words| format!("→ {words}"));
    let ambiguous = state.ambiguous;
    let title = fitted(&named(&state.catalog, id), title_cells, ambiguous);
    let head = vec![span(Tone::Text, "  "), span(Tone::Text, format!("{title}  "))];
    let body = [
        span(tone, format!("{}  ", fitted(&why, why_cells, ambiguous))),
        span(Tone::Key, fitted(&next, next_cells + 2, ambiguous).trim_end().to_owned()),
    ];
    paper.item(head, &body, 2, Some(id));
}

const fn reason_tone(reason: &Reason) -> Tone {
    match reason {
        Reason::Overdue { .. } | Reason::Dissatisfied(_) => Tone::Danger,
        Reason::DueSoon { .. }
        | Reason::Returned { .. }
        | Reason::Unassigned { .. }
        | Reason::Unasked { is_late: true, .. }
        | Reason::Unscreened(_) => Tone::Warning,
        _ => Tone::Text,
    }
}

const fn sitting_tone(sitting: Sitting) -> Tone {
    match sitting {
        Sitting::GoingOn | Sitting::Today => Tone::Accent,
        Sitting::Passed(_) | Sitting::Unwritten { is_late: true, .. } => Tone::Warning,
        Sitting::Unwritten { is_late: false, .. } | Sitting::Ahead(_) => Tone::Text,
    }
}

/// As many reasons as can be read whole, and at least the first.
fn fitting(reasons: &[String], cells: usize, state: &State) -> String {
    let mut told = String::new();
    for (at, reason) in reasons.iter().enumerate() {
        let between = if at == 0 { "" } else { state.say("；", "; ") };
        let longer = format!("{told}{between}{reason}");
        if at > 0 && width(&longer, state.ambiguous) > cells {
            break;
        }
        told = longer;
    }
    told
}

/// A text in exactly so many cells; what does not fit ends in `…`.
fn fitted(text: &str, cells: usize, ambiguous: AmbiguousWidth) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    let mut shown = String::new();
    let mut used = 0;
    let is_cut = width(text, ambiguous) > cells;
    let mark = width("…", ambiguous);
    let room = if is_cut { cells.saturating_sub(mark) } else { cells };
    for grapheme in text.graphemes(true) {
        let step = cells::grapheme_width(grapheme, ambiguous);
        if used + step > room {
            break;
        }
        shown.push_str(grapheme);
        used += step;
    }
    if is_cut {
        shown.push('…');
        used += mark;
    }
    shown.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    shown
}

/// What is done next, in a word or two.
pub fn next_words(next: Next, lang: Lang) -> &'static str {
    match next {
        Next::Verb(verb, _) => verb.label.get(lang),
        Next::Floor(_) => lang.pick("到会场", "To the floor"),
    }
}

/// Shows the page, with the cursor on the most pressing thing.
pub(super) fn show(state: &mut State) {
    super::motion::push_reader(state, Subject::Today);
    super::motion::rest_on_loose(state);
}

/// What is under the cursor of the page.
fn entry(state: &State, reader: &Reader) -> Option<Entry> {
    let (target, terms) = (reader::target(state, reader)?, state.terms());
    if let Ok(id) = SessionId::try_from(target) {
        let sitting = Sitting::of(&state.catalog.sessions.get(&id)?, &terms)?;
        return Some(Entry::Session { id, sitting });
    }
    let id = IssueId::try_from(target).ok()?;
    let reasons = state.catalog.pressing(&state.catalog.issues.get(&id)?, &terms);
    Some(Entry::Issue { id, reasons })
}

/// Does what is next for the thing under the cursor.
pub(super) fn next(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Page::Reader(reader)) = state.pages.last().cloned() else { return };
    let Some(entry) = entry(state, &reader) else {
        let words = state.say("请先把光标移到一件事上", "Move to one of the things first");
        return state.toast(ToastTone::Notice, words);
    };
    match state.catalog.next(&entry, &state.terms()) {
        Some(next) => super::run::take_step(state, next, effects),
        None => super::motion::open(state),
    }
}

/// Unfolds the section that the cursor is in, or folds it again, where it is on nothing that can be
/// opened.
pub(super) fn unfold(state: &mut State, reader: &Reader) {
    let lines = reader::lines(state, Subject::Today);
    let is_heading = |line: &&Line| line.spans.first().is_some_and(|it| it.tone == Tone::Title);
    let heading = lines.iter().take(reader.cursor + 1).filter(is_heading).count();
    let today: Today = state.catalog.today(state.scope(), &state.terms());
    let section = heading.checked_sub(1).and_then(|at| today.sections.get(at));
    let Some(section) = section.map(|(section, _): &(Section, _)| *section) else { return };
    if !state.unfolded.remove(&section) {
        state.unfolded.insert(section);
    }
    super::motion::settle(state);
}
