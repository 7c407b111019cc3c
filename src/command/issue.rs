//! Verbs about issues, but for their steps, which are in `step`.

mod bulk;
mod noted;

use self::noted::{
    DONE, EVALUATION, REMAINDER, SERVICE, carry_over, current_remainder, current_service,
    current_statement, evaluate, service, state, study, take_back_evaluation, take_back_service,
    take_back_statement, take_back_study,
};
pub(super) use self::noted::{last_standing, take_back};
use super::evidence::{ATTACH_FIELDS, attach};
use super::fill::{Directory, Fault, FieldFault, Filling, Values, names};
use super::intake;
use super::role::Role;
use super::step;
use super::verb::{Build, Field, FieldKind, Noun, Verb, Words, choices, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityId, EntityKind, IssueId, StudioId};
use crate::domain::issue::{Category, Intake, Issue, IssueFacts};
use crate::domain::person::Side;
use crate::domain::workflow::{Exit, StepKind};
use crate::domain::world::World;

const STUDIO: Field =
    field("studio", Words::new("工作室", "Studio"), FieldKind::Reference(EntityKind::Studio));

const FACTS: [Field; 10] = [
    field("title", Words::new("标题", "Title"), FieldKind::Line).required().positional(),
    STUDIO,
    field("text", Words::new("内容", "Text"), FieldKind::Block),
    field("intake", Words::new("来源", "Intake"), FieldKind::Choice(choices!(Intake))),
    field("category", Words::new("类别", "Category"), FieldKind::Choice(choices!(Category))),
    field("place", Words::new("地点", "Place"), FieldKind::Line),
    field("raiser", Words::new("诉求人", "Raiser"), FieldKind::People).newcomers(Side::Public),
    field("submitted", Words::new("提交日期", "Submitted"), FieldKind::Span).role_of(Role::Day),
    field("tag", Words::new("标签", "Tags"), FieldKind::Tags),
    field("source", Words::new("补录来源", "Recorded from"), FieldKind::Line),
];

/// What is stated of a new issue: the same, and that its title is no line to be read.
const ADDED: [Field; 11] = {
    let [title, studio, text, intake, category, place, raiser, submitted, tag, source] = FACTS;
    let as_is = field(intake::AS_IS, Words::new("标题照原样", "Title as it is"), FieldKind::Flag);
    let as_is = as_is.scripted();
    [title, studio, text, intake, category, place, raiser, submitted, tag, source, as_is]
};

const fn verb(
    name: &'static str,
    label: Words,
    about: Words,
    fields: &'static [Field],
    build: Build,
) -> Verb {
    Verb::on(Noun::Issue, name, label, about, fields, build)
}

const fn step_verb(
    name: &'static str,
    kind: StepKind,
    label: Words,
    about: Words,
    fields: &'static [Field],
) -> Verb {
    verb(name, label, about, fields, step::step).stepping(kind)
}

