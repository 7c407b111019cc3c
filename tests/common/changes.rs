//! Numbered changes that check themselves: what a store must hold after the first `last` of them,
//! each whole, and nothing of any other.

use chrono::NaiveDate;
use tanshi::domain::action::Action;
use tanshi::domain::id::{IssueId, PersonId, StudioId};
use tanshi::domain::issue::IssueFacts;
use tanshi::domain::number::StudioCode;
use tanshi::domain::person::{PersonFacts, Side};
use tanshi::domain::studio::{StudioFacts, StudioKind};
use tanshi::domain::world::World;
use tanshi::store::Asked;

/// Who asks, on the day of a session.
pub(crate) fn asked() -> Asked {
    Asked {
        actor: PersonId::from_bytes([7; 16]),
        today: NaiveDate::from_ymd_opt(2023, 10, 20).expect("a day"),
        time: chrono::NaiveTime::MIN,
        wall_millis: 1_697_760_000_000,
    }
}

const STUDIO: StudioId = StudioId::from_bytes([1; 16]);
/// Every fourth change shortens the issue that this many changes before added.
const EDITED_AFTER: u64 = 5;

fn bytes(number: u64, part: u8) -> [u8; 16] {
    let mut bytes = [part; 16];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    bytes
}

/// The issue that a change adds.
pub(crate) fn issue_id(number: u64) -> IssueId {
    IssueId::from_bytes(bytes(number, 0xAA))
}

pub(crate) fn person_id(number: u64, part: u8) -> PersonId {
    PersonId::from_bytes(bytes(number, part))
}

fn studio(number: u64) -> StudioFacts {
    StudioFacts {
        name: "韶峰工作室".to_owned(),
        code: StudioCode::parse("SFL").expect("a code"),
        kind: StudioKind::Township,
        district: String::new(),
        township: String::new(),
        founded: None,
        convenor: None,
        members: Vec::new(),
        note: format!("第{number}次"),
    }
}

/// The issue of a change as it stands after the changes up to `last`.
pub(crate) fn issue(number: u64, last: u64) -> IssueFacts {
    let edited_by = number + EDITED_AFTER;
    let is_edited = edited_by <= last && edited_by.is_multiple_of(4);
    // From nothing to more than three of sled's pieces.
    let chars = if is_edited { number % 7 } else { number * 379 % 5_000 };
    let mut facts = IssueFacts::titled(format!("议题{number}"));
    facts.body =
        "塘边路灯不亮".chars().cycle().take(usize::try_from(chars).expect("few")).collect();
    facts
}

pub(crate) fn person(number: u64, part: u8) -> PersonFacts {
    PersonFacts::named(format!("居民{number}-{part}"), Side::Public)
}

/// The change of this number, from 1; the first one makes the studio.
pub(crate) fn change(number: u64) -> Vec<Action> {
    let mut actions = vec![if number == 1 {
        Action::AddStudio { id: STUDIO, facts: studio(1), source: None }
    } else {
        Action::EditStudio { id: STUDIO, facts: studio(number) }
    }];
    let facts = issue(number, number);
    actions.push(Action::AddIssue { id: issue_id(number), studio: STUDIO, facts, source: None });
    for part in 0..u8::try_from(number % 3).expect("small") {
        let (id, facts) = (person_id(number, part), person(number, part));
        actions.push(Action::AddPerson { id, facts, source: None });
    }
    if number.is_multiple_of(4) && number > EDITED_AFTER {
        let edited = number - EDITED_AFTER;
        actions.push(Action::EditIssue { id: issue_id(edited), facts: issue(edited, number) });
    }
    actions
}

/// How many of the changes a world holds, as its studio says.
pub(crate) fn count(world: &World) -> u64 {
    let note = world.studios().next().map_or("第0次", |studio| &studio.facts.note);
    note.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("a number")
}

/// Whether a world holds exactly the changes 1 to `last`; else what is wrong.
///
/// # Errors
/// The first difference.
pub(crate) fn check(world: &World, last: u64) -> Result<(), String> {
    let expect = |is: bool, what: &dyn std::fmt::Display| {
        if is { Ok(()) } else { Err(format!("{what}, of {last} changes")) }
    };
    expect(count(world) == last, &format!("the studio is at {}", count(world)))?;
    let people: u64 = (1..=last).map(|number| number % 3).sum();
    expect(world.issues().count() as u64 == last, &"number of issues")?;
    expect(world.people().count() as u64 == people, &"number of people")?;
    for number in 1..=last {
        let found = world.issue(issue_id(number)).map(|found| &found.facts);
        expect(found == Some(&issue(number, last)), &format!("issue {number}"))?;
        for part in 0..u8::try_from(number % 3).expect("small") {
            let found = world.person(person_id(number, part)).map(|found| &found.facts);
            expect(found == Some(&person(number, part)), &format!("person {number}-{part}"))?;
        }
    }
    Ok(())
}
