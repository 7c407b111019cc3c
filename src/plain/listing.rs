//! Lists with numbers: what stands in each, ten at a time. A number that was heard once stays the same as
//! one goes on.

use super::chosen::{self, Act};
use super::dialogue::Dialogue;
use super::here::{Here, Root, What};
use super::{rows, spoken, verbs};
use crate::app::cockpit;
use crate::app::context::{Known, named};
use crate::app::figures;
use crate::app::filter;
use crate::app::lists::ListKind;
use crate::app::reader::{self, Subject};
use crate::app::searching;
use crate::app::state::{Overlay, Page, State};
use crate::app::today::{next_words, tiers};
use crate::app::views;
use crate::app::welcome;
use crate::app::workbench;
use crate::command::report::row_entity;
use crate::domain::id::{EntityId, SessionId};
use crate::domain::row::SessionRow;
use crate::domain::session::SessionStatus;
use crate::domain::today::{Entry, Section};
use crate::i18n::wording::{reasons_in_year, sitting_text};
use crate::i18n::{Label, Lang, sentence};
use chrono::Datelike;
use std::cmp::Reverse;

/// How many rows are told at once.
const AT_ONCE: usize = 10;

/// A list with numbers.
pub(super) struct Listing<'s> {
    /// What it is, and what else is to be known before the rows.
    pub(super) head: Vec<String>,
    /// How many rows it has.
    pub(super) total: usize,
    /// A row without its number, by its place; before it what begins there.
    pub(super) row: Box<dyn Fn(usize) -> (Option<String>, String) + 's>,
}

impl<'s> Listing<'s> {
    fn of(title: &str, total: usize, row: impl Fn(usize) -> String + 's) -> Self {
        let row = move |at| (None, row(at));
        Self { head: vec![title.to_owned()], total, row: Box::new(row) }
    }

    fn ids(state: &'s State, title: &str, ids: Vec<EntityId>) -> Self {
        let total = ids.len();
        Self::of(title, total, move |at| {
            ids.get(at).map(|id| rows::of(state, *id)).unwrap_or_default()
        })
    }

    fn with(mut self, words: Option<String>) -> Self {
        self.head.extend(words);
        self
    }
}

/// The list that one is in.
pub(super) fn listing<'s>(dialogue: &Dialogue, state: &'s State, here: Here) -> Listing<'s> {
    let t = |zh, en| state.say(zh, en);
    match here {
        Here::Root(Root::Home) => home(state),
        Here::Root(Root::Issues) => issues(state),
        Here::Root(Root::Studios) => {
            let ids = state.workbench.studios.iter().map(|id| (*id).into()).collect();
            Listing::ids(state, t("工作室", "Studios"), ids)
        }
        Here::Root(Root::Sessions) => {
            let ids = sessions(state).into_iter().map(EntityId::from).collect();
            Listing::ids(
                state,
                t(
                    "协商议事会，要开的在前，开过的在后",
                    "Sessions, what is to come first, then what was held",
                ),
                ids,
            )
        }
        Here::Root(Root::Views) => {
            Listing::of(t("保存的视图", "Saved views"), state.views.all().len(), move |at| {
                let label = state.views.get(at).map(|it| it.label(state.lang)).unwrap_or_default();
                let query = state.views.get(at).map(|it| it.query_in(state.lang));
                let count = views::count(state, at).map(|it| it.to_string());
                let parts = [label, query.unwrap_or_default(), &count.unwrap_or_default()];
                rows::joined(&parts, state.lang)
            })
        }
        Here::Over(What::Verbs) => verbs_here(dialogue, state),
        Here::Over(What::Mentioned) => {
            let ids = mentioned(state);
            Listing::ids(state, t("这一页说到的", "What this page tells of"), ids)
        }
        Here::Over(What::Counted) => {
            let stops = figures::stops(state);
            let words = "每个数字打开它数到的";
            let title = t(words, "Each number opens what it counts");
            Listing::of(title, stops.len(), move |at| {
                let words = stops.get(at).and_then(|it| figures::words_of(state, it));
                spoken::text(&words.unwrap_or_default(), state.lang)
            })
        }
        Here::Today => today(state),
        Here::Closing(session) => closing(state, session),
        Here::List(kind) => list(state, kind),
        Here::Search => search(state),
        Here::Rows => figure_rows(state),
        Here::Pick => pick(state),
        Here::Choose => choose(state),
        Here::Shut
        | Here::Page(_)
        | Here::Figures
        | Here::Floor(..)
        | Here::Form
        | Here::Question => Listing::of("", 0, |_| String::new()),
    }
}