/// What can be done to issues.
pub(super) const ISSUE: &[Verb] = &[
    verb(
        "add",
        Words::new("登记议题", "Take in an issue"),
        Words::new(
            "登记一件来信、来访或交办的议题。标题可以一行说完：来信 石潭镇 农机合作社资金 +温度 @李某某",
            "Takes in an issue that reached the studio. The title may say all in a line: letter: place:Shitan \
             Funds for the cooperative +livelihood @Li",
        ),
        &ADDED,
        add,
    )
    .adding(),
    verb(
        "edit",
        Words::new("修改议题", "Edit the issue"),
        Words::new("更正议题的情况", "Corrects what is stated about an issue"),
        &FACTS,
        edit,
    )
    .prefilled(current),
    verb(
        "move",
        Words::new("转给其他工作室", "Hand to another studio"),
        Words::new(
            "由另一个工作室负责；编号不变",
            "Another studio looks after it; the number stays",
        ),
        &[STUDIO.required().positional()],
        relocate,
    )
    .for_several(),
    bulk::LABEL,
    bulk::EXTEND,
    step_verb(
        "accept",
        StepKind::Accept,
        Words::new("受理", "Accept"),
        Words::new("召集人审定后受理", "The convenor takes it on"),
        step::ACCEPT_FIELDS,
    )
    .for_several(),
    step_verb(
        "consult",
        StepKind::Consult,
        Words::new("标为已协商", "Mark consulted"),
        Words::new("协商议事会已经议过", "A session has talked about it"),
        step::CONSULT_FIELDS,
    ),
    step_verb(
        "resolve",
        StepKind::Resolve,
        Words::new("标为已解决", "Mark resolved"),
        Words::new(
            "承诺的事已经兑现，诉求人认可",
            "What was promised is there, and the raiser agrees",
        ),
        step::RESOLVE_FIELDS,
    ),
    step_verb(
        "serve",
        StepKind::ResolveByService,
        Words::new("以委员服务解决", "Resolve by member service"),
        Words::new("未开会，由委员服务解决", "Member service did it, without a session"),
        step::RESOLVE_FIELDS,
    ),
    step_verb(
        "reopen",
        StepKind::Reopen,
        Words::new("重新启动", "Reopen"),
        Words::new("问题又出现了", "The problem is back"),
        step::REASON_FIELDS,
    ),
    step_verb(
        "decline",
        StepKind::Exit(Exit::Declined),
        Words::new("不予受理", "Decline"),
        Words::new("不属于协商范围等", "It is not for consultation"),
        step::EXIT_FIELDS,
    ),
    step_verb(
        "refer",
        StepKind::Exit(Exit::Referred),
        Words::new("转办", "Refer"),
        Words::new("转 12345、信访、提案或部门", "Passes it on to a hotline, office or department"),
        step::REFER_FIELDS,
    ),
    step_verb(
        "merge",
        StepKind::Exit(Exit::Merged),
        Words::new("并案", "Merge"),
        Words::new("与另一议题是同一问题", "It is the same problem as another issue"),
        step::MERGE_FIELDS,
    )
    .for_several(),
    step_verb(
        "withdraw",
        StepKind::Exit(Exit::Withdrawn),
        Words::new("撤回", "Withdraw"),
        Words::new("诉求人撤回", "The raiser takes it back"),
        step::EXIT_FIELDS,
    ),
    step_verb(
        "close",
        StepKind::Exit(Exit::ClosedUnresolved),
        Words::new("未能解决", "Close unresolved"),
        Words::new("受条件限制，说明原因后了结", "Limited by conditions; ends with an explanation"),
        step::EXIT_FIELDS,
    ),
    step_verb(
        "take-back-exit",
        StepKind::TakeBackExit,
        Words::new("恢复办理", "Take the exit back"),
        Words::new("退出是误操作", "The exit was a mistake"),
        step::CORRECT_FIELDS,
    ),
    step_verb(
        "correct-accept",
        StepKind::CorrectAccept,
        Words::new("更正：未受理", "Correct: not accepted"),
        Words::new("受理是误操作", "The acceptance was a mistake"),
        step::CORRECT_FIELDS,
    ),
    step_verb(
        "correct-consult",
        StepKind::CorrectConsult,
        Words::new("更正：未协商", "Correct: not consulted"),
        Words::new("标为已协商是误操作", "Marking it consulted was a mistake"),
        step::CORRECT_FIELDS,
    ),
    step_verb(
        "correct-resolve",
        StepKind::CorrectResolve,
        Words::new("更正：未解决", "Correct: not resolved"),
        Words::new("标为已解决是误操作", "Marking it resolved was a mistake"),
        step::CORRECT_FIELDS,
    ),
    step_verb(
        "correct-reopen",
        StepKind::CorrectReopen,
        Words::new("更正：未重启", "Correct: not reopened"),
        Words::new("重新启动是误操作", "The reopening was a mistake"),
        step::CORRECT_FIELDS,
    ),
    verb(
        "study",
        Words::new("记调研", "Note a field study"),
        Words::new("记下一次实地调研", "Notes a visit on the spot"),
        &[
            field("text", Words::new("情况", "What was seen"), FieldKind::Block)
                .required()
                .positional(),
            field("on", Words::new("日期", "Date"), FieldKind::Span),
        ],
        study,
    ),
    verb(
        "evaluate",
        Words::new("测评、回访", "Evaluate, revisit"),
        Words::new(
            "记下诉求人的评价；解决以后再问的是回访。不满意的，办结的事项退回重办，已解决的重新启动",
            "Enters the raiser's word, after the resolution as a revisit; a dissatisfied one sends back what was \
             reported done and reopens what was resolved",
        ),
        EVALUATION,
        evaluate,
    ),
    verb(
        "carry-over",
        Words::new("余项另立议题", "Carry the rest over"),
        Words::new(
            "一部分一时办不完：余下的另立一件议题，办好的可以结案",
            "Part of it takes longer: the rest becomes an issue of its own, and what was done can be resolved",
        ),
        REMAINDER,
        carry_over,
    )
    .prefilled(current_remainder),
    verb(
        "state",
        Words::new("结案说明", "Closing statement"),
        Words::new(
            "没有承办事项时，说明做了什么",
            "Says what was done where no commitment was made",
        ),
        DONE,
        state,
    )
    .prefilled(current_statement),
    verb(
        "service",
        Words::new("记委员服务", "Record member service"),
        Words::new(
            "法律援助、调解等，不开会的服务",
            "Legal aid, mediation and the like, without a session",
        ),
        SERVICE,
        service,
    )
    .prefilled(current_service),
    verb(
        "take-back-study",
        Words::new("撤销调研", "Take the field study back"),
        Words::new("最近一次调研是误登", "The latest field study was a mistake"),
        step::MISTAKE_FIELDS,
        take_back_study,
    ),
    verb(
        "take-back-evaluation",
        Words::new("撤销测评", "Take the evaluation back"),
        Words::new("最近登记的测评是误登", "The evaluation entered last was a mistake"),
        step::MISTAKE_FIELDS,
        take_back_evaluation,
    ),
    verb(
        "take-back-statement",
        Words::new("撤销结案说明", "Take the statement back"),
        Words::new("结案说明是误登", "The closing statement was a mistake"),
        step::MISTAKE_FIELDS,
        take_back_statement,
    ),
    verb(
        "take-back-service",
        Words::new("撤销委员服务", "Take the service back"),
        Words::new("委员服务是误登", "The record of member service was a mistake"),
        step::MISTAKE_FIELDS,
        take_back_service,
    ),
    verb(
        "attach",
        Words::new("附佐证材料", "Attach evidence"),
        Words::new("附上文件，或写明存放处", "Copies a file in, or names where a paper lies"),
        ATTACH_FIELDS,
        attach,
    ),
];

