//! Verbs about commitments.

use super::evidence::{ATTACH_FIELDS, attach, evidence};
use super::fill::{Directory, Fault, FieldFault, Filling, Values, names};
use super::issue::{last_standing, take_back};
use super::step::MISTAKE_FIELDS;
use super::verb::{Build, Field, FieldKind, Noun, Verb, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::amount::Amount;
use crate::domain::commitment::{
    Benefit, Commitment, CommitmentFacts, Completion, Grade, Handled, Handling,
};
use crate::domain::id::{CommitmentId, DepartmentId, EntityId, EntityKind, IssueId, SessionId};
use crate::domain::mistake::Mistake;
use crate::domain::turn::MarkKind;
use crate::domain::world::World;
use chrono::NaiveDate;

const ON: Field = field("on", Words::new("日期", "Date"), FieldKind::Day);
const UNTIL: Field = field("until", Words::new("延至", "Until"), FieldKind::Deadline);
const REASON: Field = field("reason", Words::new("原因", "Reason"), FieldKind::Line);

const MATTER: Field =
    field("matter", Words::new("承办事项", "Matter"), FieldKind::Line).required().positional();
const PROMISED: Field =
    field("promised", Words::new("承诺内容", "Promised"), FieldKind::Choice(choices!(Benefit)))
        .required();
const LEAD: Field = field(
    "lead",
    Words::new("主办单位", "Lead department"),
    FieldKind::Reference(EntityKind::Department),
);
const SUPPORTING: Field = field(
    "support",
    Words::new("会办单位", "Supporting"),
    FieldKind::References(EntityKind::Department),
);
const DEADLINE: Field = field("deadline", Words::new("时限", "Deadline"), FieldKind::Deadline);
const FUNDS: Field = field("funds", Words::new("资金", "Funds"), FieldKind::Amount);

const ADD_FIELDS: &[Field] = &[
    field("issue", Words::new("议题", "Issue"), FieldKind::Reference(EntityKind::Issue))
        .required()
        .positional(),
    MATTER,
    PROMISED,
    LEAD,
    SUPPORTING,
    DEADLINE,
    FUNDS,
    field(
        "session",
        Words::new("协商议事会", "Session"),
        FieldKind::Reference(EntityKind::Session),
    ),
    field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line),
];

const EDIT_FIELDS: &[Field] = &[MATTER, PROMISED, LEAD, SUPPORTING, DEADLINE, FUNDS];

const COMPLETE_FIELDS: &[Field] = &[
    field("text", Words::new("做了什么", "What was done"), FieldKind::Block).positional(),
    field("on", Words::new("办结日期", "Finished"), FieldKind::Span),
    field("delivered", Words::new("兑现内容", "Delivered"), FieldKind::Choices(choices!(Benefit)))
        .required(),
    FUNDS,
    field("received", Words::new("款项已到诉求人", "Raiser received it"), FieldKind::Flag),
    field("title", Words::new("佐证说明", "Evidence"), FieldKind::Line),
    field("file", Words::new("佐证文件", "Evidence file"), FieldKind::File),
    field("grade", Words::new("评级", "Grade"), FieldKind::Choice(choices!(Grade))),
];

const fn verb(
    name: &'static str,
    label: Words,
    about: Words,
    fields: &'static [Field],
    build: Build,
) -> Verb {
    Verb::on(Noun::Commitment, name, label, about, fields, build)
}

