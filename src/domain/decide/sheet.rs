//! The sign-in sheet and the record of a session.

use super::{
    all_standing, block,
    directory::changed,
    line_or_empty, not_there,
    session::{find_alive, is_closed, refuse_if_promised, refuse_if_undermined},
    standing,
};
use crate::domain::{
    event::{AttendanceSet, Event, LineAdded, LineStruckBody},
    id::{LineId, PersonId, SessionId},
    line::{Line, LineFacts},
    refusal::{Field, Refusal},
    session::{Attendance, Class, Column, Session, TALLY_HEADS, Tally},
    text::SHORT_CHARS,
    world::World,
};

pub(super) fn set_attendance(
    world: &World,
    id: SessionId,
    person: PersonId,
    row: Option<&Attendance>,
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    let from = session.attendance.iter().find(|row| row.person == person).cloned();
    let to = match row {
        None => None,
        Some(row) => {
            standing(world.person(person), person, |it| it.retracted)?;
            if row.class == Class::Department && row.department.is_none() {
                return Err(Refusal::Required(Field::Unit));
            }
            if let Some((arrived, left)) = row.arrived_at.zip(row.left_at)
                && session.order_of(left) < session.order_of(arrived)
            {
                return Err(Refusal::LeftEarlier { arrived });
            }
            if let Some(department) = row.department {
                standing(world.department(department), department, |it| it.retracted)?;
            }
            Some(Attendance { person, correction: is_closed(session), ..row.clone() })
        }
    };
    let same = match (&from, &to) {
        (Some(was), Some(now)) => *was == Attendance { correction: was.correction, ..now.clone() },
        (None, None) => true,
        _ => false,
    };
    if same {
        return Ok(Vec::new());
    }
    let mut after = session.clone();
    after.replace_row(person, from.as_ref(), to.as_ref());
    refuse_if_undermined(world, &after, None)?;
    Ok(vec![Event::AttendanceSet(AttendanceSet { session: id, person, from, to })])
}

pub(super) fn set_tallies(
    world: &World,
    id: SessionId,
    tallies: &[Tally],
) -> Result<Vec<Event>, Refusal> {
    let session = find_alive(world, id)?;
    refuse_too_many(tallies)?;
    let tallies = tallies
        .iter()
        .map(|tally| {
            let source = line_or_empty(Field::Source, &tally.source, SHORT_CHARS)?;
            // At a live session only the public may stay unnamed (DOMAIN §2).
            let is_sourced = session.source.is_some() || !source.is_empty();
            if tally.class.column() != Column::Public && !is_sourced {
                return Err(Refusal::Required(Field::Source));
            }
            Ok(Tally { source, ..tally.clone() })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    refuse_if_undermined(world, &Session { tallies: tallies.clone(), ..session.clone() }, None)?;
    Ok(changed(id, session.tallies.clone(), tallies).map(Event::TalliesSet).into_iter().collect())
}

/// A class is counted once, and a report shows a row for each head of all of them.
fn refuse_too_many(tallies: &[Tally]) -> Result<(), Refusal> {
    let mut counted = Vec::new();
    let mut heads = 0_u32;
    for tally in tallies {
        if counted.contains(&tally.class) {
            return Err(Refusal::ClassTwice(tally.class));
        }
        counted.push(tally.class);
        heads = heads.saturating_add(tally.count);
    }
    if heads > TALLY_HEADS { Err(Refusal::TooMany { limit: TALLY_HEADS }) } else { Ok(()) }
}

pub(super) fn add_line(
    world: &World,
    id: LineId,
    session: SessionId,
    facts: &LineFacts,
) -> Result<Vec<Event>, Refusal> {
    not_there(world, id)?;
    let found = find_alive(world, session)?;
    let facts = check_line(world, found, facts)?;
    Ok(vec![Event::LineAdded(LineAdded { id, session, facts })])
}

fn find_line(world: &World, id: LineId) -> Result<(&Line, &Session), Refusal> {
    let line = world.line(id).ok_or_else(|| Refusal::Unknown(id.into()))?;
    Ok((line, find_alive(world, line.session)?))
}

pub(super) fn edit_line(
    world: &World,
    id: LineId,
    facts: &LineFacts,
) -> Result<Vec<Event>, Refusal> {
    let (line, session) = find_line(world, id)?;
    let from = line.facts.clone();
    let to = check_line(world, session, facts)?;
    if from == (LineFacts { correction: from.correction, ..to.clone() }) {
        return Ok(Vec::new());
    }
    refuse_if_undermined(world, session, Some(&Line { facts: to.clone(), ..line.clone() }))?;
    Ok(changed(id, from, to).map(Event::LineEdited).into_iter().collect())
}

fn check_line(world: &World, session: &Session, facts: &LineFacts) -> Result<LineFacts, Refusal> {
    all_standing(world, facts.speaker)?;
    if let Some(issue) = facts.issue.filter(|issue| session.item(*issue).is_none()) {
        return Err(Refusal::NotOnAgenda(issue.into()));
    }
    Ok(LineFacts {
        text: block(Field::Text, &facts.text)?,
        correction: is_closed(session),
        ..facts.clone()
    })
}

pub(super) fn strike_line(world: &World, id: LineId, struck: bool) -> Result<Vec<Event>, Refusal> {
    let (line, session) = find_line(world, id)?;
    if line.struck == struck {
        return Ok(Vec::new());
    }
    if struck {
        refuse_if_promised(world, session, |commitment| commitment.line == Some(id))?;
    }
    refuse_if_undermined(world, session, Some(&Line { struck, ..line.clone() }))?;
    let late = is_closed(session);
    Ok(vec![Event::LineStruck(LineStruckBody { id, struck, late })])
}