/// Tells the next rows, the head first at the beginning.
pub(super) fn tell(dialogue: &mut Dialogue, state: &State, here: Here) -> Vec<String> {
    let lang = state.lang;
    let (from, mut lines) = (dialogue.told_to(here), Vec::new());
    let list = listing(dialogue, state, here);
    if from == 0 {
        lines.extend(list.head.iter().cloned());
        if list.total == 0 && !matches!(here, Here::Closing(_) | Here::Search) {
            lines.push(state.say("没有。", "None.").to_owned());
        }
    } else if from >= list.total {
        let words = "到底了。号码选，0 返回，. 从头再听";
        lines.push(
            state
                .say(words, "That was all. A number chooses, 0 goes back, . begins again")
                .to_owned(),
        );
    }
    let to = (from + AT_ONCE).min(list.total);
    for at in from..to {
        let (section, row) = (list.row)(at);
        lines.extend(section);
        lines.push(numbered(at, &row));
    }
    let left = list.total.saturating_sub(to);
    if left > 0 {
        lines.push(match lang {
            Lang::Zh => format!("还有 {left} 项，回车继续"),
            Lang::En => format!("{left} more; Enter goes on"),
        });
    }
    let to = if to > from { to } else { from };
    drop(list);
    dialogue.set_told_to(here, to);
    dialogue.set_heard(here, ids(state, here, to));
    lines
}

