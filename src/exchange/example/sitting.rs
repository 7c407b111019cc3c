//! A session: notice, sign-in sheet, record, commitments, close, and the step that follows.

use super::{
    course,
    data::bureaus::GENERAL,
    directory::{Directory, Office},
    fate::{Fate, Fates},
    floor::{Announced, Floor},
    intake::{self, Draft},
    maker::{Maker, days_before},
    site::{Site, Sitting},
};
use crate::domain::{
    action::{Action, StepRequest},
    date::DateSpan,
    id::{SessionId, StudioId},
    session::{AgendaItem, SessionFacts, SessionStepKind},
    workflow::StepKind,
};
use chrono::{NaiveDate, NaiveTime};

/// An issue on the agenda, and what will become of it.
pub(super) struct Item {
    pub(super) draft: Draft,
    pub(super) fate: Fate,
}

/// When a session can begin.
const STARTS: [(u32, u32); 4] = [(9, 0), (9, 30), (14, 30), (15, 0)];

/// Holds a session with everything that leads to it and follows from it.
pub(super) fn hold(
    maker: &mut Maker,
    fates: &mut Fates,
    directory: &Directory,
    site: &mut Site,
    sitting: &Sitting,
) {
    let lead_days = maker.chance.between(5, 8);
    let notice = maker.working_day_before(days_before(sitting.day, lead_days));
    let items = items(maker, fates, site, sitting, notice);
    let Some(announced) = announce(maker, directory, site, &items, (notice, sitting.day)) else {
        return;
    };
    let seats = seats(maker, directory, site, &items, sitting.slot.departments);
    let mut floor = Floor::open(announced, sitting.day);
    if site.is_mine {
        floor.step(SessionStepKind::Start);
    }
    floor.sign_in(maker, directory, site, sitting, &items, &seats);
    let made = floor.debate(maker, directory, site, &items, &seats);
    if items.iter().any(|item| item.fate == Fate::NoConsensus) {
        let (session, items) = (announced.id, agenda(&items, true));
        floor.actions.push(Action::SetAgenda { session, items });
    }
    if site.is_mine {
        floor.step(SessionStepKind::Close);
    } else {
        // What was promised is entered once the session counts as held.
        let promises = floor.take_promises();
        floor.step(SessionStepKind::CloseAfterTheFact);
        floor.actions.extend(promises);
    }
    for item in items.iter().filter(|item| item.fate != Fate::Carried) {
        let session = Some(announced.id);
        let request = StepRequest { session, ..StepRequest::new(StepKind::Consult) };
        floor.actions.push(Action::StepIssue { id: item.draft.id, request });
    }
    // A session run at the laptop is entered as it goes, another the same or the next day.
    let is_late = !site.is_mine && maker.chance.percent(25);
    let entered = if is_late { maker.working_days_after(sitting.day, 1) } else { sitting.day };
    maker.save(entered, site.liaison, floor.actions);
    for (item, made) in items.into_iter().zip(made) {
        if item.fate == Fate::Carried {
            site.carried = Some(item.draft);
            continue;
        }
        course::follow(maker, site, entered, &item, &made);
        if item.fate.stays_findable() {
            site.roots.push(item.draft);
        }
    }
}

/// Sends the notice out; returns what was announced, unless there is nothing to talk about.
fn announce(
    maker: &mut Maker,
    directory: &Directory,
    site: &Site,
    items: &[Item],
    (notice, held): (NaiveDate, NaiveDate),
) -> Option<Announced> {
    let first = items.first()?;
    let id = SessionId::from_bytes(maker.next_id(notice));
    let (hour, minute) = maker.pick(&STARTS);
    let starts_at = NaiveTime::from_hms_opt(hour, minute, 0);
    let facts = SessionFacts {
        studio: site.id,
        co_studios: partner(maker, directory, site, notice).into_iter().collect(),
        title: title(items, first),
        venue: format!("{}协商议事室", site.name),
        on: DateSpan::of_day(held),
        starts_at,
        chair: Some(site.convenor),
        recorder: Some(site.liaison),
    };
    let plan = vec![
        Action::PlanSession { id, facts, source: None },
        Action::SetAgenda { session: id, items: agenda(items, false) },
    ];
    maker.save(notice, site.liaison, plan);
    Some(Announced { id, starts_at: starts_at.unwrap_or_default() })
}

