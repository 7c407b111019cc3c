//! A document before it is written: its words on a page, for which readers, and what is left blank.

use super::confirm::{Asked, Confirm};
use super::form::Form;
use super::input::{Effect, PaperWish};
use super::page::{Line, Paper, Tone, span};
use super::reader::Subject;
use super::state::{Overlay, Page, State, StoreState, ToastTone};
use super::{context, verbs};
use crate::command::Catalog;
use crate::command::Noun;
use crate::command::fill::Values;
use crate::command::screens::Ui;
use crate::document::{Copy, Kind, Piece};
use crate::domain::date::parse_day;
use crate::domain::id::{CommitmentId, EntityId, EntityKind};
use crate::domain::sealed::Tongue;
use crate::i18n::{Label, Lang, Text};
use chrono::Datelike;
use std::sync::Arc;

/// A document as it was put together last.
#[derive(Debug, Clone)]
pub(crate) struct Preview {
    /// What was wished for.
    pub(crate) wish: PaperWish,
    /// The rows that it was made of; others make another one.
    catalog: Arc<Catalog>,
    /// What it says, one after the other where there are several; nothing while it is put together.
    pub(crate) texts: Option<Vec<PaperText>>,
    /// Why there is none.
    pub(crate) fault: String,
}

/// What one document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperText {
    /// What a person should know before reading: what no document is written about. Empty with one.
    pub note: String,
    /// All of it, line by line.
    pub lines: Vec<String>,
    /// Whether its Word file follows the office's own template, which tells it otherwise than here.
    pub is_templated: bool,
    /// What is left blank, in words.
    pub blanks: Vec<String>,
    /// How it stands to its final versions, in words; nothing while there is none.
    pub standing: String,
    /// Whether it is final as it stands.
    pub is_final: bool,
    /// What changed since the newest final version, with a sign before each.
    pub changes: Vec<String>,
}

/// Where documents were written to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperPlaces {
    /// Their files, one after the other.
    pub paths: Vec<String>,
    /// What a person should know beside that, a sentence each.
    pub notes: Vec<String>,
}

/// The document of the page on top.
fn wished(state: &State) -> Option<PaperWish> {
    let Some(Page::Reader(reader)) = state.pages.last() else { return None };
    let Subject::Paper(of, piece) = reader.subject else { return None };
    // What goes into a calendar leaves the office.
    let copy = if piece == Piece::Calendar { Copy::Public } else { state.paper_copy };
    // What presses depends on the day of the letter.
    let dated = (piece == Piece::Document(Kind::FollowUp)).then_some(state.today);
    Some(PaperWish { piece, of, copy, dated, lang: state.lang })
}

/// Asks for the document that is shown, unless it is there or asked for.
pub(super) fn want(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(wish) = wished(state).filter(|_| state.store == StoreState::Open) else { return };
    let is_there = state
        .preview
        .as_ref()
        .is_some_and(|it| it.wish == wish && Arc::ptr_eq(&it.catalog, &state.catalog));
    if is_there {
        return;
    }
    let catalog = Arc::clone(&state.catalog);
    state.preview = Some(Preview { wish, catalog, texts: None, fault: String::new() });
    effects.push(Effect::Compose(wish));
}

/// Takes in what was put together, or why it was not.
pub(super) fn composed(state: &mut State, wish: PaperWish, result: Result<Vec<PaperText>, String>) {
    let Some(preview) = state.preview.as_mut().filter(|it| it.wish == wish) else { return };
    match result {
        Ok(texts) => preview.texts = Some(texts),
        Err(words) => preview.fault = words,
    }
    // The other copy may be shorter than the one that was read.
    super::motion::settle(state);
}

/// Opens the page of a document about what is meant here.
pub(super) fn open(state: &mut State, piece: Piece) {
    let of = match piece.is_about() {
        EntityKind::Issue => context::issue(state).map(EntityId::from),
        // Letters of a whole session, or of one issue.
        EntityKind::Commitment => session(state).or_else(|| context::issue(state).map(Into::into)),
        // Letters to the department under the cursor, or to all that have something pressing.
        EntityKind::Department => {
            context::targets(state, Noun::Department).first().copied().or(Some(EntityId::SETTINGS))
        }
        _ => session(state),
    };
    let Some(of) = of else {
        let words = state.say("请先选中一件议题或一场会议", "Select an issue or a session first");
        return state.toast(ToastTone::Notice, words);
    };
    super::motion::push_reader(state, Subject::Paper(of, piece));
}

/// What the form that makes a document final begins with: the one that is read.
pub(super) fn begin(state: &State, of: Option<EntityId>, values: &mut Values) {
    let is_letter = of.is_some_and(|of| of.kind == EntityKind::Commitment);
    let read = wished(state).and_then(|wish| wish.piece.document());
    let kind = if is_letter { Kind::Assignment } else { read.unwrap_or(Kind::Minutes) };
    if !is_letter && kind.is_sealed() {
        values.set("kind", kind.key());
    }
    if let Some(serial) = of.and_then(|of| next_number(state, of, kind, state.today.year())) {
        values.set("number", serial.to_string());
    }
    values.set("language", Tongue::from(state.lang).key());
}

