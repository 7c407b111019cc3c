//! Verbs about sessions: planning, what happened at the table, and their record.

mod floor;
mod guests;
mod poll;
mod prepare;
mod promise;
mod record;
mod say;
mod stages;

use self::floor::{CLOCK, CLOSE, ITEM, QUEUE, SPEAK, STAGE, TAKE_UP};
pub use self::poll::read_answers;
use self::prepare::item;
pub use self::prepare::suggested;
use self::record::{EDIT_LINE, LINE, MOST_LINES, edit_line, line, strike_line};
pub use self::say::doubts_of_lines;
use self::say::{NAME as SAY_NAME, SAY, say};
pub use self::stages::{
    read_minutes, read_order, read_orders, read_stages, write_orders, write_stages,
};
use super::attendance::{ATTEND, TALLY, attend, remove_attendance, tally};
use super::fill::{Directory, Fault, FieldFault, Filling, Values, names};
use super::issue::studio_or_mine;
use super::role::Role;
use super::verb::{Build, Field, FieldKind, Noun, Verb, Words, field};
use crate::domain::action::{Action, StepRequest};
use crate::domain::id::{EntityId, EntityKind, IssueId, SessionId, StudioId};
use crate::domain::person::Side;
use crate::domain::session::{Session, SessionFacts, SessionStepKind};
use crate::domain::workflow::{Status, StepKind};
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

const POSTPONE: &[Field] = &[
    field("to", w("改到", "New date"), FieldKind::Span).required().positional().role_of(Role::Day),
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
    prepare::AGENDA,
    prepare::MOVE,
    prepare::TIME,
    prepare::ORDER,
    guests::INVITE,
    guests::REPLY,
    guests::EXCUSE,
    guests::UNINVITE,
    verb(
        "attend",
        w("签到", "Check in"),
        w(
            "记下谁以什么身份到会；几个人里有新人的，身份类别只给新人，熟人按名册",
            "Enters who attended, and in what capacity; where newcomers are among several, the class is theirs alone",
        ),
        ATTEND,
        attend,
    )
    .narrow(),
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
    )
    .narrow(),
    verb(
        SAY_NAME,
        w("记发言", "Take lines down"),
        w(
            "按记录的写法记一行或几行：类别、@发言人、#议题、+标签、承办部门、时限、资金；看不懂的不记",
            "Takes lines down as they are typed in a session: kind, @speaker, #item, +label, departments, deadline, money; nothing is saved of what is not understood",
        ),
        SAY,
        say,
    )
    .narrow()
    .reading_lines(),
    verb(
        "edit-line",
        w("改一行", "Edit a record line"),
        w("更正会议记录的一行；原话保留", "Corrects a line of the record; what it said is kept"),
        EDIT_LINE,
        edit_line,
    )
    .reading_lines()
    .narrow(),
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
        "promise",
        w("登记为承办事项", "Make it a commitment"),
        w(
            "把记录里答应的一行登记为承办事项，部门、时限、资金从这一行读出",
            "Makes a commitment of what a line promises: department, deadline and money are read out of it",
        ),
        promise::PROMISE,
        promise::promise,
    )
    .reading_lines()
    .narrow(),
    prepare::NO_CONSENSUS,
    verb("start", w("开始", "Start"), w("会议开始", "The session begins"), CLOCK, floor::step)
        .stepping_session(SessionStepKind::Start),
    verb("pause", w("暂停", "Pause"), w("会议暂停", "Interrupts it"), CLOCK, floor::step)
        .stepping_session(SessionStepKind::Pause),
    verb("resume", w("继续", "Resume"), w("会议继续", "Goes on after a pause"), CLOCK, floor::step)
        .stepping_session(SessionStepKind::Resume),
    verb(
        "close",
        w("散会", "Close"),
        w(
            "会议结束；条件具备的议题随之转为已协商",
            "Ends it; issues that have what that needs are consulted with it",
        ),
        CLOSE,
        floor::step,
    )
    .stepping_session(SessionStepKind::Close),
    verb(
        "item",
        w("转入议题", "Take up an item"),
        w("转入指定的议题；不指定就是下一个", "Goes on to the item, or to the next one"),
        ITEM,
        floor::item,
    )
    .narrow(),
    verb(
        "stage",
        w("转入环节", "Next stage"),
        w("转入议题的某个环节；不指定就是下一个", "Goes on to a stage of the item, or to the next"),
        STAGE,
        floor::stage,
    )
    .narrow(),
    verb(
        "speak",
        w("请人发言", "Give the floor"),
        w(
            "开始发言计时；不指定就请排在最前的人",
            "Begins a speech: of the person, or of who waits longest",
        ),
        SPEAK,
        floor::speak,
    )
    .narrow(),
    verb(
        "hold",
        w("暂停或继续发言", "Hold the speech"),
        w("发言计时暂停，再用一次继续", "Stops the clock of the speaker; again, it goes on"),
        CLOCK,
        floor::hold,
    )
    .narrow(),
    verb(
        "end-speech",
        w("结束发言", "End the speech"),
        w("结束正在进行的发言", "Ends the speech that is running"),
        CLOCK,
        floor::end_speech,
    )
    .narrow(),
    verb(
        "queue",
        w("排队发言", "Queue to speak"),
        w(
            "排进或移出发言次序；程序问题和插问排在前面",
            "Puts people into the queue or takes them out; points of order and questions go first",
        ),
        QUEUE,
        floor::queue,
    )
    .narrow(),
    verb(
        "take-up",
        w("意外中断后续上", "Take up after an interruption"),
        w(
            "程序中途意外停过：续上，并说明中断的时间计不计入",
            "The program was stopped in between: goes on, and says whether the gap counts",
        ),
        TAKE_UP,
        floor::take_up,
    )
    .narrow(),
    verb(
        "poll",
        w("意向测询", "Straw poll"),
        w("举手问一问大家的意向，不作表决", "A show of hands that decides nothing"),
        poll::POLL,
        poll::poll,
    )
    .narrow(),
    verb(
        "note",
        w("私人备注", "Private note"),
        w("只给自己看，不进任何文件", "For your own eyes; it reaches no document"),
        poll::NOTE,
        poll::note,
    )
    .narrow(),
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
        w(
            "散会是误操作；随散会转为已协商的议题也退回",
            "Closing it was a mistake; what was consulted by it goes back too",
        ),
        &[REASON],
        undo_close,
    )
    .stepping_session(SessionStepKind::UndoClose),
    super::finalise::OF_SESSION,
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

