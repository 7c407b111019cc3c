//! Verbs about sessions: planning, what happened at the table, and their record.

mod record;
mod say;

use self::record::{EDIT_LINE, LINE, MOST_LINES, edit_line, line, strike_line};
pub use self::say::doubts_of_lines;
use self::say::{NAME as SAY_NAME, SAY, say};
use super::attendance::{ATTEND, TALLY, attend, remove_attendance, tally};
use super::fill::{Directory, Fault, FieldFault, Filling, Values, names};
use super::issue::studio_or_mine;
use super::verb::{Build, Field, FieldKind, Noun, Verb, Words, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::person::Side;
use crate::domain::session::{AgendaItem, Session, SessionFacts, SessionStepKind};
use crate::domain::world::World;

const REASON: Field = field("reason", w("原因", "Reason"), FieldKind::Line);
const ISSUE: Field = field("issue", w("议题", "Issue"), FieldKind::Reference(EntityKind::Issue));

const FACTS: &[Field] = &[
    field("title", w("会议名称", "Title"), FieldKind::Line).required().positional(),
    field("studio", w("主办工作室", "Lead studio"), FieldKind::Reference(EntityKind::Studio)),
    field("on", w("日期", "Date"), FieldKind::Span).required(),
    field("at", w("时间", "Time"), FieldKind::Time),
    field("venue", w("地点", "Venue"), FieldKind::Line),
    field("chair", w("主持人", "Chair"), FieldKind::Person).newcomers(Side::Member),
    field("recorder", w("记录人", "Recorder"), FieldKind::Person).newcomers(Side::Other),
    field("agenda", w("议程（议题编号）", "Agenda"), FieldKind::References(EntityKind::Issue)),
    field("co-studio", w("联合工作室", "Co-studios"), FieldKind::References(EntityKind::Studio)),
    field("source", w("补录来源", "Recorded from"), FieldKind::Line),
];

/// The longest that one item is planned for, in minutes: a day.
const MOST_MINUTES: u32 = 1_440;

const POSTPONE: &[Field] = &[
    field("to", w("改到", "New date"), FieldKind::Span).required().positional(),
    REASON.required(),
];

const fn w(zh: &'static str, en: &'static str) -> Words {
    Words::new(zh, en)
}

const fn verb(
    name: &'static str,
    label: Words,
    about: Words,
    fields: &'static [Field],
    build: Build,
) -> Verb {
    Verb::on(Noun::Session, name, label, about, fields, build)
}

/// What can be done to sessions.
pub(super) const SESSION: &[Verb] = &[
    verb(
        "plan",
        w("筹备协商议事会", "Plan a session"),
        w("定时间、地点、主持人和议程", "Sets the time, the venue, the chair and the agenda"),
        FACTS,
        plan,
    )
    .adding(),
    verb(
        "edit",
        w("修改协商议事会", "Edit the session"),
        w("更正协商议事会的情况", "Corrects what is stated about a session"),
        FACTS,
        edit,
    )
    .prefilled(current),
    verb(
        "agenda",
        w("加入议程", "Put on the agenda"),
        w("把议题放进议程", "Puts an issue on the agenda"),
        &[
            field("issue", w("议题", "Issue"), FieldKind::References(EntityKind::Issue))
                .required()
                .positional(),
            field(
                "minutes",
                w("预计分钟", "Planned minutes"),
                FieldKind::Number { least: 0, most: MOST_MINUTES },
            ),
            field("remove", w("移出议程", "Take it off"), FieldKind::Flag),
        ],
        agenda,
    ),
    verb(
        "attend",
        w("签到", "Check in"),
        w(
            "记下谁以什么身份到会；几个人里有新人的，身份类别只给新人，熟人按名册",
            "Enters who attended, and in what capacity; where newcomers are among several, the class is theirs alone",
        ),
        ATTEND,
        attend,
    ),
    verb(
        "absent",
        w("移出签到表", "Remove from the sign-in sheet"),
        w("签到是误操作", "The sign-in was a mistake"),
        &[field("person", w("姓名", "Name"), FieldKind::People).required().positional()],
        remove_attendance,
    ),
    verb(
        "tally",
        w("记人数", "Count without names"),
        w("只有人数、没有名单时", "When only numbers are known, not names"),
        TALLY,
        tally,
    ),
    verb(
        "line",
        w("记一行", "Add a record line"),
        w("会议记录加一行", "Adds a line to the record"),
        LINE,
        line,
    ),
    verb(
        SAY_NAME,
        w("记发言", "Take lines down"),
        w(
            "按记录的写法记一行或几行：类别、@发言人、#议题、+标签、承办部门、时限、资金；看不懂的不记",
            "Takes lines down as they are typed in a session: kind, @speaker, #item, +label, departments, deadline, money; nothing is saved of what is not understood",
        ),
        SAY,
        say,
    ),
    verb(
        "edit-line",
        w("改一行", "Edit a record line"),
        w("更正会议记录的一行；原话保留", "Corrects a line of the record; what it said is kept"),
        EDIT_LINE,
        edit_line,
    ),
    verb(
        "strike-line",
        w("划去一行", "Strike a line"),
        w("划去或恢复会议记录的一行", "Strikes a line of the record, or lets it stand again"),
        &[
            field(
                "line",
                w("第几行", "Line number"),
                FieldKind::Number { least: 1, most: MOST_LINES },
            )
            .required()
            .positional(),
            field("restore", w("恢复", "Let it stand"), FieldKind::Flag),
        ],
        strike_line,
    ),
    verb(
        "no-consensus",
        w("未达成共识", "No consensus"),
        w("议题议过，但没有谈拢", "It was talked about, but nothing was agreed"),
        &[
            field("issue", w("议题", "Issue"), FieldKind::Reference(EntityKind::Issue))
                .required()
                .positional(),
            field("text", w("分歧", "On what"), FieldKind::Line),
        ],
        no_consensus,
    ),
    verb("start", w("开始", "Start"), w("会议开始", "The session begins"), &[], step)
        .stepping_session(SessionStepKind::Start),
    verb("pause", w("暂停", "Pause"), w("会议暂停", "Interrupts it"), &[], step)
        .stepping_session(SessionStepKind::Pause),
    verb("resume", w("继续", "Resume"), w("会议继续", "Goes on after a pause"), &[], step)
        .stepping_session(SessionStepKind::Resume),
    verb("close", w("散会", "Close"), w("会议结束", "Ends it"), &[], step)
        .stepping_session(SessionStepKind::Close),
    verb(
        "held",
        w("标为已召开", "Mark as held"),
        w("事后补记：会议已经开过", "Entered afterwards: it was held"),
        &[],
        step,
    )
    .stepping_session(SessionStepKind::CloseAfterTheFact),
    verb(
        "postpone",
        w("改期", "Postpone"),
        w("改到另一天", "Moves it to another day"),
        POSTPONE,
        step,
    )
    .stepping_session(SessionStepKind::Postpone),
    verb(
        "cancel",
        w("取消会议", "Cancel the session"),
        w("会议不开了", "Calls it off"),
        &[REASON.required().positional()],
        step,
    )
    .stepping_session(SessionStepKind::Cancel),
    verb(
        "take-back-cancel",
        w("恢复会议", "Take the cancelling back"),
        w("取消是误操作", "Calling it off was a mistake"),
        &[REASON],
        step,
    )
    .stepping_session(SessionStepKind::TakeBackCancel),
    verb(
        "undo-close",
        w("撤销散会", "Take the closing back"),
        w("散会是误操作", "Closing it was a mistake"),
        &[REASON],
        step,
    )
    .stepping_session(SessionStepKind::UndoClose),
    verb(
        "take-back-start",
        w("撤销开始", "Take the start back"),
        w(
            "开始是误操作；还没有人签到或发言",
            "Starting it was a mistake; nobody arrived or spoke since",
        ),
        &[REASON],
        step,
    )
    .stepping_session(SessionStepKind::TakeBackStart),
    verb(
        "take-back-postpone",
        w("撤销改期", "Take the postponement back"),
        w(
            "改期是误操作；回到原来的日子",
            "Moving it was a mistake; it is on its earlier day again",
        ),
        &[REASON],
        step,
    )
    .stepping_session(SessionStepKind::TakeBackPostpone),
];

pub(super) fn session<'a>(filling: &Filling<'a>) -> Result<&'a Session, Fault> {
    let id: SessionId = filling.target()?;
    filling
        .world
        .session(id)
        .ok_or_else(|| filling.fault("target", FieldFault::Unknown(EntityKind::Session)))
}

