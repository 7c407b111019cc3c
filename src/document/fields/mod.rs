//! What the office's own templates can name: the fields of each kind of document, and what they hold.
//! Words are already masked for their copy, as those of our own documents are.

mod assignment;
mod minutes;
mod notice;

pub use assignment::ASSIGNMENT;
pub use minutes::MINUTES;
pub use notice::NOTICE;

use super::cast::Cast;
use super::compose::Order;
use super::frame;
use super::phrase::{Phrase, Run};
use super::template::{Catalogue, Data, Value};
use super::{Absent, Kind, Setting};
use crate::domain::id::{CommitmentId, SessionId};
use crate::domain::world::World;
use crate::i18n::Paper;

/// The kinds of document that the office can have a template of its own for.
pub const TEMPLATED: [Kind; 3] = [Kind::Minutes, Kind::Notice, Kind::Assignment];

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
        | Kind::CaseFile => None,
    }
}

/// What the fields of a document hold; nothing for a kind without fields.
///
/// # Errors
/// [`Absent`] when it is about nothing that is there.
pub fn data(world: &World, order: Order, setting: &Setting) -> Result<Data, Absent> {
    let absent = |_fault| Absent(order.of);
    match order.kind {
        Kind::Minutes => {
            minutes::minutes(world, SessionId::try_from(order.of).map_err(absent)?, setting)
        }
        Kind::Notice => {
            notice::notice(world, SessionId::try_from(order.of).map_err(absent)?, setting)
        }
        Kind::Assignment => {
            let id = CommitmentId::try_from(order.of).map_err(absent)?;
            assignment::assignment(world, id, order.department, setting)
        }
        _ => Ok(Data::new()),
    }
}

/// A phrase as the value of a field: a blank where nothing is known.
fn value(phrase: &Phrase) -> Value {
    let is_blank = phrase.0.iter().all(|run| matches!(run, Run::Blank(_)));
    if is_blank && !phrase.0.is_empty() { Value::Blank } else { Value::Text(phrase.plain()) }
}

/// What is printed on every document: office, number, day, version, copy.
fn imprint(cast: &Cast<'_>) -> Data {
    let setting = cast.setting;
    let version = [("version", Phrase::said(setting.state.version.to_string()))];
    let version = match (setting.state.is_final, setting.state.is_corrected()) {
        (false, _) => cast.word(Paper::Draft).to_owned(),
        (true, true) => cast.sentence(Paper::CorrectedVersion, &version).plain(),
        (true, false) => String::new(),
    };
    Data::new()
        .text("number", setting.imprint.number_words().unwrap_or_default())
        .with("office", value(&frame::office(setting)))
        .with("issued", value(&frame::dated(setting)))
        .text("version", version)
        .flag("draft", !setting.state.is_final)
        .flag("public_copy", setting.is_public())
}
