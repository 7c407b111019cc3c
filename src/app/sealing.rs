//! What making a document final seals, told in its form and asked about before it is done: it is the
//! one thing that is never taken back.

use super::answers::failed;
use super::confirm::{Asked, Confirm};
use super::form::{FieldState, Form};
use super::input::{Effect, Failure};
use super::overlay;
use super::state::{Overlay, State};
use crate::command::bulk::{Judged, Outcome};
use crate::command::fill::read_number;
use crate::domain::date::parse_day;
use crate::domain::id::{EntityId, SessionId};
use crate::domain::sealed::{DocumentKind, DocumentNumber, SealedDocument, Tongue};
use crate::i18n::{Label, Lang};
use chrono::Datelike;

/// Whether a form makes a document final.
pub(super) fn seals(form: &Form) -> bool {
    form.verb.name == "finalise"
}

/// What saving a form seals and that it stays so; nothing for a form that seals nothing, or does not
/// say yet what.
pub(crate) fn words(state: &State, form: &Form) -> Option<String> {
    let what = what(state, form)?;
    Some(match state.lang {
        Lang::Zh => format!("保存后封存{what}。不能撤销；要改，更正后再定稿，另出一版"),
        Lang::En => format!(
            "Saving seals {what}. It cannot be undone; a correction, made final, is another version"
        ),
    })
}

/// Whether saving a form is asked about first.
pub(super) fn is_asked_about(state: &State, form: &Form) -> bool {
    words(state, form).is_some()
}

/// Takes in how sealing was judged, in the form at a place among the overlays: what can be done is asked about,
/// what says the same already is told by saving.
pub(super) fn judged(
    state: &mut State,
    (at, generation): (usize, u64),
    judged: &[Judged],
    effects: &mut Vec<Effect>,
) {
    if let Some(Outcome::Refused(refusal)) = judged.first().map(|it| &it.outcome) {
        return failed(state, generation, &Failure::Refused(refusal.clone()));
    }
    let Overlay::Form(mut form) = state.overlays.remove(at) else { return };
    form.saving = None;
    let confirm = match judged.first().map(|it| &it.outcome) {
        Some(Outcome::Nothing) => {
            overlay::save(state, &mut form, effects);
            None
        }
        _ => question(state, &form),
    };
    // Whatever came over the form meanwhile stays there.
    state.overlays.insert(at, Overlay::Form(form));
    if let Some(confirm) = confirm {
        state.overlays.insert(at + 1, Overlay::Confirm(confirm));
    }
}

/// The question before a document is sealed.
fn question(state: &State, form: &Form) -> Option<Confirm> {
    let text = match (what(state, form)?, state.lang) {
        (what, Lang::Zh) => {
            format!("封存{what}。\n不能撤销；以后要改，更正后再定稿，另出一版。")
        }
        (what, Lang::En) => format!(
            "This seals {what}.\nIt cannot be undone; a correction, made final, is another version."
        ),
    };
    Some(Confirm {
        title: form.verb.label.get(state.lang).to_owned(),
        text,
        yes: form.verb.label.get(state.lang),
        no: state.say("先不定稿", "Not yet"),
        asked: Asked::Save,
        on_yes: true,
        offset: 0,
    })
}

fn said<'f>(form: &'f Form, key: &str) -> Option<&'f FieldState> {
    form.fields.iter().find(|field| field.field.key == key)
}

/// Kind, version, number and copies: `会议纪要第2版，〔2023〕3号，公开版和内部版`.
fn what(state: &State, form: &Form) -> Option<String> {
    let of = form.target.filter(|_| seals(form))?;
    let kind = match said(form, "kind") {
        Some(field) => DocumentKind::from_key(field.value().first()?)?,
        None => DocumentKind::Assignment,
    };
    let name = kind.label(state.lang);
    let name = match (kind, state.lang) {
        (DocumentKind::Assignment, Lang::Zh) => format!("{name}（每个单位一份）"),
        (DocumentKind::Assignment, Lang::En) => {
            format!("{} (one for each department)", name.to_lowercase())
        }
        (_, Lang::Zh) => name.to_owned(),
        (_, Lang::En) => name.to_lowercase(),
    };
    let before = before(state, form, (of, kind));
    let version = before.as_ref().map(|all| all.iter().map(|it| it.version).max().unwrap_or(0) + 1);
    let version = version.map(|it| match state.lang {
        Lang::Zh => format!("第{it}版"),
        Lang::En => format!(", version {it}"),
    });
    // What has a number keeps it.
    let kept = before.iter().flatten().rev().find_map(|it| it.number);
    let number = number(state, form).or(kept).map(|it| match state.lang {
        Lang::Zh => format!("，〔{}〕{}号", it.year, it.serial),
        Lang::En => format!(", number {} of {}", it.serial, it.year),
    });
    let (version, number) = (version.unwrap_or_default(), number.unwrap_or_default());
    let copies = state.say("，公开版和内部版", ", public and internal copy");
    Some(format!("{name}{version}{number}{copies}"))
}

/// Its final versions up to now, where what it is about has been read; letters have each their own.
fn before<'s>(
    state: &'s State,
    form: &Form,
    (of, kind): (EntityId, DocumentKind),
) -> Option<Vec<&'s SealedDocument>> {
    let session = SessionId::try_from(of).ok().filter(|_| kind != DocumentKind::Assignment)?;
    let tongue = said(form, "language").and_then(|it| Tongue::from_key(it.value().first()?));
    let tongue = tongue.unwrap_or(Tongue::Chinese);
    let sealed = &state.dossier.as_ref()?.world.session(session)?.sealed;
    Some(sealed.iter().filter(|it| it.is(kind, None, tongue)).collect())
}

/// The number that was given.
fn number(state: &State, form: &Form) -> Option<DocumentNumber> {
    let serial = read_number(said(form, "number")?.editor.text(), 1..=u32::MAX).ok()?;
    let day = said(form, "dated").and_then(|it| parse_day(it.editor.text(), state.today).ok());
    Some(DocumentNumber { year: day.unwrap_or(state.today).year(), serial })
}