/// The number that a form which makes a document final proposes, for the kind and the day that it says
/// by now; empty where it proposes none.
pub(super) fn proposed_number(state: &State, form: &Form) -> String {
    let said = |key: &str| form.fields.iter().find(|field| field.field.key == key);
    let kind = said("kind").and_then(|field| Kind::from_key(field.value().first()?));
    let kind = kind.unwrap_or(Kind::Assignment);
    let day = said("dated").and_then(|it| parse_day(it.editor.text(), state.today).ok());
    let year = day.unwrap_or(state.today).year();
    let next = form.target.and_then(|of| next_number(state, of, kind, year));
    next.map(|serial| serial.to_string()).unwrap_or_default()
}

/// The number that an office with a code gives next in a year to what goes out; what has one keeps it.
fn next_number(state: &State, of: EntityId, kind: Kind, year: i32) -> Option<u32> {
    let code = &state.settings.options.document_code;
    let goes_out = matches!(kind, Kind::Minutes | Kind::Notice | Kind::Assignment);
    // The letters of a session are about its commitments.
    let commitments = state
        .catalog
        .commitments
        .values()
        .filter(|row| kind == Kind::Assignment && row.session.map(EntityId::from) == Some(of));
    let has_number = |of| state.catalog.has_number(of, kind);
    let is_numbered =
        has_number(of) || commitments.into_iter().any(|row| has_number(row.id.into()));
    let is_next = goes_out && !code.is_empty() && !is_numbered;
    is_next.then(|| state.catalog.free_serial(code, year))
}

fn session(state: &State) -> Option<EntityId> {
    let latest = context::targets(state, Noun::Session);
    latest.first().copied()
}

/// The other readers: those outside the office, or those within.
pub(super) fn turn_copy(state: &mut State) {
    if wished(state).is_some_and(|wish| wish.piece == Piece::Calendar) {
        let words = state.say("日历只有公开版", "Calendars are public copies only");
        return state.toast(ToastTone::Notice, words);
    }
    state.paper_copy = match state.paper_copy {
        Copy::Public => Copy::Internal,
        Copy::Internal => Copy::Public,
    };
}

/// More letters than these are written after a question.
const LETTERS_UNASKED: usize = 3;

/// Has the document written that is shown; many letters only after a question.
pub(super) fn write(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(wish) = wished(state) else { return };
    // Only of these nobody knows before how many there are; a pack goes into a folder of its own.
    if !matches!(wish.piece, Piece::Document(Kind::Assignment | Kind::FollowUp)) {
        return effects.push(Effect::WritePaper(wish));
    }
    let shown = state.preview.as_ref().filter(|it| it.wish == wish);
    let Some(texts) = shown.and_then(|it| it.texts.as_ref()) else {
        let words =
            state.say("正在起草，请稍候再写", "It is being put together; write it in a moment");
        return state.toast(ToastTone::Notice, words);
    };
    let letters = texts.iter().filter(|text| !text.lines.is_empty()).count();
    if letters <= LETTERS_UNASKED {
        return effects.push(Effect::WritePaper(wish));
    }
    let copy = wish.copy.label(state.lang);
    let text = match state.lang {
        Lang::Zh => format!("写成 {letters} 份 Word 文件（{copy}），每个单位或事项一份？"),
        Lang::En => format!("Write {letters} Word files ({copy}), one for each letter?"),
    };
    let confirm = Confirm {
        title: state.say("写出文件", "Writing files").to_owned(),
        text,
        yes: state.say("写出", "Write"),
        no: state.say("取消", "Cancel"),
        asked: Asked::Write(wish),
        on_yes: false,
        offset: 0,
    };
    state.overlays.push(Overlay::Confirm(confirm));
}

/// Has the deadlines written of what is listed and still to be done.
pub(super) fn write_deadlines(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Page::List(page)) = state.pages.last() else { return };
    let listed = page.ids.iter().filter_map(|id| CommitmentId::try_from(*id).ok());
    let open: Vec<CommitmentId> = listed
        .filter(|id| state.catalog.commitments.get(id).is_some_and(|row| row.is_open()))
        .collect();
    if open.is_empty() {
        let words = state.say("这里没有未办结的承办事项", "Nothing here is still to be done");
        return state.toast(ToastTone::Notice, words);
    }
    effects.push(Effect::WriteDeadlines(open));
}

/// Has the ledger written of the studio that lists are narrowed to, or of all.
pub(super) fn write_ledger(state: &mut State, effects: &mut Vec<Effect>) {
    if state.catalog.issues.is_empty() {
        let words = state.say("还没有议题", "There are no issues yet");
        return state.toast(ToastTone::Notice, words);
    }
    let words = state.say("正在写台账", "Writing the ledger");
    state.toast(ToastTone::Notice, words);
    effects.push(Effect::WriteLedger(state.scope()));
}