/// Takes the closing back, and with it what was consulted on the strength of it.
fn undo_close(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let issues = session.agenda.iter().filter_map(|item| filling.world.issue(item.issue));
    let consulted = issues.filter(|issue| {
        issue.status == Status::Consulted && issue.consulted_in() == Some(session.id)
    });
    let back = consulted.map(|issue| Action::StepIssue {
        id: issue.id,
        request: StepRequest::new(StepKind::CorrectConsult),
    });
    let mut actions: Vec<Action> = back.collect();
    actions.extend(step(filling)?);
    Ok(actions)
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
    check_planned(filling, &facts)?;
    let issues: Vec<IssueId> = filling.ids_or("agenda", EntityKind::Issue, Vec::new())?;
    let mut actions = vec![Action::PlanSession { id, facts, source: filling.source() }];
    if !issues.is_empty() {
        let items = issues.into_iter().map(|issue| item(issue, None)).collect();
        actions.push(Action::SetAgenda { session: id, items });
    }
    Ok(actions)
}

/// A studio has one session of a title on a day: a second one is mostly the same, planned once more.
fn check_planned(filling: &Filling<'_>, facts: &SessionFacts) -> Result<(), Fault> {
    match filling.directory.planned(facts.studio, facts.on, &facts.title) {
        Some(same) => {
            let number = same.number.to_string();
            Err(filling.fault("title", FieldFault::PlannedAlready { number }))
        }
        None => Ok(()),
    }
}

fn edit(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let facts = facts(filling, &session.facts)?;
    let was = &session.facts;
    if (facts.studio, facts.on, &facts.title) != (was.studio, was.on, &was.title) {
        check_planned(filling, &facts)?;
    }
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

/// The step that the verb asks for.
fn step(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let kind = filling.verb.session_step;
    let kind = kind.ok_or_else(|| filling.fault("step", FieldFault::Required))?;
    let reason = filling.text_or("reason", "");
    let to = filling.span_or("to", None)?;
    Ok(vec![Action::StepSession { id: filling.target()?, kind, reason, to }])
}
