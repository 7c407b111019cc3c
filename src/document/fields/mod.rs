//! What the office's own templates can name: the fields of each kind of document, and what they hold.
//! Words are already masked for their copy, as those of our own documents are.

mod assignment;
mod minutes;
mod notice;

pub use assignment::ASSIGNMENT;
pub use minutes::MINUTES;
pub use notice::NOTICE;

use super::cast::Cast;
use super::compose::{Order, compose};
use super::frame;
use super::template::{Both, COUNTER, Catalogue, Data, Field, UsedField};
use super::{Absent, Copy, Kind, Setting};
use crate::domain::id::{CommitmentId, SessionId};
use crate::domain::world::World;
use crate::i18n::{Label, Lang, Paper};

/// The kinds of document that the office can have a template of its own for.
pub const TEMPLATED: [Kind; 3] = [Kind::Minutes, Kind::Notice, Kind::Assignment];

/// Which version a document is; filled in by [`imprint`] like the three below.
const VERSION: Field = Field::text(
    ("版本", "version"),
    (
        "草稿、第几版更正版或第几版；首版定稿不填",
        "draft, or which corrected or later version; empty in a first final one",
    ),
);
/// Who may read it.
const COPY: Field = Field::text(
    ("版别", "copy"),
    ("内部版；公开版不填", "the internal copy; empty in a public one"),
);
/// Whether it is not final yet.
const DRAFT: Field = Field::flag(("草稿", "draft"), ("还不是定稿", "not final yet"));
/// Whether it is the copy for the public.
const PUBLIC_COPY: Field = Field::flag(
    ("公开版", "public_copy"),
    ("供公开的一份，已脱敏", "the copy for the public, redacted"),
);

/// What a template for a kind of document can name; `None` where there is none of the office's own.
pub const fn catalogue(kind: Kind) -> Option<&'static Catalogue> {
    match kind {
        Kind::Minutes => Some(&MINUTES),
        Kind::Notice => Some(&NOTICE),
        Kind::Assignment => Some(&ASSIGNMENT),
        Kind::Record
        | Kind::SignInBlank
        | Kind::SignIn
        | Kind::Progress
        | Kind::Satisfaction
        | Kind::CaseFile
        | Kind::FollowUp => None,
    }
}

/// What the fields of a document hold; nothing for a kind without fields.
///
/// # Errors
/// [`Absent`] when it is about nothing that is there.
pub fn data(world: &World, order: Order, setting: &Setting) -> Result<Data, Absent> {
    let absent = |_fault| Absent(order.of);
    let data = match order.kind {
        Kind::Minutes => {
            minutes::minutes(world, SessionId::try_from(order.of).map_err(absent)?, setting)?
        }
        Kind::Notice => {
            notice::notice(world, SessionId::try_from(order.of).map_err(absent)?, setting)?
        }
        Kind::Assignment => {
            let id = CommitmentId::try_from(order.of).map_err(absent)?;
            assignment::assignment(world, id, order.department, setting)?
        }
        _ => return Ok(Data::new()),
    };
    let is_later = setting.state.is_final && setting.state.is_corrected();
    Ok(if is_later && frame::is_reprint(&compose(world, order, setting)?, setting) {
        data.text("version", frame::version(setting, true))
    } else {
        data
    })
}

/// What a document can say that is not one of its plain facts: a template without a place for it would
/// leave it out.
const CONTENT: [(Kind, &[(&str, Both)]); 3] = [
    (
        Kind::Minutes,
        &[
            ("issues.agreed", Both { zh: "议定", en: "what was agreed" }),
            ("issues.no_consensus", Both { zh: "未达成共识", en: "no consensus" }),
            ("issues.undiscussed", Both { zh: "未议及", en: "not discussed" }),
            ("other_agreed", Both { zh: "其他议定", en: "what was agreed beside the agenda" }),
            ("notes", Both { zh: "说明", en: "notes" }),
            ("amendments", Both { zh: "更正说明", en: "corrections" }),
        ],
    ),
    (
        Kind::Notice,
        &[
            ("moved", Both { zh: "改期", en: "that it was moved" }),
            ("cancelled", Both { zh: "取消", en: "that it was cancelled" }),
            ("reason", Both { zh: "原因", en: "the reason" }),
        ],
    ),
    (Kind::Assignment, &[("matter", Both { zh: "事项", en: "matter" })]),
];

/// The content of a document that a template which uses these fields has no place for.
pub fn unreachable(kind: Kind, data: &Data, used: &[String], lang: Lang) -> Vec<&'static str> {
    let content = CONTENT.iter().filter(|(it, _)| *it == kind).flat_map(|(_, content)| *content);
    let uses = |path: &str| used.iter().any(|it| it == path);
    // Commitments tell what was agreed just as well, where all of it became one.
    let tells = |path: &str| {
        let own = uses(path) || used.iter().any(|it| it.starts_with(&format!("{path}.")));
        let in_commitments = used.iter().any(|it| it.ends_with("commitments.matter"));
        let is_agreed = matches!(path, "issues.agreed" | "other_agreed");
        // The first sentence of a notice tells all its news, and a former day that there is another.
        let is_news =
            kind == Kind::Notice && uses("opening") || path == "moved" && uses("former_date");
        own || is_news || is_agreed && in_commitments && is_all_promised(data)
    };
    let missing = content.filter(|(path, _)| data.is_present(path) && !tells(path));
    missing.map(|(_, name)| lang.pick(name.zh, name.en)).collect()
}

/// The stamp of our own layout, draft and internal copy, as far as a template which uses these fields has
/// no place for it.
pub fn unmarked(setting: &Setting, used: &[String]) -> Vec<&'static str> {
    let has = |names: [&str; 2]| used.iter().any(|it| names.contains(&it.as_str()));
    let draft = !setting.state.is_final && !has(["version", "draft"]);
    let internal = setting.copy == Copy::Internal && !has(["copy", "public_copy"]);
    let draft = draft.then(|| Paper::Draft.said(setting.lang));
    draft.into_iter().chain(internal.then(|| setting.copy.label(setting.lang))).collect()
}

fn is_all_promised(data: &Data) -> bool {
    let count = |path: &str| -> usize {
        data.told(path).iter().filter_map(|count| count.parse::<usize>().ok()).sum()
    };
    count("commitments") == count("issues.agreed") + count("other_agreed")
}

/// The path of a field that a template uses, `issues.title`; nothing for the counter of a loop.
pub fn path(used: &UsedField) -> Option<String> {
    let names = used.loops.iter().chain([&used.name]).map(|name| name.en);
    (used.name.en != COUNTER.1).then(|| names.collect::<Vec<_>>().join("."))
}

/// What is printed on every document: office, number, day, version, copy.
fn imprint(cast: &Cast<'_>) -> Data {
    let setting = cast.setting;
    let version = if setting.state.is_final {
        frame::version(setting, false)
    } else {
        cast.word(Paper::Draft).to_owned()
    };
    let is_internal = setting.copy == Copy::Internal;
    Data::new()
        .text("number", setting.imprint.number_words(setting.lang).unwrap_or_default())
        .phrase("office", &frame::office(setting))
        .phrase("issued", &frame::dated(setting))
        .text("version", version)
        .text("copy", if is_internal { setting.copy.label(cast.lang()) } else { "" })
        .flag("draft", !setting.state.is_final)
        .flag("public_copy", setting.is_public())
}