/// Says where documents were written to, or why not.
pub(super) fn written(state: &mut State, result: Result<PaperPlaces, String>) {
    let places = match result {
        Ok(places) => places,
        Err(words) => return state.toast(ToastTone::Failed, words),
    };
    let first = places.paths.first().cloned().unwrap_or_default();
    let went = match (places.paths.len(), state.lang) {
        (0 | 1, Lang::Zh) => format!("已写到 {first}"),
        (0 | 1, Lang::En) => format!("Written to {first}"),
        (count, Lang::Zh) => format!("写了 {count} 份，第一份在 {first}"),
        (count, Lang::En) => format!("{count} were written, the first to {first}"),
    };
    let tone = if places.notes.is_empty() { ToastTone::Done } else { ToastTone::Notice };
    let words = std::iter::once(went).chain(places.notes).collect::<Vec<_>>();
    state.toast(tone, words.join("\n"));
}

/// For whom it is, and what can be done with it.
fn what_keys_do(state: &State, wish: &PaperWish, count: usize) -> String {
    let (write, turn) = (verbs::key_of(state, Ui::WritePaper), verbs::key_of(state, Ui::TurnCopy));
    let copy = wish.copy.label(state.lang);
    match (wish.piece, state.lang) {
        (Piece::Document(_), Lang::Zh) => {
            format!("{copy} · {write} 写成 Word 文件 · {turn} 换公开版或内部版")
        }
        (Piece::Document(_), Lang::En) => {
            format!("{copy} · {write} writes a Word file · {turn} the other copy")
        }
        (Piece::Pack, Lang::Zh) => {
            format!("{copy} · 共 {count} 份 · {write} 写进一个文件夹 · {turn} 换公开版或内部版")
        }
        (Piece::Pack, Lang::En) => {
            format!(
                "{copy} · {count} papers · {write} writes them into a folder · {turn} the other copy"
            )
        }
        (Piece::Calendar, Lang::Zh) => format!("{copy} · {write} 写成日历文件（.ics）"),
        (Piece::Calendar, Lang::En) => format!("{copy} · {write} writes a calendar file (.ics)"),
    }
}

/// The page: for whom, what is left blank, and all of it.
pub(crate) fn lines(state: &State, (of, piece): (EntityId, Piece), width: usize) -> Vec<Line> {
    let mut paper = Paper::new(width, state.ambiguous);
    let shown = state.preview.as_ref();
    let shown = shown.filter(|it| (it.wish.of, it.wish.piece) == (of, piece));
    let Some(preview) = shown else {
        if state.store == StoreState::Opening {
            paper.text(Tone::Dim, 0, Text::MarkLoading.label(state.lang));
        }
        return paper.finish();
    };
    if !preview.fault.is_empty() {
        paper.text(Tone::Danger, 0, &preview.fault);
        return paper.finish();
    }
    let Some(texts) = &preview.texts else {
        paper.text(Tone::Dim, 0, state.say("正在起草…", "Being put together…"));
        return paper.finish();
    };
    paper.text(Tone::Dim, 0, &what_keys_do(state, &preview.wish, texts.len()));
    if texts.iter().any(|text| text.is_templated) {
        let words = state.say(
            "Word 文件按本单位模板排版；这里是内容。",
            "The Word file follows the office's own template; this is what it tells.",
        );
        paper.text(Tone::Dim, 0, words);
    }
    if texts.is_empty() {
        let nothing = if piece == Piece::Document(Kind::FollowUp) {
            state.say(
                "没有过了时限或临近时限的事项，没有可写的。",
                "Nothing is past its deadline or near it: nothing to write.",
            )
        } else {
            state.say(
                "这里还没有承办事项，没有可写的。",
                "No commitments here yet: nothing to write.",
            )
        };
        paper.text(Tone::Dim, 0, nothing);
    }
    for text in texts {
        paper.gap();
        if !text.note.is_empty() {
            paper.text(Tone::Warning, 0, &text.note);
        }
        if !text.standing.is_empty() {
            let tone = if text.is_final { Tone::Success } else { Tone::Warning };
            paper.text(tone, 0, &text.standing);
            for change in &text.changes {
                let tone = if change.starts_with('+') { Tone::Success } else { Tone::Dim };
                paper.text(tone, 2, change);
            }
            paper.gap();
        }
        if !text.blanks.is_empty() {
            let blanks = text.blanks.join(state.say("、", ", "));
            let words = match state.lang {
                Lang::Zh => format!("留空 {} 处：{blanks}", text.blanks.len()),
                Lang::En => format!("{} left blank: {blanks}", text.blanks.len()),
            };
            paper.text(Tone::Warning, 0, &words);
            paper.gap();
        }
        for line in &text.lines {
            if line.trim().is_empty() {
                paper.gap();
            } else {
                paper.item(Vec::new(), &[span(Tone::Text, line.clone())], 0, None);
            }
        }
    }
    paper.finish()
}
