//! The main screen: studios, issues, and the minutes of what is selected.

use super::asking::{self, Keep};
use super::cockpit::item_mark;
use super::filter;
use super::finder::What;
use super::index::{Understood, Wanted};
use super::layout::{inside, layout, table_rows};
use super::order::{By, KeptOrder};
use super::page::{Paper, Span, Tone, span};
use super::reader::{self, Reader, Subject};
use super::rows::List;
use super::sheets::Sheet;
use super::state::{Page, Pane, State, StoreState, Workbench};
use crate::command::screens::SortKey;
use crate::command::{Slot, spelled};
use crate::domain::id::{EntityId, IssueId, StudioId};
use crate::domain::line::LineKind;
use crate::domain::row::SessionRow;
use crate::domain::session::{Session, SessionStatus};
use crate::domain::world::World;
use crate::i18n::label::LineMark;
use crate::i18n::wording::clock_time;
use crate::i18n::{Label, Lang, Wording, sentence};

/// Puts the lists together again after rows, scope or order have changed: the cursor stays on the
/// issue that it is on.
pub(crate) fn refresh(state: &mut State) {
    put_together(state, Keep::Cursor);
}

/// The same; where the issue that the cursor is on is not shown any more, it goes to another.
pub(crate) fn refresh_else(state: &mut State, other: Option<IssueId>) {
    put_together(state, other.map_or(Keep::Cursor, Keep::CursorElse));
}

/// Puts the lists together again after something else is asked for: the cursor is on the first issue
/// that is found, which is the one that fits best.
pub(crate) fn ask_anew(state: &mut State) {
    put_together(state, Keep::Nothing);
}

/// Has the issues shown in the order that was kept, once they are asked for.
pub(crate) fn take_up(state: &mut State, kept: Box<KeptOrder>) {
    state.workbench.kept_order = Some(kept);
}

/// Does a little of what was put off: counts for the views.
pub(crate) fn go_on(state: &mut State) {
    state.tally.go_on();
}

fn put_together(state: &mut State, keep: Keep) {
    let chosen = super::context::studio(state);
    let mut studios: Vec<_> = state.catalog.studios.values().collect();
    studios.sort_by_cached_key(|row| spelled(&row.name));
    state.workbench.studios = studios.into_iter().map(|row| row.id).collect();
    let at = chosen.and_then(|id| state.workbench.studios.iter().position(|it| *it == id));
    state.workbench.studio_list.selected = at.map_or(0, |at| at + 1);

    let Workbench { sort, descending, filtering: typing, open_only, .. } = state.workbench;
    let wanted = Wanted {
        filter: state.workbench.filter.text().to_owned(),
        typing,
        studio: state.scope(),
        open_only,
        by: By { sort, descending, terms: state.terms() },
    };
    let begun = typing.then(|| (filter::begun(state), state.lang));
    if begun.is_none() {
        state.workbench.completion = None;
    }
    let order = state.workbench.kept_order.take();
    asking::ask_issues(state, keep, What::Issues { wanted, order, begun });
}

/// Shows these issues.
pub(super) fn take_shown(
    state: &mut State,
    (shown, understood): (Vec<Slot>, Understood),
    keep: Keep,
) {
    let told = about(state);
    let here = state.select.or_else(|| selected(state));
    let kept = match keep {
        Keep::Nothing => [state.select, None],
        Keep::Cursor => [here, None],
        Keep::CursorElse(other) => [here, Some(other)],
    };
    let mut places = kept.iter().flatten().filter_map(|id| state.catalog.issues.slot(id));
    let at = places.find_map(|slot| shown.iter().position(|it| *it == slot));
    (state.workbench.shown, state.workbench.understood) = (shown, understood);
    // Where the one that was selected is gone, the next one has taken its place.
    if let Some(at) = at {
        state.workbench.issue_list.selected = at;
        state.select = None;
    } else if kept.iter().all(Option::is_none) {
        state.workbench.issue_list = List::default();
    }
    super::marked::recount(state);
    follow(state);
    if about(state) != told {
        state.workbench.minutes = Reader::default();
    }
}

/// What the minutes are about: an issue, or a studio, which may be all.
pub(crate) fn about(state: &State) -> (Option<IssueId>, Option<StudioId>) {
    match selected(state) {
        Some(issue) if !state.workbench.of_studio => (Some(issue), None),
        _ => (None, state.scope()),
    }
}

/// The selected issue.
pub(crate) fn selected(state: &State) -> Option<IssueId> {
    issue_at(state, state.workbench.issue_list.selected)
}

/// The issue in a place of the list.
pub(crate) fn issue_at(state: &State, at: usize) -> Option<IssueId> {
    state.catalog.issues.id_at(*state.workbench.shown.get(at)?)
}

