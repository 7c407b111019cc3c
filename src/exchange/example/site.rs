//! The studios: where they are, whose they are, and on which days they meet.

use super::{
    data::{
        places::{COMMUNITIES, TOWNSHIPS, Township, VILLAGES},
        script::Script,
        studios::OTHERS,
    },
    directory::{DISTRICTS, Directory},
    intake::Draft,
    maker::{MARK, Maker, day, days_after},
    split::{self, Slot},
};
use crate::domain::{
    action::Action,
    date::DateSpan,
    id::{PersonId, StudioId},
    number::StudioCode,
    person::Side,
    studio::{StudioFacts, StudioKind},
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The street whose studio the demonstration looks at first.
const MINE: &str = "窑湾街道";
/// The street whose studio comes from the source.
const OF_THE_SOURCE: &str = "望春门街道";
/// The codes that the studios of the source have.
const CODES_OF_THE_SOURCE: [&str; 6] = ["NGD", "FLYZ", "WCM", "SF", "JD", "MG"];
/// How many studios were founded in the pilot year; the others followed from March 2023 on.
const PILOTS: usize = 36;
/// The people of the place whom a studio knows.
const LOCALS: usize = 13;
/// From its founding to a studio's first session.
const FIRST_SESSION_AFTER_DAYS: u32 = 38;

/// A studio with everybody it can count on.
pub(super) struct Site {
    pub(super) id: StudioId,
    pub(super) name: String,
    pub(super) district: &'static str,
    pub(super) home: Option<&'static Township>,
    pub(super) founded: NaiveDate,
    pub(super) convenor: PersonId,
    pub(super) residents: Vec<PersonId>,
    pub(super) liaison: PersonId,
    pub(super) locals: Vec<PersonId>,
    pub(super) is_mine: bool,
    /// The titles that it has had already.
    pub(super) used: Vec<&'static Script>,
    /// An issue that was talked about but not brought to an end.
    pub(super) carried: Option<Draft>,
    /// Issues that others can be merged into, with the day they were submitted.
    pub(super) roots: Vec<Draft>,
}

/// A session to be: its day and its share of the totals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sitting {
    pub(super) day: NaiveDate,
    pub(super) slot: Slot,
    pub(super) is_last: bool,
}

/// What is settled about a studio before it is drawn.
struct Outline {
    name: String,
    kind: StudioKind,
    district: &'static str,
    home: Option<&'static Township>,
    pinyin: &'static str,
}

/// Draws all studios that are not of the source; the first is that of the demonstration.
pub(super) fn draw(maker: &mut Maker, directory: &Directory) -> Vec<Site> {
    let mut outlines = outlines();
    maker.chance.shuffle(&mut outlines);
    outlines.sort_by_key(|outline| outline.home.is_none_or(|home| home.name != MINE));
    let mut codes: BTreeSet<String> = CODES_OF_THE_SOURCE.map(str::to_owned).into();
    let mut convenors: BTreeMap<&str, std::slice::Iter<'_, PersonId>> = DISTRICTS
        .iter()
        .map(|(district, _)| (*district, directory.members(district).iter()))
        .collect();
    let mut sites = Vec::with_capacity(outlines.len());
    for (place, outline) in outlines.iter().enumerate() {
        let founded = founding_day(maker, place);
        let convenor = convenors.get_mut(outline.district).and_then(Iterator::next);
        let Some(convenor) = convenor.copied() else { continue };
        let Some(code) = code(outline.pinyin, &mut codes) else { continue };
        sites.push(found(maker, directory, outline, (founded, convenor, code)));
    }
    sites
}

fn outlines() -> Vec<Outline> {
    let townships = TOWNSHIPS.iter().filter(|it| it.name != OF_THE_SOURCE).map(|home| Outline {
        name: format!("{}委员工作室", home.name),
        kind: StudioKind::Township,
        district: home.district,
        home: Some(home),
        pinyin: home.pinyin,
    });
    let others = OTHERS.iter().map(|&(district, about, pinyin, kind)| Outline {
        name: match kind {
            StudioKind::Thematic => format!("{district}“{about}”专题委员工作室"),
            StudioKind::Professional => format!("{district}{about}委员工作室"),
            _ => format!("{district}{about}界别委员工作室"),
        },
        kind,
        district,
        home: None,
        pinyin,
    });
    townships.chain(others).collect()
}

/// The pilots over the year 2022, that of the demonstration first of all; then everybody.
fn founding_day(maker: &mut Maker, place: usize) -> NaiveDate {
    let drawn = match place {
        0 => day(2022, 9, 16),
        place if place < PILOTS => days_after(day(2022, 1, 10), maker.chance.between(0, 300)),
        _ => days_after(day(2023, 3, 6), maker.chance.between(0, 80)),
    };
    maker.working_day_from(drawn)
}