fn plan(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let studio = studio_or_mine(filling)?;
    let id = SessionId::from_bytes(filling.fresh());
    let start = SessionFacts {
        studio,
        co_studios: Vec::new(),
        title: String::new(),
        venue: String::new(),
        on: filling.span("on")?,
        starts_at: None,
        chair: None,
        recorder: None,
    };
    let facts = facts(filling, &start)?;
    let issues: Vec<IssueId> = filling.ids_or("agenda", EntityKind::Issue, Vec::new())?;
    let mut actions = vec![Action::PlanSession { id, facts, source: filling.source() }];
    if !issues.is_empty() {
        let items = issues.into_iter().map(|issue| item(issue, None)).collect();
        actions.push(Action::SetAgenda { session: id, items });
    }
    Ok(actions)
}

fn edit(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let facts = facts(filling, &session.facts)?;
    let mut actions = vec![Action::EditSession { id: session.id, facts }];
    if let Some(wanted) = filling.entities("agenda", EntityKind::Issue)? {
        let items = wanted
            .into_iter()
            .filter_map(|id| IssueId::try_from(id).ok())
            .map(|issue| session.item(issue).cloned().unwrap_or_else(|| item(issue, None)))
            .collect();
        actions.push(Action::SetAgenda { session: session.id, items });
    }
    Ok(actions)
}