/// Scrolls both lists so that their selection is seen.
pub(crate) fn follow(state: &mut State) {
    let layout = layout(state);
    let head = usize::from(head(state).rows());
    let visible = table_rows(layout.issues).saturating_sub(head);
    let total = state.workbench.shown.len();
    state.workbench.issue_list.follow(visible, total);
    let total = state.workbench.studios.len() + 1;
    state.workbench.studio_list.follow(usize::from(inside(layout.studios).height), total);
}

/// Whether the filter has a line of its own.
pub(crate) const fn filter_is_shown(state: &State) -> bool {
    state.workbench.filtering || !state.workbench.filter.is_empty()
}

/// What stands over the table of the issues, in rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Head {
    /// The bar of the saved views.
    pub(crate) bar: u16,
    /// The filter line.
    pub(crate) filter: u16,
    /// What is said about the query.
    pub(crate) hint: u16,
}

impl Head {
    /// All of it.
    pub(crate) const fn rows(self) -> u16 {
        self.bar + self.filter + self.hint
    }
}

/// The least rows of a table that the bar of views leaves, and those that a hint leaves, its heading
/// among them.
const LEAST_ROWS: (u16, u16) = (7, 4);

/// What stands over the table of the issues: where there is little room, the table goes before the
/// bar, and the filter line before all.
pub(crate) fn head(state: &State) -> Head {
    let rows = inside(layout(state).issues).height;
    let filter = u16::from(filter_is_shown(state) && rows > 1);
    let is_said = filter > 0 && filter::hint(state).is_some();
    let hint = u16::from(is_said && rows >= filter + 1 + LEAST_ROWS.1);
    let is_told = state.store == StoreState::Open && !state.catalog.issues.is_empty();
    let bar = u16::from(is_told && rows >= filter + hint + 1 + LEAST_ROWS.0);
    Head { bar, filter, hint }
}

/// Turns so many rows of the pane with the keyboard.
pub(crate) fn turn(state: &mut State, by: isize) {
    let bench = &mut state.workbench;
    let offset = match bench.pane {
        Pane::Studios => &mut bench.studio_list.offset,
        Pane::Issues => &mut bench.issue_list.offset,
        Pane::Minutes => &mut bench.minutes.offset,
    };
    *offset = offset.saturating_add_signed(by);
    step(state, by);
}

/// Moves the selection of the pane with the keyboard.
pub(crate) fn step(state: &mut State, by: isize) {
    match state.workbench.pane {
        Pane::Studios => {
            let total = state.workbench.studios.len() + 1;
            let before = state.workbench.studio_list.selected;
            state.workbench.studio_list.step(by, total);
            if state.workbench.studio_list.selected != before {
                state.workbench.of_studio = true;
                state.workbench.minutes = Reader::default();
                ask_anew(state);
            }
        }
        Pane::Issues => {
            let total = state.workbench.shown.len();
            let before = state.workbench.issue_list.selected;
            state.workbench.issue_list.step(by, total);
            if state.workbench.issue_list.selected != before {
                state.workbench.minutes = Reader::default();
                state.select = None;
            }
        }
        Pane::Minutes => {
            let to = state.workbench.minutes.cursor.saturating_add_signed(by);
            let total = reader::lines_to(state, Subject::Minutes, to).len();
            let (_, visible) = reader::text_size(state, Subject::Minutes);
            state.workbench.minutes.step(by, total, visible);
        }
    }
    follow(state);
}

/// How many rows a page of the pane with the keyboard has.
pub(crate) fn page_rows(state: &State) -> usize {
    let layout = layout(state);
    match state.workbench.pane {
        Pane::Studios => usize::from(inside(layout.studios).height),
        Pane::Issues => table_rows(layout.issues).saturating_sub(head(state).rows().into()),
        Pane::Minutes => usize::from(inside(layout.minutes).height),
    }
}

/// Sorts by a column; the same one again turns the order round. What burns always comes first.
pub(crate) fn sort(state: &mut State, by: SortKey) {
    let workbench = &mut state.workbench;
    let turns = workbench.sort == by && by != SortKey::Urgency;
    workbench.descending = turns && !workbench.descending;
    workbench.sort = by;
    refresh(state);
}

/// How many open issues a studio has, and how many of them are late.
pub(crate) fn open_counts(state: &State, studio: Option<StudioId>) -> (usize, usize) {
    state.catalog.open_counts(studio, state.today)
}

/// The minutes of the selected issue, or of the selected studio when that was selected last; of
/// a studio so many lines: it may have thousands of sessions.
pub(crate) fn minutes(state: &State, width: usize, wanted: usize) -> Sheet {
    let mut paper = Paper::new(width, state.ambiguous);
    let mut whole = true;
    match about(state) {
        (Some(issue), _) => of_issue(state, issue, &mut paper),
        (None, studio) => {
            for row in state.catalog.sessions_of(studio) {
                if paper.len() >= wanted {
                    whole = false;
                    break;
                }
                session_head(&row, state.lang, &mut paper);
            }
        }
    }
    Sheet { lines: paper.finish().into(), whole }
}

