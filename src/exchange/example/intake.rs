//! Taking an issue in: who raised it, what it says, and its acceptance.

use super::{
    data::{
        governance, livelihood,
        places::{TOWNSHIPS, Township},
        policy,
        script::{Ground, Script},
    },
    maker::{MARK, Maker, days_after, days_before},
    site::{Site, community},
};
use crate::domain::{
    action::{Action, StepRequest},
    date::DateSpan,
    id::{IssueId, PersonId},
    issue::{Intake, IssueFacts},
    person::Side,
    workflow::StepKind,
};
use chrono::NaiveDate;

/// How issues come in, the commonest more than once.
const WAYS: [Intake; 10] = [
    Intake::Visit,
    Intake::Visit,
    Intake::Letter,
    Intake::Hotline,
    Intake::Hotline,
    Intake::Online,
    Intake::Member,
    Intake::Member,
    Intake::Government,
    Intake::Sector,
];

/// An issue that was taken in.
#[derive(Clone)]
pub(super) struct Draft {
    pub(super) id: IssueId,
    pub(super) script: &'static Script,
    pub(super) title: String,
    /// The community or village, with which the texts of the script are filled in.
    pub(super) place: &'static str,
    pub(super) raiser: PersonId,
    pub(super) submitted: NaiveDate,
    /// The day by which it was accepted, when it was.
    pub(super) settled: NaiveDate,
    pub(super) home: &'static Township,
}

/// The next title that the studio has not had, fitting the place.
fn script(maker: &mut Maker, site: &mut Site, is_town: bool) -> Option<&'static Script> {
    let fits = |script: &&Script| match script.ground {
        Ground::Town => is_town,
        Ground::Village => !is_town,
        Ground::Both => true,
    };
    let all = || [livelihood::SCRIPTS, governance::SCRIPTS, policy::SCRIPTS].into_iter().flatten();
    let fresh = |used: &[&Script]| -> Vec<&'static Script> {
        let is_fresh = |script: &&Script| used.iter().all(|it| it.title != script.title);
        all().filter(fits).filter(is_fresh).collect()
    };
    let mut open = fresh(&site.used);
    if open.is_empty() {
        site.used.clear();
        open = fresh(&[]);
    }
    let chosen = maker.chance.choose(&open).copied();
    site.used.extend(chosen);
    chosen
}

/// Takes an issue in on a day, without accepting it.
pub(super) fn submit(maker: &mut Maker, site: &mut Site, submitted: NaiveDate) -> Option<Draft> {
    let around: Vec<&'static Township> =
        TOWNSHIPS.iter().filter(|it| it.district == site.district).collect();
    let home = site.home.or_else(|| maker.chance.choose(&around).copied())?;
    let script = script(maker, site, home.is_town())?;
    let place = community(maker, home.is_town());
    let title = title_at(place, script.title);
    Some(enter(maker, site, (home, script, place), title, submitted))
}

/// The title with its place, which says 社区 or 村 already.
fn title_at(place: &str, title: &str) -> String {
    let title = match title.strip_prefix("社区") {
        Some(rest) => rest,
        None if title.starts_with("村卫") => title.trim_start_matches('村'),
        None => title,
    };
    format!("{place}{title}")
}

/// Enters an issue with the person who raised it.
pub(super) fn enter(
    maker: &mut Maker,
    site: &Site,
    (home, script, place): (&'static Township, &'static Script, &'static str),
    title: String,
    submitted: NaiveDate,
) -> Draft {
    let mut actions = Vec::new();
    let facts = maker.person(Side::Public, &format!("{}{place}", home.name), "");
    let raiser = maker.add_person(submitted, facts, &mut actions);
    let id = IssueId::from_bytes(maker.next_id(submitted));
    let way = maker.chance.choose(&WAYS).copied().unwrap_or(Intake::Visit);
    let facts = IssueFacts {
        body: script.letter.replace("{place}", place),
        intake: way,
        category: Some(script.category),
        place: format!("{}{}{place}", home.district, home.name),
        raisers: vec![raiser],
        submitted: Some(DateSpan::of_day(submitted)),
        tags: vec![MARK.to_owned()],
        ..IssueFacts::titled(title.clone())
    };
    actions.push(Action::AddIssue { id, studio: site.id, facts, source: None });
    maker.save(submitted, site.liaison, actions);
    Draft { id, script, title, place, raiser, submitted, settled: submitted, home }
}

/// Accepts an issue within five working days.
pub(super) fn accept(maker: &mut Maker, site: &Site, draft: &mut Draft) {
    let waits = maker.chance.between(1, 5);
    draft.settled = maker.working_days_after(draft.submitted, waits);
    let request = StepRequest { raiser_told: true, ..StepRequest::new(StepKind::Accept) };
    let action = Action::StepIssue { id: draft.id, request };
    maker.save(draft.settled, site.convenor, vec![action]);
}

/// Takes an issue in and accepts it before the notice of a session goes out, often with a visit on
/// the spot.
pub(super) fn prepare(maker: &mut Maker, site: &mut Site, notice: NaiveDate) -> Option<Draft> {
    let back = maker.chance.between(16, 36);
    let submitted = days_before(notice, back).max(days_after(site.founded, 1));
    let mut draft = submit(maker, site, submitted)?;
    accept(maker, site, &mut draft);
    if maker.chance.percent(60) {
        let waits = maker.chance.between(0, 3);
        let visited = days_after(draft.settled, waits).min(notice);
        let text = draft.script.seen.to_owned();
        let on = DateSpan::of_day(visited);
        let action = Action::NoteFieldStudy { issue: draft.id, on, text };
        maker.save(visited, site.liaison, vec![action]);
    }
    Some(draft)
}