fn issue<'a>(filling: &Filling<'a>) -> Result<&'a Issue, Fault> {
    let id: IssueId = filling.target()?;
    filling
        .world
        .issue(id)
        .ok_or_else(|| filling.fault("target", FieldFault::Unknown(EntityKind::Issue)))
}

/// Reads the title as a line that may say more; what was typed into other fields counts.
fn add(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let studios = filling.world.studios();
    let areas: Vec<String> = studios
        .flat_map(|it| {
            [format!("{}{}", it.facts.district, it.facts.township), it.facts.name.clone()]
        })
        .collect();
    let (today, directory) = (filling.today, filling.directory);
    let ground = intake::Ground { today, areas: &areas, directory };
    let values = intake::expanded(filling.values, &ground);
    if values.first("title").is_none_or(|title| title.trim().is_empty()) {
        return Err(filling.fault("title", FieldFault::Required));
    }
    let mut read = Filling {
        values: &values,
        mint: &mut *filling.mint,
        file: filling.file.take(),
        records: Vec::new(),
        newcomers: Vec::new(),
        ..*filling
    };
    let actions = add_read(&mut read)?;
    filling.newcomers = read.newcomers;
    Ok(actions)
}

fn add_read(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let studio = studio_or_mine(filling)?;
    let id = IssueId::from_bytes(filling.fresh());
    let mut facts = facts(filling, &IssueFacts::titled(""))?;
    if facts.submitted.is_none() && filling.source().is_none() {
        facts.submitted = Some(crate::domain::date::DateSpan::of_day(filling.today));
    }
    Ok(vec![Action::AddIssue { id, studio, facts, source: filling.source() }])
}

/// The studio that was named; else *my studio*; else the only one there is.
pub(super) fn studio_or_mine(filling: &Filling<'_>) -> Result<StudioId, Fault> {
    if let Some(studio) = filling.id_of("studio", EntityKind::Studio)? {
        return Ok(studio);
    }
    if let Some(mine) = filling.world.settings().my_studio {
        return Ok(mine);
    }
    let mut studios = filling.world.studios().filter(|studio| !studio.retracted);
    match (studios.next(), studios.next()) {
        (Some(only), None) => Ok(only.id),
        _ => Err(filling.fault("studio", FieldFault::Required)),
    }
}

fn edit(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let issue = issue(filling)?;
    let facts = facts(filling, &issue.facts)?;
    let mut actions = vec![Action::EditIssue { id: issue.id, facts }];
    let studio = filling.id_of("studio", EntityKind::Studio)?;
    if let Some(studio) = studio.filter(|studio| *studio != issue.studio) {
        actions.push(Action::MoveIssue { id: issue.id, studio });
    }
    Ok(actions)
}

fn facts(filling: &mut Filling<'_>, current: &IssueFacts) -> Result<IssueFacts, Fault> {
    Ok(IssueFacts {
        title: filling.text_or("title", &current.title),
        body: filling.text_or("text", &current.body),
        intake: filling
            .choice_or("intake", Intake::from_key, Some(current.intake))?
            .unwrap_or(Intake::Unknown),
        category: filling.choice_or("category", Category::from_key, current.category)?,
        place: filling.text_or("place", &current.place),
        raisers: filling.people_or("raiser", &current.raisers)?,
        submitted: filling.span_or("submitted", current.submitted)?,
        tags: filling.tags_or("tag", &current.tags),
    })
}

fn current(world: &World, id: EntityId, directory: &dyn Directory) -> Values {
    let mut values = Values::default();
    let Some(issue) = IssueId::try_from(id).ok().and_then(|id| world.issue(id)) else {
        return values;
    };
    let facts = &issue.facts;
    values.set("title", &facts.title);
    values.set("studio", directory.name(issue.studio.into()).unwrap_or_default());
    values.set("text", &facts.body);
    values.set("intake", facts.intake.key());
    values.set("category", facts.category.map(Category::key).unwrap_or_default());
    values.set("place", &facts.place);
    values.set_all("raiser", names(directory, &facts.raisers));
    values.set("submitted", facts.submitted.map(|day| day.to_string()).unwrap_or_default());
    values.set_all("tag", facts.tags.clone());
    values
}

fn relocate(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let studio = filling
        .id_of("studio", EntityKind::Studio)?
        .ok_or_else(|| filling.fault("studio", FieldFault::Required))?;
    Ok(vec![Action::MoveIssue { id: filling.target()?, studio }])
}
