//! Finding by words: what is called so, and where it is said. What the full text does not have yet is
//! brought up to date before.

use super::error::CliError;
use super::json::{name_of, span};
use super::output::Output;
use super::{Call, close, today};
use crate::app::context::named;
use crate::app::found::{self, Asked, Finding, Findings, Waiting, Where};
use crate::command::query::{Query, Reading, Ready, Term, Test};
use crate::command::{Catalog, Directory};
use crate::domain::id::{CommitmentId, EntityId, EntityKind, IssueId};
use crate::domain::priority::Terms;
use crate::i18n::{Label, Lang};
use crate::search::text::{self, Found, Index};
use crate::shell::desk::Desk;
use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::ops::Range;

/// What is looked for.
pub(super) const WORDS: &str = "words";
/// How many are listed.
pub(super) const LIMIT: &str = "limit";
/// Of which kind.
pub(super) const KIND: &str = "kind";
/// How many are listed where nobody says.
const USUAL: usize = 50;

/// What can be found.
pub(super) const KINDS: [EntityKind; 7] = [
    EntityKind::Issue,
    EntityKind::Line,
    EntityKind::Commitment,
    EntityKind::Session,
    EntityKind::Person,
    EntityKind::Department,
    EntityKind::Studio,
];

/// Finds and prints.
pub(super) fn run(
    call: &Call<'_>,
    words: &ArgMatches,
    output: &mut Output,
) -> Result<(), CliError> {
    let typed: Vec<&str> =
        words.get_many::<String>(WORDS).unwrap_or_default().map(String::as_str).collect();
    let typed = typed.join(" ");
    let kind = words.get_one::<String>(KIND).and_then(|word| kind_from(word));
    let most = words.get_one::<u32>(LIMIT).map_or(USUAL, |limit| *limit as usize);
    let mut desk = call.open(output)?;
    let today = today(desk.lists())?;
    let Reading { query, .. } = read(call.lang, &desk, &typed, today)?;
    let day = Terms::of(desk.settings(), desk.calendar(), today);
    let ready = Ready::new(&query, desk.catalog().into(), &day);
    let words = query.said(&ready, desk.catalog());
    let said = said(call, &mut desk, &words, (kind, most), output)?;
    let asked = Asked { catalog: desk.catalog(), index: None, query: &query, day, kind, most };
    let mut waiting = Waiting { is_gone: &|| false, tell: None };
    let called = asked.called(&ready, &mut waiting).unwrap_or_default();
    let near = || asked.near(&|| false);
    let mut found = found::findings(desk.catalog(), (&called, near), Some(&said), most);
    if output.is_json() {
        // People see what is near; scripts get what is so.
        if found.is_near {
            found = Findings::default();
        }
        let hits: Vec<Value> = found.best.iter().map(|it| hit(desk.catalog(), it)).collect();
        output.value(&json!({"hits": hits, "total": found.total}))?;
    } else {
        tell(desk.catalog(), &found, call.lang, output)?;
    }
    close(desk)
}

/// Reads what is looked for, as the filter does.
///
/// # Errors
/// [`CliError::Query`] where something of it is not understood, [`CliError::Usage`] where it asks for nothing.
fn read(lang: Lang, desk: &Desk, typed: &str, today: NaiveDate) -> Result<Reading, CliError> {
    let reading = Query::read(typed, today);
    let faults = reading.told_as_whole(desk.catalog());
    if !faults.is_empty() {
        return Err(CliError::Query { text: typed.to_owned(), faults });
    }
    let query = &reading.query;
    let is_limit = |term: &Term| term.negated || matches!(term.test, Test::Key(..));
    let has_word = query.words().any(|word| word.chars().any(char::is_alphanumeric));
    if !has_word && !query.terms.iter().any(is_limit) {
        let message = lang.pick(
            "没有要找的词：请写一个字、词或“短语”，例如 tanshi search 停车难。",
            "There is no word to look for: give a word or a \"phrase\", such as tanshi search parking.",
        );
        return Err(CliError::Usage { message: message.to_owned(), more: Vec::new() });
    }
    Ok(reading)
}

/// The kind with this word, as [`KINDS`] offers it.
fn kind_from(word: &str) -> Option<EntityKind> {
    KINDS.into_iter().find(|kind| kind.word() == word)
}

/// What is said, out of a full text that has everything.
fn said(
    call: &Call<'_>,
    desk: &mut Desk,
    query: &text::Query,
    (kind, limit): (Option<EntityKind>, usize),
    output: &mut Output,
) -> Result<Found, CliError> {
    let owner = desk.text_owner();
    // Where no folder can be made, everything is looked at in memory.
    let mut index = match desk.store().search_folder() {
        Ok(folder) => Index::open(&folder, owner),
        Err(_unwritable) => Index::in_memory(owner),
    };
    for is_again in [false, true] {
        let mut told = 0;
        desk.bring_up_to_date(&mut index, |percent| {
            if percent >= told {
                output.notice(&making_words(percent, call.lang));
                told = percent - percent % 20 + 20;
            }
        })?;
        match index.find(query, kind, limit) {
            Ok(found) => return Ok(found),
            // It was whole when it was opened; what it lacks now is looked for in memory.
            Err(_damaged) if !is_again => index = Index::in_memory(owner),
            Err(_damaged) => break,
        }
    }
    Ok(Found::default())
}