fn of_issue(state: &State, issue: IssueId, paper: &mut Paper) {
    let world = state.dossier.as_ref().filter(|it| it.id == issue.into()).map(|it| &it.world);
    for row in state.catalog.sessions_of_issue(issue) {
        paper.gap();
        session_head(&row, state.lang, paper);
        if let Some((world, session)) = world.and_then(|it| Some((it, it.session(row.id)?))) {
            record(state, world, session, Some(issue), paper);
        }
    }
}

/// A session as a head line: day, title, status, heads.
pub(crate) fn session_head(row: &SessionRow, lang: Lang, paper: &mut Paper) {
    let target: Option<EntityId> = Some(row.id.into());
    let tone = match row.status {
        SessionStatus::Planned => Tone::Submitted,
        SessionStatus::Live | SessionStatus::Paused => Tone::Accent,
        SessionStatus::Closed(_) => Tone::Resolved,
        SessionStatus::Cancelled => Tone::Exited,
    };
    let head = vec![span(Tone::Key, format!("{} ", row.on.words(lang)))];
    let body =
        vec![span(tone, row.status.label(lang)), span(Tone::Text, format!(" {}", row.title))];
    paper.item(head, &body, 2, target);
    let [members, public, departments] = row.heads;
    if members + public + departments > 0 {
        let heads = sentence::attendance(lang, members, public, departments);
        paper.under(Tone::Dim, 2, &heads, target);
    }
}

/// The lines of a record, of one issue or of all.
pub(crate) fn record(
    state: &State,
    world: &World,
    session: &Session,
    only: Option<IssueId>,
    paper: &mut Paper,
) {
    // On its own page each line can be meant; elsewhere they lead there.
    let own = Some(Subject::Session(session.id));
    let is_its_page =
        matches!(state.pages.last(), Some(Page::Reader(it)) if Some(it.subject) == own);
    for (number, line) in session
        .lines
        .iter()
        .enumerate()
        .filter_map(|(at, id)| world.line(*id).map(|line| (at + 1, line)))
    {
        let facts = &line.facts;
        if only.is_some() && facts.issue.is_some() && facts.issue != only {
            continue;
        }
        let tone = match facts.kind {
            _ if line.struck => Tone::Dim,
            LineKind::Agreed => Tone::Success,
            LineKind::Commitment => Tone::Accent,
            LineKind::Topic => Tone::Title,
            LineKind::Question | LineKind::Reply | LineKind::Statement => Tone::Text,
        };
        let mut head = vec![span(Tone::Dim, format!("{number:>2} "))];
        let mut body: Vec<Span> = Vec::new();
        if state.medium.is_here() {
            let shown = span(tone, format!("{} ", facts.kind.shown_in(state.lang)));
            match state.lang {
                Lang::Zh => head.push(shown),
                // A word is long: what wraps does not stand beneath it.
                Lang::En => body.push(shown),
            }
        } else {
            // There is room for the time and the whole word.
            let at = facts.at.map(|at| format!("{} ", clock_time(at))).unwrap_or_default();
            head.push(span(Tone::Key, at));
            head.push(span(tone, format!("{} ", facts.kind.label(state.lang))));
        }
        if only.is_none() {
            body.extend(item_mark(session, line).map(|mark| span(Tone::Dim, mark)));
        }
        if let Some(name) = facts.speaker.and_then(|id| state.catalog.people.get(&id)) {
            body.push(span(Tone::Dim, format!("{}{}", name.name, state.say("：", ": "))));
        }
        body.push(span(if line.struck { Tone::Dim } else { Tone::Text }, facts.text.clone()));
        if line.struck {
            body.push(span(Tone::Warning, state.say("（已划去）", " (struck)")));
        } else if line.is_added_late() {
            body.push(span(Tone::Warning, state.say("（会后补记）", " (added later)")));
        } else if line.is_corrected() {
            body.push(span(Tone::Warning, state.say("（会后更正）", " (corrected)")));
        }
        let target = if is_its_page { line.id.into() } else { session.id.into() };
        paper.item(head, &body, 5, Some(target));
    }
    for item in &session.agenda {
        if only.is_none_or(|only| only == item.issue)
            && let Some(on) = &item.no_consensus
        {
            let words = state.say("未达成共识", "No consensus");
            let words = if on.is_empty() {
                words.to_owned()
            } else {
                format!("{words}{}{on}", state.say("：", ": "))
            };
            paper.under(Tone::Warning, 3, &words, Some(session.id.into()));
        }
    }
}
