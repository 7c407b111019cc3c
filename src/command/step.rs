//! The fields of workflow steps.

use super::fill::{Fault, Filling};
use super::verb::{Field, FieldKind, Words, field};
use crate::domain::action::Action;
use crate::domain::id::EntityKind;

const ON: Field = field("on", Words::new("日期", "Date"), FieldKind::Span);
const REASON: Field = field("reason", Words::new("原因", "Reason"), FieldKind::Line);
const TOLD: Field = field("told", Words::new("已告知诉求人", "Raiser was told"), FieldKind::Flag);
const OVERRIDE: Field =
    field("override", Words::new("例外及理由", "Override"), FieldKind::Overrides);
const SOURCE: Field = field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line);

/// Taking an entry back.
pub(super) const MISTAKE_FIELDS: &[Field] = &[REASON.required().positional()];

/// Accepting.
pub(super) const ACCEPT_FIELDS: &[Field] = &[ON, TOLD, SOURCE];
/// Consulting.
pub(super) const CONSULT_FIELDS: &[Field] = &[
    field(
        "session",
        Words::new("协商议事会", "Session"),
        FieldKind::Reference(EntityKind::Session),
    ),
    ON,
    OVERRIDE,
    SOURCE,
];
/// Resolving.
pub(super) const RESOLVE_FIELDS: &[Field] = &[ON, OVERRIDE, SOURCE];
/// Reopening.
pub(super) const REASON_FIELDS: &[Field] = &[REASON.required().positional(), ON, SOURCE];
/// Leaving.
pub(super) const EXIT_FIELDS: &[Field] = &[REASON.required().positional(), ON, TOLD, SOURCE];
/// Being passed on.
pub(super) const REFER_FIELDS: &[Field] = &[
    field("to", Words::new("转往", "Referred to"), FieldKind::Line).required().positional(),
    REASON.required(),
    ON,
    TOLD,
    SOURCE,
];
/// Being merged.
pub(super) const MERGE_FIELDS: &[Field] = &[
    field("into", Words::new("并入议题", "Into issue"), FieldKind::Reference(EntityKind::Issue))
        .required()
        .positional(),
    REASON.required(),
    ON,
    TOLD,
    SOURCE,
];
/// Correcting a mistake.
pub(super) const CORRECT_FIELDS: &[Field] = &[REASON];

/// Asks for the step of the verb.
pub(super) fn step(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    Ok(vec![Action::StepIssue { id: filling.target()?, request: filling.step()? }])
}