fn making_words(percent: u8, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("正在建立全文索引：{percent} %"),
        Lang::En => format!("Building the full-text index: {percent} %"),
    }
}

fn hit(catalog: &Catalog, finding: &Finding) -> Value {
    // A line has no title of its own.
    let is_spoken = finding.id.kind == EntityKind::Line;
    let titled = if is_spoken { finding.about() } else { finding.id };
    json!({
        "kind": finding.id.kind.word(),
        "id": super::output::entity_id(finding.id),
        "number": number(catalog, finding.id),
        "title": super::json::text(&named(catalog, titled)),
        "where": finding.at.key(),
        "text": finding.text,
        "ranges": ranges(finding),
        "date": span(finding.on),
        "issue": name_of(catalog, finding.issue),
        "session": name_of(catalog, finding.session),
    })
}

/// Numbers of issues and sessions, labels of commitments, codes of studios.
fn number(catalog: &Catalog, id: EntityId) -> Value {
    match id.kind {
        EntityKind::Issue | EntityKind::Session => super::json::name(catalog, id),
        EntityKind::Commitment => {
            let row = CommitmentId::try_from(id).ok().and_then(|id| catalog.commitments.get(&id));
            row.map_or(Value::Null, |row| Value::String(catalog.commitment_label(&row)))
        }
        _ => Value::Null,
    }
}

/// What was found of the text, in characters: a script does not count bytes.
fn ranges(finding: &Finding) -> Vec<[usize; 2]> {
    let until = |byte: usize| finding.text.get(..byte).map_or(0, |text| text.chars().count());
    finding.marked.iter().map(|Range { start, end }| [until(*start), until(*end)]).collect()
}

/// The text with what was found of it between brackets.
fn marked(finding: &Finding, lang: Lang) -> String {
    let (open, close) = (lang.pick("【", "["), lang.pick("】", "]"));
    let mut text = String::new();
    let mut at = 0;
    for Range { start, end } in &finding.marked {
        text.push_str(finding.text.get(at..*start).unwrap_or_default());
        text.push_str(open);
        text.push_str(finding.text.get(*start..*end).unwrap_or_default());
        text.push_str(close);
        at = *end;
    }
    text.push_str(finding.text.get(at..).unwrap_or_default());
    text
}

/// Prints what was found by what it is about: a line for that, and one for each that belongs to it.
fn tell(
    catalog: &Catalog,
    found: &Findings,
    lang: Lang,
    output: &mut Output,
) -> Result<(), CliError> {
    let (findings, total) = (found.best.as_slice(), found.total);
    if findings.is_empty() {
        output.note(lang.pick("没有找到。", "Nothing was found."));
        return Ok(());
    }
    if found.is_near {
        output.note(
            lang.pick(
                "没有完全相符的，列的是相近的。",
                "Nothing matches exactly; these are close.",
            ),
        );
    }
    for group in found::grouped(findings) {
        let own = group.own.and_then(|at| findings.get(at));
        output.line(&head(catalog, group.about, own, lang))?;
        if let Some(own) = own.filter(|it| !it.at.is_name()) {
            output.line(&under(catalog, own, lang))?;
        }
        for part in group.parts.iter().filter_map(|at| findings.get(*at)) {
            output.line(&under(catalog, part, lang))?;
        }
    }
    if total > findings.len() {
        let shown = findings.len();
        output.note(&match lang {
            Lang::Zh => format!("共 {total} 处，列出 {shown} 处；--limit 可以多列。"),
            Lang::En => format!("{shown} of {total} are listed; --limit lists more."),
        });
    }
    Ok(())
}

/// What something is called: number and title, or kind and name.
fn head(catalog: &Catalog, about: EntityId, own: Option<&Finding>, lang: Lang) -> String {
    let named_so = own.filter(|it| it.at.is_name() || it.at == Where::Number);
    let title = match named_so {
        Some(own) if own.at.is_name() => marked(own, lang),
        _ => named(catalog, about),
    };
    match about.kind {
        EntityKind::Issue => {
            let row = IssueId::try_from(about).ok().and_then(|id| catalog.issues.get(&id));
            let status = row.map(|row| row.status.label(lang)).unwrap_or_default();
            let number = Directory::name(catalog, about).unwrap_or_default();
            format!("{number}  {title}  {status}")
        }
        EntityKind::Session => {
            let number = Directory::name(catalog, about).unwrap_or_default();
            let on = own.map(|it| found::day_words(it, lang)).unwrap_or_default();
            format!("{number}  {title}  {on}").trim_end().to_owned()
        }
        kind => format!("{}  {title}", kind.label(lang)),
    }
}

/// What belongs to it: where it is said, when, and the words.
fn under(catalog: &Catalog, finding: &Finding, lang: Lang) -> String {
    let label = match finding.id.kind {
        EntityKind::Commitment => number(catalog, finding.id).as_str().map(str::to_owned),
        _ => None,
    };
    let day = found::day_words(finding, lang);
    let at = found::place_words(finding.at, lang);
    let words = [label.unwrap_or_default(), at.to_owned(), day, marked(finding, lang)];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    format!("  {}", words.join("  "))
}
