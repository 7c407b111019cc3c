//! What is noted about an issue beside its steps: field studies, the raiser's word, what closes it
//! and what member service did.

use super::issue;
use crate::command::fill::{Directory, Fault, FieldFault, Filling, Values};
use crate::command::verb::{Field, FieldKind, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::amount::Amount;
use crate::domain::id::{DepartmentId, EntityId, EntityKind, IssueId};
use crate::domain::issue::{ClosingStatement, Evaluation, Means, ServiceRecord, Verdict};
use crate::domain::mistake::Mistake;
use crate::domain::world::World;

pub(super) const EVALUATION: &[Field] = &[
    field("verdict", Words::new("满意度", "Verdict"), FieldKind::Choice(choices!(Verdict)))
        .required()
        .positional(),
    field("on", Words::new("日期", "Date"), FieldKind::Span),
    field("means", Words::new("方式", "Means"), FieldKind::Choice(choices!(Means))).required(),
    field("remark", Words::new("意见", "Remark"), FieldKind::Block),
    field(
        "by",
        Words::new("由部门收集", "Collected by department"),
        FieldKind::Reference(EntityKind::Department),
    ),
];

pub(super) const DONE: &[Field] = &[
    field("what", Words::new("做了什么", "What was done"), FieldKind::Block).required(),
    field("who", Words::new("谁做的", "Who did it"), FieldKind::Line).required(),
    field("on", Words::new("完成日期", "Finished"), FieldKind::Span),
];

pub(super) const SERVICE: &[Field] = &[
    field("what", Words::new("服务内容", "What was done"), FieldKind::Block).required(),
    field("who", Words::new("服务人", "Who did it"), FieldKind::Line).required(),
    field("on", Words::new("完成日期", "Finished"), FieldKind::Span),
    field("served", Words::new("服务人数", "People served"), FieldKind::Heads),
];

pub(super) fn study(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    Ok(vec![Action::NoteFieldStudy {
        issue: filling.target()?,
        on: filling.span_or_today("on")?,
        text: filling.text_or("text", ""),
    }])
}

pub(super) fn evaluate(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let verdict = filling
        .choice_or("verdict", Verdict::from_key, None)?
        .ok_or_else(|| filling.fault("verdict", FieldFault::Required))?;
    let collected_by: Option<DepartmentId> = filling.id_of("by", EntityKind::Department)?;
    Ok(vec![Action::Evaluate {
        issue: filling.target()?,
        evaluation: Evaluation {
            on: filling.span_or_today("on")?,
            verdict,
            remark: filling.text_or("remark", ""),
            means: filling
                .choice_or("means", Means::from_key, Some(Means::Phone))?
                .unwrap_or(Means::Phone),
            collected_by,
        },
    }])
}

/// The place of the last entry that stands, or the first place where none does: deciding says
/// that there is nothing.
pub(in crate::command) fn last_standing<T>(entries: &[T], stands: impl Fn(&T) -> bool) -> u32 {
    let place = entries.iter().rposition(stands).unwrap_or(0);
    u32::try_from(place).unwrap_or(u32::MAX)
}

pub(in crate::command) fn take_back(filling: &Filling<'_>, mistake: Mistake) -> Vec<Action> {
    vec![Action::TakeBack { mistake, reason: filling.text_or("reason", "") }]
}

pub(super) fn take_back_study(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue = issue(filling)?;
    let place = last_standing(&issue.field_studies, |study| !study.taken_back);
    Ok(take_back(filling, Mistake::FieldStudy(issue.id, place)))
}

pub(super) fn take_back_evaluation(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue = issue(filling)?;
    let place = last_standing(&issue.evaluations, |given| !given.taken_back);
    Ok(take_back(filling, Mistake::Evaluation(issue.id, place)))
}

pub(super) fn take_back_statement(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    Ok(take_back(filling, Mistake::Statement(filling.target()?)))
}

pub(super) fn take_back_service(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    Ok(take_back(filling, Mistake::Service(filling.target()?)))
}

pub(super) fn state(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let statement = ClosingStatement {
        what: filling.text_or("what", ""),
        who: filling.text_or("who", ""),
        on: filling.span_or_today("on")?,
    };
    Ok(vec![Action::StateClosing { issue: filling.target()?, statement: Some(statement) }])
}

pub(super) fn current_statement(world: &World, id: EntityId, _: &dyn Directory) -> Values {
    let mut values = Values::default();
    let issue = IssueId::try_from(id).ok().and_then(|id| world.issue(id));
    if let Some(statement) = issue.and_then(|issue| issue.statement.as_ref()) {
        values.set("what", &statement.what);
        values.set("who", &statement.who);
        values.set("on", statement.on.to_string());
    }
    values
}

pub(super) fn service(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let service = ServiceRecord {
        what: filling.text_or("what", ""),
        who: filling.text_or("who", ""),
        on: filling.span_or_today("on")?,
        served: filling.heads_or("served", None)?,
    };
    Ok(vec![Action::RecordService { issue: filling.target()?, service: Some(service) }])
}

pub(super) fn current_service(world: &World, id: EntityId, _: &dyn Directory) -> Values {
    let mut values = Values::default();
    let issue = IssueId::try_from(id).ok().and_then(|id| world.issue(id));
    if let Some(service) = issue.and_then(|issue| issue.service.as_ref()) {
        values.set("what", &service.what);
        values.set("who", &service.who);
        values.set("on", service.on.to_string());
        values.set("served", service.served.map(Amount::plain).unwrap_or_default());
    }
    values
}
