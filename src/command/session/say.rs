//! Lines as they are typed in a session: each is read by the grammar of the record, and all of them
//! are saved, or none.

use super::{session, w};
use crate::command::Verb;
use crate::command::fill::{Directory, Fault, FieldFault, Filling, Found, Values};
use crate::command::grammar::{Doubt, Ground, Kind, Names, Reading, Saying, actions, read};
use crate::command::verb::{Field, FieldKind, field};
use crate::domain::action::Action;
use crate::domain::calendar::Calendar;
use crate::domain::id::{EntityId, EntityKind, IssueId, PersonId, SessionId};
use crate::domain::line::LineKind;
use crate::domain::person::Side;
use crate::domain::session::PrivateNote;
use crate::domain::world::World;

/// The name of the verb.
pub(super) const NAME: &str = "say";

pub(super) const SAY: &[Field] = &[
    field("text", w("记录（每行一条）", "Lines"), FieldKind::Block).required().positional(),
    field("item", w("正在议的议题", "Current item"), FieldKind::Reference(EntityKind::Issue)),
    field("speaker", w("正在发言的人", "Who has the floor"), FieldKind::Person)
        .newcomers(Side::Other),
    field("at", w("时间", "Time"), FieldKind::Time),
];

/// Enters the lines in order. What was clearly meant and is not understood refuses all of them.
pub(super) fn say(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let item: Option<IssueId> = filling.id_of("item", EntityKind::Issue)?;
    let floor = filling.person_or("speaker", None)?;
    let at = filling.time_or("at", None)?;
    let studio = filling.world.studio(session.facts.studio);
    let ground =
        Ground::of(filling.names, session, studio, filling.calendar).in_world(filling.world);
    let ground = on_the_floor(ground, item, floor);
    // As typed, with the empty lines before: the numbers of the lines are those that people see.
    let text = filling.values.first("text").unwrap_or_default();
    let lines = lines(text, ground);
    if let Some(fault) = lines.iter().find_map(Line::fault) {
        return Err(fault);
    }
    let now = filling.now;
    let at = at.or_else(|| session.is_live().then(|| now.time()));
    let mut saying = Saying::new(session.id, at, filling.world, &mut *filling.mint);
    let mut asked = Vec::new();
    for Line { reading, .. } in &lines {
        if reading.kind == Kind::Note {
            let text = reading.text.clone();
            let to = Some(PrivateNote { issue: reading.issue, at: now, text });
            asked.push(Action::SetNote { session: session.id, from: None, to });
        } else {
            asked.extend(actions(reading, &mut saying));
        }
    }
    Ok(asked)
}

/// What is talked about, and by whom: as stated, else as the floor of the session has it.
fn on_the_floor(
    ground: Ground<'_>,
    item: Option<IssueId>,
    speaker: Option<PersonId>,
) -> Ground<'_> {
    let course = ground.session.floor.course();
    Ground {
        item: item.or(course.item).or(ground.item),
        floor: speaker.or_else(|| course.speech.map(|speech| speech.person)),
        ..ground
    }
}

/// A line of what was typed.
struct Line<'a> {
    /// From 1.
    number: usize,
    text: &'a str,
    reading: Reading,
}

impl Line<'_> {
    fn fault(&self) -> Option<Fault> {
        let fault = |what| Fault { key: "text", typed: self.text.trim().to_owned(), fault: what };
        let doubt = self.reading.refusal()?.clone();
        Some(fault(FieldFault::Said { line: self.number, doubt: Box::new(doubt) }))
    }
}

/// Reads lines one after the other; empty ones are passed over. A topic that names its item is what
/// is talked about from then on.
fn lines<'t>(text: &'t str, mut ground: Ground<'_>) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    for (number, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
        let reading = read(text, &ground);
        if reading.kind == Kind::Line(LineKind::Topic) {
            ground.item = reading.issue.or(ground.item);
        }
        lines.push(Line { number, text, reading });
    }
    lines
}

/// What is doubtful about lines that were saved nevertheless, with the number of the line from 1;
/// nothing for any other verb.
pub fn doubts_of_lines(
    verb: &Verb,
    target: Option<EntityId>,
    values: &Values,
    world: &World,
    (directory, calendar): (&dyn Directory, &Calendar),
) -> Vec<(usize, Doubt)> {
    let session =
        target.and_then(|id| SessionId::try_from(id).ok()).and_then(|id| world.session(id));
    let Some(session) = session.filter(|_| verb.name == NAME) else { return Vec::new() };
    let names: Names = directory.spoken();
    let studio = world.studio(session.facts.studio);
    let ground = Ground::of(&names, session, studio, calendar).in_world(world);
    let named = |key: &str, kind| match directory.find(kind, values.first(key)?.trim()) {
        Found::One(id) => Some(id),
        _ => None,
    };
    let item = named("item", EntityKind::Issue).and_then(|id| IssueId::try_from(id).ok());
    let floor = named("speaker", EntityKind::Person).and_then(|id| PersonId::try_from(id).ok());
    let ground = on_the_floor(ground, item, floor);
    let lines = lines(values.first("text").unwrap_or_default(), ground);
    let doubts = lines
        .into_iter()
        .flat_map(|line| line.reading.doubts.into_iter().map(move |doubt| (line.number, doubt)));
    doubts.collect()
}