fn found(
    maker: &mut Maker,
    directory: &Directory,
    outline: &Outline,
    (founded, convenor, code): (NaiveDate, PersonId, StudioCode),
) -> Site {
    let id = StudioId::from_bytes(maker.next_id(founded));
    let mut residents: Vec<PersonId> = Vec::new();
    let wanted = 3 + maker.chance.below(3);
    while residents.len() < wanted {
        let Some(member) = maker.chance.choose(directory.members(outline.district)) else { break };
        if *member != convenor && !residents.contains(member) {
            residents.push(*member);
        }
    }
    let mut actions = Vec::new();
    let liaison = maker.person(Side::Other, &outline.name, "联络员");
    let liaison = maker.add_person(founded, liaison, &mut actions);
    let locals = (0..LOCALS)
        .map(|place| {
            let township = outline.home.map_or(outline.district, |home| home.name);
            let is_town = outline.home.is_none_or(Township::is_town);
            let unit = format!("{township}{}", community(maker, is_town));
            let title = match (place, is_town) {
                (0..3, true) => "楼栋长",
                (0..3, false) => "村民组长",
                (3, true) => "社区主任",
                (3, false) => "村委会主任",
                _ => "",
            };
            let facts = maker.person(Side::Public, &unit, title);
            maker.add_person(founded, facts, &mut actions)
        })
        .collect();
    let facts = StudioFacts {
        name: outline.name.clone(),
        code,
        kind: outline.kind,
        district: outline.district.to_owned(),
        township: outline.home.map_or_else(String::new, |home| home.name.to_owned()),
        founded: Some(DateSpan::of_day(founded)),
        convenor: Some(convenor),
        members: residents.clone(),
        note: MARK.to_owned(),
    };
    actions.push(Action::AddStudio { id, facts, source: None });
    maker.save(founded, convenor, actions);
    Site {
        id,
        name: outline.name.clone(),
        district: outline.district,
        home: outline.home,
        founded,
        convenor,
        residents,
        liaison,
        locals,
        is_mine: outline.home.is_some_and(|home| home.name == MINE),
        used: Vec::new(),
        carried: None,
        roots: Vec::new(),
    }
}

/// A community or village of the place.
pub(super) fn community(maker: &mut Maker, is_town: bool) -> &'static str {
    maker.pick(if is_town { COMMUNITIES } else { VILLAGES })
}

/// The first code of 2–4 letters out of the syllables that nobody has.
fn code(pinyin: &str, taken: &mut BTreeSet<String>) -> Option<StudioCode> {
    let syllables: Vec<&str> = pinyin.split(' ').collect();
    let initials: String = syllables.iter().filter_map(|it| it.chars().next()).collect();
    let longer = |at: usize, letters: usize| -> String {
        let parts = syllables.iter().enumerate();
        parts
            .flat_map(|(place, it)| it.chars().take(if place == at { letters } else { 1 }))
            .collect()
    };
    let stretched = (2..=3).flat_map(|letters| (0..syllables.len()).map(move |at| (at, letters)));
    let tailed = ('A'..='Z').map(|tail| format!("{}{tail}", first_chars(&initials, 3)));
    std::iter::once(initials.clone())
        .chain(stretched.map(|(at, letters)| longer(at, letters)))
        .map(|code| first_chars(&code, 4))
        .chain(tailed)
        .map(|code| code.to_ascii_uppercase())
        .filter(|code| taken.insert(code.clone()))
        .find_map(|code| StudioCode::parse(&code).ok())
}

fn first_chars(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// Deals the sessions out: for each studio its days, oldest first.
pub(super) fn calendar_of(maker: &mut Maker, sites: &[Site]) -> Vec<Vec<Sitting>> {
    let shares = split::sessions_of_studios(&mut maker.chance);
    let mut slots = split::slots(&mut maker.chance).into_iter();
    sites
        .iter()
        .zip(shares)
        .map(|(site, share)| {
            let count = usize::try_from(share).unwrap_or(0);
            let slots: Vec<Slot> = slots.by_ref().take(count).collect();
            sittings(maker, site, slots)
        })
        .collect()
}

/// Spreads sessions evenly over the time that a studio had; what is resolved took its time.
fn sittings(maker: &mut Maker, site: &Site, mut slots: Vec<Slot>) -> Vec<Sitting> {
    // What was resolved came early enough to be seen through by today.
    slots.sort_by_key(|slot| slot.resolved == 0);
    let first = days_after(site.founded, FIRST_SESSION_AFTER_DAYS);
    let count = u32::try_from(slots.len()).unwrap_or(1).max(1);
    let has_open_end = slots.last().is_some_and(|slot| slot.resolved == 0);
    let last = if has_open_end { day(2023, 10, 16) } else { day(2023, 9, 8) };
    let span = u32::try_from((last - first).num_days()).unwrap_or(0) / count;
    (0..count)
        .zip(slots)
        .map(|(place, slot)| {
            let within = maker.chance.between(0, span.saturating_sub(6));
            let drawn = days_after(first, place * span + within);
            let latest = if slot.resolved > 0 { day(2023, 9, 8) } else { day(2023, 10, 18) };
            let day = maker.working_day_from(drawn).min(latest);
            Sitting { day, slot, is_last: place + 1 == count }
        })
        .collect()
}