/// What the first rows of a list stand for, where they are entries of the data.
pub(super) fn ids(state: &State, here: Here, most: usize) -> Vec<EntityId> {
    match here {
        Here::Root(Root::Issues) => {
            let shown = 0..state.workbench.shown.len().min(most);
            shown.filter_map(|at| workbench::issue_at(state, at)).map(EntityId::from).collect()
        }
        Here::Root(Root::Studios) => {
            state.workbench.studios.iter().take(most).map(|id| (*id).into()).collect()
        }
        Here::Root(Root::Sessions) => {
            sessions(state).into_iter().take(most).map(EntityId::from).collect()
        }
        Here::Today => pressing(state).iter().take(most).map(|(_, it)| entry_id(it)).collect(),
        Here::Closing(session) => {
            loose(state, session).into_iter().take(most).map(|(id, _)| id).collect()
        }
        Here::List(_) => match state.pages.last() {
            Some(Page::List(page)) => page.ids.iter().take(most).copied().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A row with its number.
pub(super) fn numbered(at: usize, row: &str) -> String {
    format!("{} {row}", at + 1)
}

/// Where one is again: of a short menu everything, of a long list its name.
pub(super) fn brief(dialogue: &mut Dialogue, state: &State, here: Here) -> Vec<String> {
    if here == Here::Root(Root::Home) && !state.is_first_run() {
        dialogue.set_told_to(here, 0);
        return vec![
            state
                .say("回到首页，回车听有什么", "Back at the start; Enter tells what there is")
                .to_owned(),
        ];
    }
    let list = listing(dialogue, state, here);
    if list.total <= AT_ONCE && !matches!(here, Here::Root(Root::Home)) {
        drop(list);
        dialogue.set_told_to(here, 0);
        return tell(dialogue, state, here);
    }
    let told = dialogue.told_to(here);
    let title = list.head.first().cloned().unwrap_or_default();
    vec![match state.lang {
        Lang::Zh => format!("回到：{title}。听到第 {told} 项，回车继续，. 从头听"),
        Lang::En => format!("Back to: {title}. Heard up to {told}; Enter goes on, . begins again"),
    }]
}

fn home(state: &State) -> Listing<'_> {
    let acts = chosen::home(state);
    let total = acts.len();
    let mut head = Vec::new();
    if state.is_first_run() {
        let lines = welcome::lines(state, reader::UNWRAPPED);
        head.extend(lines.iter().take(3).map(|it| spoken::line(it, state.lang)));
    } else {
        head.push(state.say("首页", "Start").to_owned());
        let studio = state.scope().map(|id| named(&state.catalog, id.into()));
        head.extend(studio.map(|name| format!("{}{name}", state.say("只看：", "Only: "))));
    }
    let words = "打号码再回车；? 帮助，0 退出";
    head.push(state.say(words, "Type a number and Enter; ? helps, 0 quits").to_owned());
    let row = move |at: usize| acts.get(at).map(|act| act_words(state, *act)).unwrap_or_default();
    Listing { head, total, row: Box::new(move |at| (None, row(at))) }
}

fn act_words(state: &State, act: Act) -> String {
    let count = |label: &str, count: usize| match state.lang {
        Lang::Zh => format!("{label}，{count}"),
        Lang::En => format!("{label}, {count}"),
    };
    match act {
        Act::Command(command) => command.label.get(state.lang).to_owned(),
        Act::Today(total) => count(state.say("今天要办", "Today"), total),
        Act::Root(Root::Home) => state.say("首页", "Start").to_owned(),
        Act::Root(Root::Issues) => count(state.say("议题", "Issues"), state.workbench.shown.len()),
        Act::Root(Root::Studios) => {
            count(state.say("工作室", "Studios"), state.workbench.studios.len())
        }
        Act::Root(Root::Sessions) => {
            let total = state.catalog.sessions_of(state.scope()).count();
            count(state.say("协商议事会", "Sessions"), total)
        }
        Act::Root(Root::Views) => state.say("保存的视图", "Saved views").to_owned(),
    }
}

fn issues(state: &State) -> Listing<'_> {
    let (lang, bench) = (state.lang, &state.workbench);
    let total = bench.shown.len();
    let mut title = match lang {
        Lang::Zh => format!("议题，{total} 件"),
        Lang::En => format!("Issues, {total}"),
    };
    let studio = state.scope().map(|id| named(&state.catalog, id.into())).unwrap_or_default();
    let open_only = if bench.open_only { state.say("只看未办结", "open only") } else { "" };
    title = rows::joined(&[&title, &studio, open_only], lang);
    let filter = bench.filter.text().trim();
    let filter = (!filter.is_empty()).then(|| match lang {
        Lang::Zh => format!("筛选：{filter}；0 取消筛选"),
        Lang::En => format!("Filter: {filter}; 0 takes it off"),
    });
    let note = match filter::hint(state) {
        Some(filter::Hint::Fault(fault) | filter::Hint::Unfinished(fault)) => {
            Some(fault.words(lang))
        }
        Some(filter::Hint::Near) => Some(filter::near_words(state).to_owned()),
        Some(filter::Hint::Next(_) | filter::Hint::How) | None => None,
    };
    let row = |at: usize| {
        let issue = workbench::issue_at(state, at);
        issue.map(|id| rows::of(state, id.into())).unwrap_or_default()
    };
    Listing::of(&title, total, row).with(filter).with(note)
}

/// The sessions of the studio that lists are narrowed to: what goes on, what is to come, the next first, and
/// then what was held, the latest first.
pub(super) fn sessions(state: &State) -> Vec<SessionId> {
    let is_ahead = |row: &SessionRow| {
        matches!(row.status, SessionStatus::Planned) || cockpit::is_going_on(row)
    };
    let rows = state.catalog.sessions_of(state.scope());
    let (mut ahead, mut past): (Vec<_>, Vec<_>) = rows.partition(is_ahead);
    ahead.sort_by_key(|row| (!cockpit::is_going_on(row), row.on, row.id));
    past.sort_by_key(|row| (Reverse(row.on), row.id));
    ahead.into_iter().chain(past).map(|row| row.id).collect()
}

fn verbs_here<'s>(dialogue: &Dialogue, state: &'s State) -> Listing<'s> {
    let called = dialogue.over.last().map(|it| it.called.clone()).unwrap_or_default();
    let offers = verbs::offers(state, &called);
    let about = chosen::about(state);
    let title = match (called.is_empty(), state.lang) {
        (true, Lang::Zh) => "这里能办的".to_owned(),
        (true, Lang::En) => "What can be done here".to_owned(),
        (false, Lang::Zh) => format!("叫“{called}”的"),
        (false, Lang::En) => format!("Called “{called}”"),
    };
    let title = rows::joined(&[&title, &about], state.lang);
    Listing::of(&title, offers.len(), move |at| {
        offers.get(at).map(|it| it.words(state)).unwrap_or_default()
    })
}

