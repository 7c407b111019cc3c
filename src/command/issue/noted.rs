//! What is noted about an issue beside its steps: field studies, the raiser's word, what closes it
//! and what member service did.

use super::issue;
use crate::command::fill::{Directory, Fault, FieldFault, Filling, Values};
use crate::command::role::Role;
use crate::command::verb::{Field, FieldKind, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::amount::Amount;
use crate::domain::id::{CommitmentId, DepartmentId, EntityId, EntityKind, IssueId};
use crate::domain::issue::{
    ClosingStatement, Evaluation, Issue, IssueFacts, Means, ServiceRecord, Verdict,
};
use crate::domain::mistake::Mistake;
use crate::domain::text::fold_width;
use crate::domain::verification::{Again, mistaken_word, reported_done, sends_back, word};
use crate::domain::world::World;

pub(super) const EVALUATION: &[Field] = &[
    field("verdict", Words::new("满意度", "Verdict"), FieldKind::Choice(choices!(Verdict)))
        .required()
        .positional(),
    field("on", Words::new("日期", "Date"), FieldKind::Span),
    field("means", Words::new("方式", "Means"), FieldKind::Choice(choices!(Means))).required(),
    field("remark", Words::new("意见", "Remark"), FieldKind::Block).role_of(Role::Reason),
    field(
        "by",
        Words::new("由部门收集", "Collected by department"),
        FieldKind::Reference(EntityKind::Department),
    ),
    field("again", Words::new("不满意时重办", "If dissatisfied: redo"), FieldKind::Line),
    field("until", Words::new("重办时限", "Redo until"), FieldKind::Deadline),
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

/// The raiser's word; a dissatisfied one sends back what was reported done, all of it unless places
/// are named.
pub(super) fn evaluate(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue = issue(filling)?;
    let verdict = filling
        .choice_or("verdict", Verdict::from_key, None)?
        .ok_or_else(|| filling.fault("verdict", FieldFault::Required))?;
    let collected_by: Option<DepartmentId> = filling.id_of("by", EntityKind::Department)?;
    let evaluation = Evaluation {
        on: filling.span_or_today("on")?,
        verdict,
        remark: filling.text_or("remark", ""),
        means: filling
            .choice_or("means", Means::from_key, Some(Means::Phone))?
            .unwrap_or(Means::Phone),
        collected_by,
    };
    if !sends_back(filling.world, issue, verdict) {
        return Ok(word(issue, evaluation, &Again::default()));
    }
    if evaluation.remark.is_empty() {
        return Err(filling.fault("remark", FieldFault::Required));
    }
    let done = reported_done(filling.world, issue, evaluation.on);
    let again = Again {
        commitments: places(filling, "again", issue, done)?,
        until: filling.deadline_or("until", evaluation.on.last(), None)?,
    };
    Ok(word(issue, evaluation, &again))
}

/// The commitments of an issue whose places are typed, as `1、3`, `3, 4 and 5` or `3-5`; `usual` where none
/// is.
///
/// # Errors
/// [`FieldFault::Number`] for what is no place of a commitment.
pub(super) fn places(
    filling: &Filling<'_>,
    key: &'static str,
    issue: &Issue,
    usual: Vec<CommitmentId>,
) -> Result<Vec<CommitmentId>, Fault> {
    let typed = fold_width(filling.text(key).unwrap_or_default());
    if typed.is_empty() {
        return Ok(usual);
    }
    let most = u32::try_from(issue.commitments.len()).unwrap_or(u32::MAX);
    let fault = || filling.fault(key, FieldFault::Number { least: 1, most });
    // `、` is folded to `/`.
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | '/' | ';' | '和' | '与' | '及');
    let place = |word: &str| {
        let place = word.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
        place.filter(|place| *place < issue.commitments.len()).ok_or_else(fault)
    };
    let mut ids = Vec::new();
    for word in typed.split(is_mark).filter(|word| !word.is_empty() && *word != "and") {
        let (first, last) = word.split_once(['-', '–', '—', '至', '到']).unwrap_or((word, word));
        let places = place(first)?..=place(last)?;
        if places.is_empty() {
            return Err(fault());
        }
        let meant = issue.commitments.get(places).unwrap_or_default().iter().copied();
        ids.extend(meant.filter(|id| !ids.contains(id)).collect::<Vec<_>>());
    }
    // Marks alone name none of them.
    if ids.is_empty() { Err(fault()) } else { Ok(ids) }
}

/// What remains of an issue becomes an issue of its own; all that is still owed, unless places are named.
pub(super) fn carry_over(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let parent = issue(filling)?;
    let owed = filling.world.commitments_of(parent).filter(|it| it.is_owed());
    let owed = owed.map(|it| it.id).collect();
    let old = places(filling, "which", parent, owed)?;
    let commitments =
        old.into_iter().map(|id| (id, CommitmentId::from_bytes(filling.fresh()))).collect();
    let on = filling.day_or_today("on")?;
    Ok(vec![Action::CarryOver {
        id: IssueId::from_bytes(filling.fresh()),
        issue: parent.id,
        facts: Box::new(IssueFacts { title: filling.text_or("title", ""), ..parent.facts.clone() }),
        commitments,
        on,
        until: filling.deadline_or("until", on, None)?,
        reason: filling.text_or("reason", ""),
    }])
}

pub(super) const REMAINDER: &[Field] = &[
    field("title", Words::new("余项标题", "Title of the rest"), FieldKind::Line)
        .required()
        .positional(),
    field("reason", Words::new("原因", "Reason"), FieldKind::Line).required(),
    field("which", Words::new("转出哪几项", "Which commitments"), FieldKind::Line),
    field("until", Words::new("时限", "Deadline"), FieldKind::Deadline),
    field("on", Words::new("日期", "Date"), FieldKind::Day),
];

pub(super) fn current_remainder(world: &World, id: EntityId, _: &dyn Directory) -> Values {
    let mut values = Values::default();
    let Some(parent) = IssueId::try_from(id).ok().and_then(|id| world.issue(id)) else {
        return values;
    };
    values.set("title", &parent.facts.title);
    let owed = world.commitments_of(parent).filter(|it| it.is_owed());
    let places: Vec<String> = owed.map(|it| it.ordinal.to_string()).collect();
    values.set("which", places.join("、"));
    values
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
    Ok(mistaken_word(issue, place, &filling.text_or("reason", "")))
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