fn facts(filling: &mut Filling<'_>, current: &SessionFacts) -> Result<SessionFacts, Fault> {
    let studio: Option<StudioId> = filling.id_of("studio", EntityKind::Studio)?;
    let studio = studio.unwrap_or(current.studio);
    let joint: Option<Vec<EntityId>> = filling.entities("co-studio", EntityKind::Studio)?;
    if joint.is_some_and(|joint| joint.contains(&studio.into())) {
        return Err(filling.fault("co-studio", FieldFault::LeadStudio));
    }
    Ok(SessionFacts {
        studio,
        co_studios: filling.ids_or("co-studio", EntityKind::Studio, current.co_studios.clone())?,
        title: filling.text_or("title", &current.title),
        venue: filling.text_or("venue", &current.venue),
        on: filling.span_or("on", Some(current.on))?.unwrap_or(current.on),
        starts_at: filling.time_or("at", current.starts_at)?,
        chair: filling.person_or("chair", current.chair)?,
        recorder: filling.person_or("recorder", current.recorder)?,
    })
}

fn current(world: &World, id: EntityId, directory: &dyn Directory) -> Values {
    let mut values = Values::default();
    let Some(session) = SessionId::try_from(id).ok().and_then(|id| world.session(id)) else {
        return values;
    };
    let facts = &session.facts;
    values.set("title", &facts.title);
    values.set("studio", directory.name(facts.studio.into()).unwrap_or_default());
    values.set_all("co-studio", names(directory, &facts.co_studios));
    values.set("on", facts.on.to_string());
    let time = facts.starts_at.map(|time| time.format("%H:%M").to_string());
    values.set("at", time.unwrap_or_default());
    values.set("venue", &facts.venue);
    for (key, person) in [("chair", facts.chair), ("recorder", facts.recorder)] {
        values.set_all(key, names(directory, &person.into_iter().collect::<Vec<_>>()));
    }
    let issues: Vec<IssueId> = session.agenda.iter().map(|item| item.issue).collect();
    values.set_all("agenda", names(directory, &issues));
    values
}

const fn item(issue: IssueId, planned_minutes: Option<u16>) -> AgendaItem {
    AgendaItem { issue, planned_minutes, no_consensus: None }
}

fn agenda(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let issues: Vec<IssueId> = filling.ids_or("issue", EntityKind::Issue, Vec::new())?;
    let minutes = filling.number_or("minutes", None)?.and_then(|it| u16::try_from(it).ok());
    let mut items = session.agenda.clone();
    if filling.flag("remove") {
        items.retain(|item| !issues.contains(&item.issue));
    } else {
        for issue in issues {
            match items.iter_mut().find(|item| item.issue == issue) {
                Some(item) => item.planned_minutes = minutes.or(item.planned_minutes),
                None => items.push(item(issue, minutes)),
            }
        }
    }
    Ok(vec![Action::SetAgenda { session: session.id, items }])
}

fn no_consensus(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let issue: Option<IssueId> = filling.id_of("issue", EntityKind::Issue)?;
    let text = filling.text_or("text", "");
    let mut items = session.agenda.clone();
    let item = items
        .iter_mut()
        .find(|item| Some(item.issue) == issue)
        .ok_or_else(|| filling.fault("issue", FieldFault::Unknown(EntityKind::Issue)))?;
    item.no_consensus = Some(text);
    Ok(vec![Action::SetAgenda { session: session.id, items }])
}

/// The step that the verb asks for.
fn step(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let kind = filling.verb.session_step;
    let kind = kind.ok_or_else(|| filling.fault("step", FieldFault::Required))?;
    let reason = filling.text_or("reason", "");
    let to = filling.span_or("to", None)?;
    Ok(vec![Action::StepSession { id: filling.target()?, kind, reason, to }])
}
