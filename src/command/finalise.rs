//! Making documents final (定稿): which one, under which number and date. What they say, its hash and
//! who issues them are added where the store is.

use super::fill::{Fault, FieldFault, Filling};
use super::role::Role;
use super::verb::{Choice, Field, FieldKind, Noun, Verb, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::id::{CommitmentId, EntityId, SessionId};
use crate::domain::sealed::{DocumentKind, DocumentNumber, Issuer, SealedDocument, Tongue};
use chrono::{Datelike as _, NaiveDate};

/// The largest serial number of a document in a year.
const MOST_SERIAL: u32 = 99_999;

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

const KIND: Field = field("kind", w("文件", "Document"), FieldKind::Choice(kinds));
const DATED: Field = field("dated", w("成文日期", "Dated"), FieldKind::Day).role_of(Role::Day);
const NUMBER: Field = field(
    "number",
    w("发文序号", "Serial number"),
    FieldKind::Number { least: 1, most: MOST_SERIAL },
);
const TONGUE: Field = field("language", w("语言", "Language"), FieldKind::Choice(choices!(Tongue)));

const ABOUT: Words = w(
    "封存一版，不能撤销：以后的更正另出一版，写明改了什么",
    "Seals a version, not undone: what is corrected later makes another, which tells the difference",
);

/// Makes minutes, record, notice or letters of a session final.
pub(super) const OF_SESSION: Verb = Verb::on(
    Noun::Session,
    "finalise",
    w("文件定稿", "Make final"),
    ABOUT,
    &[KIND.required().positional(), DATED, NUMBER, TONGUE],
    of_session,
);

/// Makes the letters about a commitment final.
pub(super) const OF_COMMITMENT: Verb = Verb::on(
    Noun::Commitment,
    "finalise",
    w("交办单定稿", "Make letters final"),
    ABOUT,
    &[DATED, NUMBER, TONGUE],
    of_commitment,
);

/// The documents of a session that can be made final.
fn kinds() -> Vec<Choice> {
    let all = DocumentKind::ALL.iter().filter(|kind| kind.is_sealed());
    all.map(|kind| Choice {
        key: kind.key(),
        words: w(
            crate::i18n::Label::label(*kind, crate::i18n::Lang::Zh),
            crate::i18n::Label::label(*kind, crate::i18n::Lang::En),
        ),
    })
    .collect()
}

/// What all versions of one call have in common.
struct Common {
    dated: NaiveDate,
    number: Option<DocumentNumber>,
    tongue: Tongue,
}

impl Common {
    fn of(filling: &Filling<'_>) -> Result<Self, Fault> {
        let dated = filling.day_or_today("dated")?;
        let number = filling.number_or("number", None)?;
        let number = number.map(|serial| DocumentNumber { year: dated.year(), serial });
        let tongue = filling.choice_or("language", Tongue::from_key, None)?;
        let tongue = tongue.unwrap_or(Tongue::Chinese);
        Ok(Self { dated, number, tongue })
    }

    /// The document as it will be sealed; its words are not known yet.
    fn document(&self, kind: DocumentKind) -> SealedDocument {
        SealedDocument {
            kind,
            department: None,
            tongue: self.tongue,
            version: 1,
            dated: self.dated,
            number: self.number,
            issuer: Issuer::default(),
            copies: Vec::new(),
        }
    }
}

fn of_session(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id: SessionId = filling.target()?;
    let kind = filling.choice_or("kind", DocumentKind::from_key, None)?;
    let kind = kind.ok_or_else(|| filling.fault("kind", FieldFault::Required))?;
    let common = Common::of(filling)?;
    if kind == DocumentKind::Assignment {
        let commitments = filling.world.session(id).map(|it| it.commitments.clone());
        return letters(filling, &common, &commitments.unwrap_or_default());
    }
    Ok(vec![Action::SealDocument { of: id.into(), document: common.document(kind) }])
}

fn of_commitment(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let id: CommitmentId = filling.target()?;
    let common = Common::of(filling)?;
    letters(filling, &common, &[id])
}

/// The letters of commitments, one for each department; each commitment that names one has the next
/// number.
fn letters(
    filling: &Filling<'_>,
    common: &Common,
    commitments: &[CommitmentId],
) -> Result<Vec<Action>, Fault> {
    let mut actions = Vec::new();
    let standing = commitments.iter().filter_map(|id| filling.world.commitment(*id));
    // One that no department answers for makes no letter, and takes no number.
    let answered = |it: &&Commitment| !it.retracted && it.facts.departments().next().is_some();
    for (further, commitment) in (0..).zip(standing.filter(answered)) {
        let of = EntityId::from(commitment.id);
        let number = common
            .number
            .map(|first| DocumentNumber { serial: first.serial.saturating_add(further), ..first });
        actions.extend(commitment.facts.departments().map(|department| {
            let document = SealedDocument {
                department: Some(department),
                number,
                ..common.document(DocumentKind::Assignment)
            };
            Action::SealDocument { of, document }
        }));
    }
    if actions.is_empty() {
        return Err(filling.fault("kind", FieldFault::NothingToSeal));
    }
    Ok(actions)
}