/// What can be done to commitments.
pub(super) const COMMITMENT: &[Verb] = &[
    verb(
        "add",
        Words::new("新增承办事项", "Add a commitment"),
        Words::new("记下部门答应办的一件事", "Enters what a department promised"),
        ADD_FIELDS,
        add,
    )
    .adding(),
    verb(
        "edit",
        Words::new("修改承办事项", "Edit the commitment"),
        Words::new("更正承办事项", "Corrects what is stated about a commitment"),
        EDIT_FIELDS,
        edit,
    )
    .prefilled(current),
    verb(
        "assign",
        Words::new("交办", "Assign"),
        Words::new("交办单已送达部门", "The assignment letter went out"),
        &[ON],
        assign,
    )
    .marking(MarkKind::Assigned),
    verb(
        "acknowledge",
        Words::new("签收", "Acknowledge"),
        Words::new("部门已签收", "The department acknowledged it"),
        &[ON],
        acknowledge,
    )
    .marking(MarkKind::Acknowledged),
    verb(
        "return",
        Words::new("退回", "Return"),
        Words::new("部门认为不属于本单位", "The department says that it is not theirs"),
        &[
            REASON.required().positional(),
            ON,
            field("agreed", Words::new("逾期同意的理由", "Agreed although late"), FieldKind::Line),
        ],
        give_back,
    )
    .marking(MarkKind::Returned),
    verb(
        "follow-up",
        Words::new("督办", "Follow up"),
        Words::new("问部门办得怎样了", "Asks the department how far it is"),
        &[
            field(
                "text",
                Words::new("怎么问的、怎么答的", "How, and the answer"),
                FieldKind::Block,
            )
            .positional(),
            ON,
        ],
        follow_up,
    )
    .marking(MarkKind::FollowedUp),
    verb(
        "send-back",
        Words::new("退回重办", "Send back"),
        Words::new("办得不好，请部门重办", "The work does not hold; it is to be done again"),
        &[REASON.required().positional(), UNTIL, ON],
        send_back,
    )
    .marking(MarkKind::SentBack),
    verb(
        "extend",
        Words::new("延期", "Extend"),
        Words::new("同意延长时限", "More time is granted"),
        &[UNTIL.required().positional(), REASON.required(), ON],
        extend,
    )
    .marking(MarkKind::Extended),
    verb(
        "report",
        Words::new("记办理进展", "Report progress"),
        Words::new("部门反馈办理进展", "The department reports how far it is"),
        &[
            field("text", Words::new("进展", "Progress"), FieldKind::Block).required().positional(),
            ON,
        ],
        report,
    )
    .marking(MarkKind::Reported),
    verb(
        "complete",
        Words::new("办结", "Complete"),
        Words::new(
            "部门报告办结，连同佐证和评级",
            "The department reports completion, with evidence and grade",
        ),
        COMPLETE_FIELDS,
        complete,
    )
    .marking(MarkKind::Completed),
    verb(
        "grade",
        Words::new("评级", "Grade"),
        Words::new("召集人评定办理结果", "The convenor grades the result"),
        &[
            field("grade", Words::new("评级", "Grade"), FieldKind::Choice(choices!(Grade)))
                .required()
                .positional(),
            REASON,
            ON,
        ],
        grade,
    )
    .marking(MarkKind::Graded),
    verb(
        "take-back",
        Words::new("撤销办理情况", "Take a mark back"),
        Words::new(
            "最近登记的一次办理情况是误登；也可以写明是哪一种",
            "The mark entered last was a mistake, or the last of a kind",
        ),
        &[
            REASON.required().positional(),
            field(
                "mark",
                Words::new("哪一种", "Which kind"),
                FieldKind::Choice(choices!(MarkKind)),
            ),
        ],
        take_back_handling,
    ),
    verb(
        "retract",
        Words::new("撤销承办事项", "Retract the commitment"),
        Words::new("没有答应过这件事", "Nobody promised it"),
        MISTAKE_FIELDS,
        retract,
    ),
    verb(
        "attach",
        Words::new("附佐证材料", "Attach evidence"),
        Words::new("附上文件，或写明存放处", "Copies a file in, or names where a paper lies"),
        ATTACH_FIELDS,
        attach,
    ),
    super::finalise::OF_COMMITMENT,
];

fn commitment<'a>(filling: &Filling<'a>) -> Result<&'a Commitment, Fault> {
    let id: CommitmentId = filling.target()?;
    filling
        .world
        .commitment(id)
        .ok_or_else(|| filling.fault("target", FieldFault::Unknown(EntityKind::Commitment)))
}

fn add(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue: IssueId = filling
        .id_of("issue", EntityKind::Issue)?
        .ok_or_else(|| filling.fault("issue", FieldFault::Required))?;
    let session: Option<SessionId> = filling.id_of("session", EntityKind::Session)?;
    let facts = facts(filling, None, spoken_on(filling, session))?;
    let id = CommitmentId::from_bytes(filling.fresh());
    let source = filling.source();
    Ok(vec![Action::MakeCommitment { id, issue, session, line: None, facts, source }])
}

fn edit(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let commitment = commitment(filling)?;
    let facts = facts(filling, Some(&commitment.facts), spoken_on(filling, commitment.session))?;
    Ok(vec![Action::EditCommitment { id: commitment.id, facts }])
}

/// The day that a promise counts from: that of its session, else today.
fn spoken_on(filling: &Filling<'_>, session: Option<SessionId>) -> NaiveDate {
    let held = session.and_then(|id| filling.directory.held_on(id.into()));
    held.unwrap_or(filling.today)
}

fn facts(
    filling: &Filling<'_>,
    current: Option<&CommitmentFacts>,
    spoken_on: NaiveDate,
) -> Result<CommitmentFacts, Fault> {
    let lead: Option<DepartmentId> = match filling.entity("lead", EntityKind::Department)? {
        None => current.and_then(|it| it.lead),
        Some(_) => filling.id_of("lead", EntityKind::Department)?,
    };
    let supporting = current.map(|it| it.supporting.clone()).unwrap_or_default();
    Ok(CommitmentFacts {
        matter: filling.text_or("matter", current.map_or("", |it| &it.matter)),
        promised: filling
            .choice_or("promised", Benefit::from_key, current.map(|it| it.promised))?
            .ok_or_else(|| filling.fault("promised", FieldFault::Required))?,
        lead,
        supporting: filling.ids_or("support", EntityKind::Department, supporting)?,
        deadline: filling.deadline_or("deadline", spoken_on, current.and_then(|it| it.deadline))?,
        funds: filling.amount_or("funds", current.and_then(|it| it.funds))?,
    })
}