/// Now and then the studio next door, if it was founded by then, holds the session jointly.
fn partner(
    maker: &mut Maker,
    directory: &Directory,
    site: &Site,
    notice: NaiveDate,
) -> Option<StudioId> {
    let near = |it: &&(StudioId, &str, NaiveDate)| {
        it.0 != site.id && it.1 == site.district && it.2 < notice
    };
    let joint = maker.chance.percent(5);
    let partners: Vec<StudioId> = directory.studios.iter().filter(near).map(|it| it.0).collect();
    maker.chance.choose(&partners).copied().filter(|_| joint)
}

fn title(items: &[Item], first: &Item) -> String {
    match items.len() {
        1 => format!("“{}”协商议事会", first.draft.title),
        count => format!("“{}”等{count}个议题协商议事会", first.draft.title),
    }
}

/// Chooses what is on the agenda: what is to be resolved, what was left over, and something open.
fn items(
    maker: &mut Maker,
    fates: &mut Fates,
    site: &mut Site,
    sitting: &Sitting,
    notice: NaiveDate,
) -> Vec<Item> {
    let mut items = Vec::new();
    let carried = site.carried.take();
    let resolved = usize::try_from(sitting.slot.resolved).unwrap_or(0);
    let open = match resolved {
        _ if site.is_mine => 2,
        0 => 1 + usize::from(maker.chance.percent(35)),
        _ => usize::from(maker.chance.percent(15)),
    };
    let mut drafts: Vec<Draft> = carried.into_iter().collect();
    while drafts.len() < resolved + open {
        let Some(draft) = intake::prepare(maker, site, notice) else { break };
        drafts.push(draft);
    }
    for (place, draft) in drafts.into_iter().enumerate() {
        let fate = if place < resolved {
            fates.happy(sitting.day)
        } else if site.is_mine {
            fates.of_mine()
        } else {
            fates.open(&mut maker.chance, sitting.day)
        };
        items.push(Item { draft, fate });
    }
    if !sitting.is_last
        && maker.chance.percent(12)
        && let Some(draft) = intake::prepare(maker, site, notice)
    {
        items.push(Item { draft, fate: Fate::Carried });
    }
    items
}

/// The agenda as announced, or with what came of it.
fn agenda(items: &[Item], is_over: bool) -> Vec<AgendaItem> {
    let parted = |item: &Item| is_over && item.fate == Fate::NoConsensus;
    let minutes = |item: &Item| if item.fate == Fate::Carried { 15 } else { 40 };
    items
        .iter()
        .map(|item| AgendaItem {
            issue: item.draft.id,
            planned_minutes: Some(minutes(item)),
            no_consensus: parted(item).then(|| "各方对费用分担意见不一".to_owned()),
        })
        .collect()
}

/// The departments that come: those that will be asked, then others that sit in.
fn seats(
    maker: &mut Maker,
    directory: &Directory,
    site: &Site,
    items: &[Item],
    wanted: u32,
) -> Vec<Office> {
    let scripts = || items.iter().map(|item| item.draft.script);
    let leads = scripts().filter_map(|it| it.promises.first()).map(|promise| promise.lead);
    let others = scripts().flat_map(|it| it.promises).map(|promise| promise.lead);
    let asked = scripts().flat_map(|it| it.replies).map(|(bureau, _)| *bureau);
    let government = items.first().and_then(|item| directory.government(item.draft.home));
    let government_at = maker.chance.between(1, 3);
    let mut seats: Vec<Office> = Vec::new();
    let wanted = usize::try_from(wanted).unwrap_or(0);
    for (place, bureau) in (0..).zip(leads.chain(others).chain(asked).chain(GENERAL)) {
        let here = government.filter(|_| place == government_at);
        for office in here.into_iter().chain(directory.office(bureau, site.district)) {
            if seats.len() < wanted && seats.iter().all(|seat| seat.id != office.id) {
                seats.push(office.clone());
            }
        }
    }
    seats
}
