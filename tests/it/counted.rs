//! The example city counted once more by hand: every one of the six totals, by studio and by month,
//! straight from what is stored, without anything of how the program counts.

use chrono::{Datelike as _, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use tanshi::domain::{
    date::DateSpan,
    figures::{Cell, Dimension, Figure, Report},
    id::StudioId,
    issue::Issue,
    session::{Class, Presence, Session, SessionStatus},
    workflow::{Exit, Status, StepKind},
    world::World,
};

/// A number for each studio and month; the month is empty where nobody knows it.
#[derive(Default)]
struct ByHand {
    by_studio: BTreeMap<StudioId, usize>,
    by_month: BTreeMap<String, usize>,
}

impl ByHand {
    fn add(&mut self, studio: StudioId, month: &str, count: usize) {
        if count > 0 {
            *self.by_studio.entry(studio).or_default() += count;
            *self.by_month.entry(month.to_owned()).or_default() += count;
        }
    }
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 1, 1).unwrap()
}

fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 10, 20).unwrap()
}

fn is_inside(on: DateSpan) -> bool {
    on.first() >= first_day() && on.last() <= last_day()
}

fn month(on: Option<DateSpan>) -> String {
    let Some(on) = on else { return String::new() };
    let of = |day: NaiveDate| format!("{}-{}", day.year(), day.month());
    if of(on.first()) == of(on.last()) { of(on.first()) } else { String::new() }
}

const MEMBERS: [Class; 5] =
    [Class::Leader, Class::Member, Class::Convenor, Class::ResidentMember, Class::Aide];
const PUBLIC: [Class; 5] = [
    Class::CommunityRepresentative,
    Class::PublicRepresentative,
    Class::Merchant,
    Class::Enterprise,
    Class::Raiser,
];

/// Members, public and departments at a session: people once, who wears two hats as a member.
fn attendance(session: &Session) -> [usize; 3] {
    let mut members = BTreeSet::new();
    let mut public = BTreeSet::new();
    let mut departments = BTreeSet::new();
    for row in &session.attendance {
        if row.presence != Presence::Present {
            continue;
        }
        if MEMBERS.contains(&row.class) {
            members.insert(row.person);
        }
        if PUBLIC.contains(&row.class) {
            public.insert(row.person);
        }
        if row.class == Class::Department {
            departments.insert(row.department);
        }
    }
    let public = public.difference(&members).count();
    let mut heads = [members.len(), public, departments.len()];
    for tally in &session.tallies {
        let at = match tally.class {
            class if MEMBERS.contains(&class) => 0,
            class if PUBLIC.contains(&class) => 1,
            Class::Department => 2,
            _ => continue,
        };
        heads[at] += tally.count as usize;
    }
    heads
}

/// The day of the resolving step, where an issue stands resolved: what was corrected never was.
fn resolved_on(issue: &Issue) -> Option<DateSpan> {
    let mut standing: Vec<(usize, Status, DateSpan)> = Vec::new();
    for (place, step) in issue.steps.iter().enumerate() {
        if step.facts().on.last() > last_day() {
            continue;
        }
        match step.annuls() {
            Some(wrong) => standing.retain(|(place, ..)| *place != wrong as usize),
            None => standing.push((place, step.to(), step.facts().on)),
        }
    }
    match standing.last() {
        Some((_, Status::Resolved(_), on)) => Some(*on),
        _ => None,
    }
}

fn by_hand(world: &World) -> BTreeMap<&'static str, ByHand> {
    let mut all: BTreeMap<&'static str, ByHand> = BTreeMap::new();
    let mut add = |key, studio, month: &str, count| {
        all.entry(key).or_default().add(studio, month, count);
    };
    for studio in world.studios().filter(|it| !it.retracted) {
        match studio.facts.founded {
            Some(on) if on.last() <= last_day() => add("studios", studio.id, &month(Some(on)), 1),
            _ => {}
        }
    }
    for session in world.sessions().filter(|it| !it.retracted) {
        let is_held = matches!(session.status, SessionStatus::Closed(_));
        if !is_held || !is_inside(session.facts.on) {
            continue;
        }
        let (studio, month) = (session.facts.studio, month(Some(session.facts.on)));
        add("sessions", studio, &month, 1);
        let [members, public, departments] = attendance(session);
        add("member_attendances", studio, &month, members);
        add("public_attendances", studio, &month, public);
        add("department_attendances", studio, &month, departments);
    }
    for issue in world.issues().filter(|it| !it.retracted) {
        let is_merged = matches!(issue.status, Status::Exited(Exit::Merged, _));
        let on = resolved_on(issue).filter(|on| is_inside(*on) && !is_merged);
        if let Some(on) = on {
            add("resolved", issue.studio, &month(Some(on)), 1);
        }
    }
    all
}

fn by_program(report: &Report, figure: Figure) -> ByHand {
    let mut counted = ByHand::default();
    for (cell, part) in report.by(Dimension::Studio).cells() {
        let Cell::Studio(studio) = cell else { panic!("{cell:?}") };
        if part.count(figure) > 0 {
            counted.by_studio.insert(*studio, part.count(figure));
        }
    }
    for (cell, part) in report.by(Dimension::Month).cells() {
        let month = match cell {
            Cell::Month(year, month) => format!("{year}-{month}"),
            _ => String::new(),
        };
        if part.count(figure) > 0 {
            counted.by_month.insert(month, part.count(figure));
        }
    }
    counted
}

#[test]
fn the_six_totals_by_studio_and_by_month_are_those_counted_by_hand() {
    let (world, report) = crate::example::counted();
    let by_hand = by_hand(world);
    for figure in Figure::TOTALS {
        let (hand, program) = (&by_hand[figure.key()], by_program(&report, figure));
        assert_eq!(hand.by_studio, program.by_studio, "{}", figure.key());
        assert_eq!(hand.by_month, program.by_month, "{}", figure.key());
        let total: usize = hand.by_studio.values().sum();
        assert_eq!(total, report.count(figure), "{}", figure.key());
        assert_eq!(total, hand.by_month.values().sum::<usize>(), "{}", figure.key());
    }
    // The hand counts what is there, not what was meant.
    let steps = world.issues().flat_map(|it| &it.steps);
    assert!(steps.filter(|it| it.kind() == StepKind::Resolve).count() >= 200);
}
