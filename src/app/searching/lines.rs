//! What the search page shows: what is said below its line, and a line for each row.

use super::{Row, is_said_within};
use crate::app::context::named;
use crate::app::filter::near_words;
use crate::app::found::{self, Finding, Findings, Where};
use crate::app::page::{Span, Tone, span};
use crate::app::picture;
use crate::app::state::{State, StoreState};
use crate::command::Catalog;
use crate::command::fill::Directory;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId};
use crate::domain::session::SessionStatus;
use crate::i18n::sentence::counted;
use crate::i18n::{Label, Lang, Text, Wording};
use std::ops::Range;

/// What is said below the line: how much there is, and what is still missing.
pub(crate) fn about_it(state: &State) -> Vec<Span> {
    let searching = &state.searching;
    let lang = state.lang;
    let mut spans = Vec::new();
    if searching.editor.text().trim().is_empty() {
        let words = state.say(
            "打几个词，都有的才列出；“引号”里的照原样找；姓名、标题也可打拼音首字母",
            "All words have to be there; a \"phrase\" as it is written; names by initials, too",
        );
        return vec![span(Tone::Dim, words)];
    }
    if let Some(fault) = searching.faults().first() {
        return vec![span(Tone::Warning, fault.words(lang))];
    }
    if let Some(fault) = searching.unfinished() {
        spans.push(span(Tone::Dim, format!("{}  ", fault.words(lang))));
    }
    let Findings { best, total, is_near } = &searching.findings;
    if *is_near {
        spans.push(span(Tone::Warning, format!("{}  ", near_words(state))));
    }
    let (shown, entries) = (best.len(), searching.entries().1);
    let words = match (lang, *total) {
        (Lang::Zh, total) if searching.is_part() => format!("已找到 {total} 处，还在找…"),
        (Lang::En, total) if searching.is_part() => {
            format!("{} so far; still looking…", places_words(total))
        }
        (_, 0) if searching.has_failed() => {
            state.say("查找时出错了", "looking for it failed").to_owned()
        }
        (_, 0) if state.store == StoreState::Opening => Text::MarkLoading.label(lang).to_owned(),
        (Lang::Zh, 0) if state.indexing.is_some() => "目前没有找到".to_owned(),
        (Lang::En, 0) if state.indexing.is_some() => "nothing so far".to_owned(),
        (Lang::Zh, 0) if !searching.is_asking() => "没有找到".to_owned(),
        (Lang::En, 0) if !searching.is_asking() => "nothing was found".to_owned(),
        (_, 0) => String::new(),
        (Lang::Zh, total) if total > shown => {
            format!("共 {total} 处，列出前 {shown} 处，合为 {entries} 条")
        }
        (Lang::En, total) if total > shown => {
            let (places, entries) = (places_words(total), entries_words(entries));
            format!("{places}, the first {shown} listed, in {entries}")
        }
        (Lang::Zh, total) if total > entries => format!("共 {total} 处，合为 {entries} 条"),
        (Lang::En, total) if total > entries => {
            format!("{} in {}", places_words(total), entries_words(entries))
        }
        (Lang::Zh, total) => format!("共 {total} 处"),
        (Lang::En, total) => places_words(total),
    };
    spans.push(span(Tone::Dim, words));
    if let Some(percent) = state.indexing {
        let words = match lang {
            Lang::Zh => format!("  索引建立中 {percent} %，后面还会有"),
            Lang::En => format!("  the index is {percent} % built; more may come"),
        };
        spans.push(span(Tone::Warning, words));
    } else if searching.is_asking() && !searching.is_part() {
        spans.push(span(Tone::Dim, state.say("  正在查全文…", "  looking through the texts…")));
    }
    spans
}

fn places_words(count: usize) -> String {
    counted(count, "place", "places")
}

fn entries_words(count: usize) -> String {
    counted(count, "entry", "entries")
}

/// A row as it is shown.
pub(crate) fn line(state: &State, row: Row) -> Vec<Span> {
    match row {
        Row::Head { about, own, more } => {
            let own = own.and_then(|at| state.searching.finding(at));
            head(state, about, own, more)
        }
        Row::Part(at) => state.searching.finding(at).map_or_else(Vec::new, |it| part(state, it)),
    }
}

fn head(state: &State, about: EntityId, own: Option<&Finding>, more: usize) -> Vec<Span> {
    let lang = state.lang;
    let catalog: &Catalog = &state.catalog;
    let mut spans = match about.kind {
        EntityKind::Issue => {
            let row = IssueId::try_from(about).ok().and_then(|id| catalog.issues.get(&id));
            let status = row.map_or(("", Tone::Dim), |row| {
                (row.status.short(lang), picture::status_tone(row.status))
            });
            vec![span(status.1, format!("{} ", status.0))]
        }
        EntityKind::Session => {
            let row = SessionId::try_from(about).ok().and_then(|id| catalog.sessions.get(&id));
            let day = row.as_ref().map(|row| row.on.words(lang)).unwrap_or_default();
            let tone = match row.map(|row| row.status) {
                Some(SessionStatus::Cancelled) => Tone::Exited,
                _ => Tone::Accent,
            };
            vec![span(tone, format!("{} {day} ", about.kind.short(lang)))]
        }
        kind => vec![span(Tone::Accent, format!("{} ", kind.short(lang)))],
    };
    match own.filter(|it| it.at.is_name()) {
        Some(own) => spans.extend(marked(&own.text, &own.marked, Tone::Title)),
        None => spans.push(span(Tone::Title, named(catalog, about))),
    }
    if matches!(about.kind, EntityKind::Issue | EntityKind::Session) {
        let number = Directory::name(catalog, about).unwrap_or_default();
        spans.push(span(Tone::Dim, format!("  {number}")));
    }
    let is_short =
        |it: &&Finding| !it.at.is_name() && it.at != Where::Number && !is_said_within(it);
    if let Some(own) = own.filter(is_short) {
        spans.push(span(Tone::Dim, format!("  {} ", found::place_words(own.at, lang))));
        spans.extend(marked(&own.text, &own.marked, Tone::Text));
    }
    if more > 0 {
        let words = match lang {
            Lang::Zh => format!("  另有 {more} 处"),
            Lang::En => format!("  {more} more"),
        };
        spans.push(span(Tone::Dim, words));
    }
    spans
}

fn part(state: &State, finding: &Finding) -> Vec<Span> {
    let lang = state.lang;
    let mut spans = vec![span(Tone::Dim, format!("   {} ", found::place_words(finding.at, lang)))];
    let day = found::day_words(finding, lang);
    if finding.id.kind == EntityKind::Line && !day.is_empty() {
        spans.push(span(Tone::Dim, format!("{day} ")));
    }
    spans.extend(marked(&finding.text, &finding.marked, Tone::Text));
    spans
}

/// A text with what was found of it standing out.
fn marked(text: &str, found: &[Range<usize>], tone: Tone) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    let mut put = |tone, range: Range<usize>| {
        let piece = text.get(range).unwrap_or_default();
        if !piece.is_empty() {
            spans.push(span(tone, piece));
        }
    };
    for range in found {
        put(tone, at..range.start);
        put(Tone::Match, range.clone());
        at = range.end;
    }
    put(tone, at..text.len());
    spans
}