/// What a page tells of that can be opened or acted on, in the order of its lines.
pub(super) fn mentioned(state: &State) -> Vec<EntityId> {
    let Some(Page::Reader(page)) = state.pages.last() else { return Vec::new() };
    let own = page.subject.entity();
    let mut ids: Vec<EntityId> = Vec::new();
    for id in reader::unwrapped(state, page.subject).iter().filter_map(|line| line.target) {
        let is_named = !named(&state.catalog, id).is_empty();
        if Some(id) != own && is_named && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// What presses, in order, each with the section that it begins.
pub(super) fn pressing(state: &State) -> Vec<(Option<(Section, String)>, Entry)> {
    let today = state.catalog.today(state.scope(), &state.terms());
    let mut all = Vec::new();
    for (section, entries) in today.sections {
        let title = sentence::section(state.lang, section.label(state.lang), entries.len());
        let title = rows::joined(&[&title, &tiers(state.lang, &entries)], state.lang);
        let mut head = Some((section, spoken::text(&title, state.lang)));
        all.extend(entries.into_iter().map(|entry| (head.take(), entry)));
    }
    all
}

/// What something that presses is about.
pub(super) fn entry_id(entry: &Entry) -> EntityId {
    match entry {
        Entry::Issue { id, .. } => (*id).into(),
        Entry::Session { id, .. } => (*id).into(),
    }
}

fn today(state: &State) -> Listing<'_> {
    let (lang, terms) = (state.lang, state.terms());
    let entries = pressing(state);
    let total = entries.len();
    let title = match lang {
        Lang::Zh => format!("今天要办，{}，{total} 件", state.today),
        Lang::En => format!("Today, {}, {total}", state.today),
    };
    let words = "号码打开；n 加号码办下一步，如 n 1";
    let how = state.say(words, "A number opens; n and a number takes the next step: n 1");
    let assumed = terms.assumed(&state.calendar);
    let assumed = (!assumed.is_empty()).then(|| sentence::assumed_years(lang, &assumed));
    let row = move |at: usize| {
        let Some((head, entry)) = entries.get(at) else { return (None, String::new()) };
        let why = match entry {
            Entry::Issue { reasons, .. } => {
                let year = state.today.year();
                reasons_in_year(reasons, lang, &Known::of(state), year).join(state.say("；", "; "))
            }
            Entry::Session { sitting, .. } => sitting_text(*sitting, lang),
        };
        let next = state.catalog.next(entry, &terms).map(|next| next_words(next, lang));
        let next = next.map(|it| format!("{}{it}", state.say("下一步：", "next: ")));
        let title = named(&state.catalog, entry_id(entry));
        let row = rows::joined(&[&title, &why, &next.unwrap_or_default()], lang);
        (head.as_ref().map(|(_, words)| format!("{words}{}", state.say("：", ":"))), row)
    };
    let mut list = Listing { head: vec![title], total, row: Box::new(row) };
    if total > 0 {
        list.head.push(how.to_owned());
    }
    list.with(assumed)
}

/// What is loose before closing, by what each is settled at.
pub(super) fn loose(state: &State, session: SessionId) -> Vec<(EntityId, String)> {
    let lines = reader::unwrapped(state, Subject::Closing(session));
    let anchors = lines.iter().filter(|line| line.anchor);
    let told = anchors.filter_map(|it| Some((it.target?, spoken::line(it, state.lang))));
    let is_loose = |(_, line): &(EntityId, String)| !line.is_empty();
    told.filter(is_loose).collect()
}

fn closing(state: &State, session: SessionId) -> Listing<'_> {
    let lines = reader::unwrapped(state, Subject::Closing(session));
    let mut rows: Vec<(Option<String>, String)> = Vec::new();
    let mut head = Vec::new();
    let mut before: Option<String> = None;
    for line in &lines {
        let words = spoken::line(line, state.lang);
        match (line.anchor && line.target.is_some(), words.is_empty()) {
            (_, true) => {}
            (true, _) => rows.push((before.take(), words)),
            (false, _) if line.target.is_some() => {
                if let Some((_, last)) = rows.last_mut() {
                    let is_ended = last.ends_with(['。', '.']);
                    let between = match state.lang {
                        _ if !is_ended => state.say("：", ": "),
                        Lang::Zh => "",
                        Lang::En => " ",
                    };
                    last.push_str(between);
                    last.push_str(&words);
                }
            }
            (false, _) if rows.is_empty() && before.is_none() => head.push(words),
            (false, _) => {
                let joined = before.take().map(|it| format!("{it}\n{words}"));
                before = Some(joined.unwrap_or(words));
            }
        }
    }
    head.extend(before.take());
    let words = "号码去补；c 散会；0 回到会场";
    let english = "A number goes there; c closes the session; 0 goes back to the floor";
    head.push(state.say(words, english).to_owned());
    let total = rows.len();
    let row = move |at: usize| rows.get(at).cloned().unwrap_or_default();
    Listing { head, total, row: Box::new(row) }
}