fn current(world: &World, id: EntityId, directory: &dyn Directory) -> Values {
    let mut values = Values::default();
    let commitment = CommitmentId::try_from(id).ok().and_then(|id| world.commitment(id));
    let Some(facts) = commitment.map(|commitment| &commitment.facts) else { return values };
    values.set("matter", &facts.matter);
    values.set("promised", facts.promised.key());
    let lead: Vec<DepartmentId> = facts.lead.into_iter().collect();
    values.set_all("lead", names(directory, &lead));
    values.set_all("support", names(directory, &facts.supporting));
    values.set("deadline", facts.deadline.map(|day| day.to_string()).unwrap_or_default());
    values.set("funds", facts.funds.map(Amount::plain).unwrap_or_default());
    values
}

fn take_back_handling(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let commitment = commitment(filling)?;
    let kind = filling.choice_or("mark", MarkKind::from_key, None)?;
    let is_meant = |handling: &Handling| kind.is_none_or(|kind| handling.kind() == kind);
    let stands = |it: &&Handled| !it.taken_back && is_meant(&it.handling);
    if let (Some(_), None) = (kind, commitment.handlings.iter().find(stands)) {
        return Err(filling.fault("mark", FieldFault::NoMark));
    }
    let place = last_standing(&commitment.handlings, |it| stands(&it));
    // What was done is graded with it: the grade of what was not done goes along.
    let graded = commitment.resting_on(place as usize).filter_map(|(at, later)| {
        matches!(later, Handling::Graded { .. }).then(|| u32::try_from(at).ok()).flatten()
    });
    let places: Vec<u32> = match kind {
        Some(MarkKind::Completed) => graded.chain([place]).collect(),
        _ => vec![place],
    };
    let mistake = |place: u32| take_back(filling, Mistake::Handling(commitment.id, place));
    Ok(places.into_iter().flat_map(mistake).collect())
}

fn retract(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    Ok(take_back(filling, Mistake::Commitment(filling.target()?)))
}

fn handle(filling: &Filling<'_>, handling: Handling) -> Result<Vec<Action>, Fault> {
    Ok(vec![Action::Handle { id: filling.target()?, handling }])
}

fn assign(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    handle(filling, Handling::Assigned { on: filling.day_or_today("on")? })
}

fn acknowledge(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    handle(filling, Handling::Acknowledged { on: filling.day_or_today("on")? })
}

fn give_back(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let (on, reason) = (filling.day_or_today("on")?, filling.text_or("reason", ""));
    let agreed = filling.text_or("agreed", "");
    let returned = if agreed.is_empty() {
        Handling::Returned { on, reason }
    } else {
        Handling::ReturnedLate { on, reason, agreed }
    };
    handle(filling, returned)
}

fn follow_up(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let (on, text) = (filling.day_or_today("on")?, filling.text_or("text", ""));
    handle(filling, Handling::FollowedUp { on, text })
}

fn send_back(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let on = filling.day_or_today("on")?;
    let until = filling.deadline_or("until", on, None)?;
    let reason = filling.text_or("reason", "");
    handle(filling, Handling::SentBack { on, until, reason, word: None })
}

fn extend(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let on = filling.day_or_today("on")?;
    let until = filling
        .deadline_or("until", on, None)?
        .ok_or_else(|| filling.fault("until", FieldFault::Required))?;
    handle(filling, Handling::Extended { on, until, reason: filling.text_or("reason", "") })
}

fn report(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let (on, text) = (filling.day_or_today("on")?, filling.text_or("text", ""));
    handle(filling, Handling::Reported { on, text })
}

fn complete(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let commitment = commitment(filling)?;
    let (id, graded) = (commitment.id, commitment.grade());
    let completion = Completion {
        on: filling.span_or_today("on")?,
        delivered: filling.choices_or("delivered", Benefit::from_key, Vec::new())?,
        funds: filling.amount_or("funds", None)?,
        received: filling.flag("received"),
        text: filling.text_or("text", ""),
    };
    let on = completion.on.last();
    let mut actions = vec![Action::Handle { id, handling: Handling::Completed(completion) }];
    let has_evidence =
        ["title", "file"].iter().any(|key| filling.text(key).is_some_and(|text| !text.is_empty()));
    if has_evidence {
        actions.push(evidence(filling, id.into())?);
    }
    if let Some(grade) = filling.choice_or("grade", Grade::from_key, None)? {
        // What is graded otherwise than before rests on what was done meanwhile.
        let is_regraded = graded.is_some_and(|before| before != grade);
        let reason = if is_regraded { filling.text_or("text", "") } else { String::new() };
        let handling = Handling::Graded { on, grade, reason };
        actions.push(Action::Handle { id, handling });
    }
    Ok(actions)
}

fn grade(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let grade = filling
        .choice_or("grade", Grade::from_key, None)?
        .ok_or_else(|| filling.fault("grade", FieldFault::Required))?;
    let (on, reason) = (filling.day_or_today("on")?, filling.text_or("reason", ""));
    handle(filling, Handling::Graded { on, grade, reason })
}