fn list(state: &State, kind: ListKind) -> Listing<'_> {
    let Some(Page::List(page)) = state.pages.last() else {
        return Listing::of("", 0, |_| String::new());
    };
    let label = match kind {
        ListKind::Commitments => state.say("承办事项", "Commitments"),
        ListKind::People => state.say("人员", "People"),
        ListKind::Departments => state.say("部门单位", "Departments"),
    };
    let title = rows::joined(&[label, &page.ids.len().to_string()], state.lang);
    let filter = page.filter.text().trim();
    let filter = (!filter.is_empty()).then(|| match state.lang {
        Lang::Zh => format!("筛选：{filter}；0 取消筛选"),
        Lang::En => format!("Filter: {filter}; 0 takes it off"),
    });
    let fault = page.fault().or_else(|| page.unfinished()).map(|it| it.words(state.lang));
    let near = page.is_near.then(|| filter::near_words(state).to_owned());
    Listing::ids(state, &title, page.ids.clone()).with(filter).with(fault.or(near))
}

fn search(state: &State) -> Listing<'_> {
    let searching = &state.searching;
    let typed = searching.editor.text().trim();
    let title = if typed.is_empty() {
        let words = "查找：打要找的字、拼音或首字母，再回车";
        state.say(words, "Search: type words, and Enter").to_owned()
    } else {
        let about =
            searching::about_it(state).iter().map(|it| it.text.as_str()).collect::<String>();
        format!(
            "{}{typed}{}{}",
            state.say("查找：", "Search: "),
            state.say("。", ". "),
            spoken::text(&about, state.lang)
        )
    };
    Listing::of(&title, searching.rows.len(), move |at| {
        let spans = searching.rows.get(at).map(|row| searching::line(state, *row));
        let text: String = spans.iter().flatten().map(|it| it.text.as_str()).collect();
        spoken::text(&text, state.lang)
    })
}

fn figure_rows(state: &State) -> Listing<'_> {
    let Some(Page::Rows(page)) = state.pages.last() else {
        return Listing::of("", 0, |_| String::new());
    };
    let title = rows::joined(&[&page.title, &page.rows.len().to_string()], state.lang);
    Listing::of(&title, page.rows.len(), move |at| {
        page.rows
            .get(at)
            .map(|row| rows::of(state, row_entity(&state.catalog, *row)))
            .unwrap_or_default()
    })
}

fn pick(state: &State) -> Listing<'_> {
    let Some(Overlay::Pick(pick)) = state.overlays.last() else {
        return Listing::of("", 0, |_| String::new());
    };
    Listing::of(&spoken::text(&pick.title, state.lang), pick.entries.len(), move |at| {
        let entry = pick.entries.get(at);
        entry.map(|(_, label, note)| rows::joined(&[label, note], state.lang)).unwrap_or_default()
    })
}

fn choose(state: &State) -> Listing<'_> {
    let Some(Overlay::Choose(choose)) = state.overlays.last() else {
        return Listing::of("", 0, |_| String::new());
    };
    Listing::of(&choose.title, choose.entries.len(), move |at| {
        let entry = choose.entries.get(at);
        entry.map(|(label, note)| rows::joined(&[label, note], state.lang)).unwrap_or_default()
    })
}
