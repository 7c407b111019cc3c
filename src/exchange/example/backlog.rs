//! What is waiting on the last day: issues before their session, sessions to come, and issues that
//! left before one.

use super::{
    TODAY,
    intake::{self, Draft},
    maker::{Maker, day, days_after, days_before},
    site::Site,
};
use crate::domain::{
    action::{Action, StepRequest},
    date::DateSpan,
    id::SessionId,
    session::{AgendaItem, SessionFacts, SessionStepKind},
    workflow::{Exit, StepKind},
};
use chrono::{NaiveDate, NaiveTime};

/// What a studio has waiting.
#[derive(Clone, Copy)]
enum Waiting {
    /// Came in within the last days.
    Fresh,
    /// Came in too long ago not to be accepted yet.
    Late,
    /// Accepted, without a session.
    Accepted,
    /// A session is announced.
    Planned,
    /// A session was announced and moved.
    Postponed,
    /// A session was called off.
    Cancelled,
    Declined,
    Referred,
    Withdrawn,
    Merged,
}

/// What the studio of the demonstration has waiting.
const MINE: &[Waiting] = &[
    Waiting::Fresh,
    Waiting::Fresh,
    Waiting::Fresh,
    Waiting::Late,
    Waiting::Accepted,
    Waiting::Accepted,
    Waiting::Accepted,
    Waiting::Accepted,
    Waiting::Planned,
    Waiting::Referred,
    Waiting::Merged,
];
/// What the other studios have waiting together.
const OTHERS: [(Waiting, usize); 10] = [
    (Waiting::Fresh, 20),
    (Waiting::Late, 5),
    (Waiting::Accepted, 24),
    (Waiting::Planned, 8),
    (Waiting::Postponed, 2),
    (Waiting::Cancelled, 2),
    (Waiting::Declined, 5),
    (Waiting::Referred, 6),
    (Waiting::Withdrawn, 3),
    (Waiting::Merged, 5),
];

/// Draws what is waiting, for the first studio and for as many of the others as it takes.
pub(super) fn draw(maker: &mut Maker, sites: &mut [Site]) {
    let Some((mine, others)) = sites.split_first_mut() else { return };
    for waiting in MINE {
        add(maker, mine, *waiting);
    }
    for (waiting, times) in OTHERS {
        for _ in 0..times {
            let place = maker.chance.below(others.len());
            if let Some(site) = others.get_mut(place) {
                add(maker, site, waiting);
            }
        }
    }
}

fn add(maker: &mut Maker, site: &mut Site, waiting: Waiting) {
    match waiting {
        Waiting::Fresh => {
            let days = maker.chance.between(0, 6);
            intake::submit(maker, site, days_before(TODAY, days));
        }
        Waiting::Late => {
            let days = maker.chance.between(18, 26);
            intake::submit(maker, site, days_before(TODAY, days));
        }
        Waiting::Accepted => {
            let days = maker.chance.between(20, 70);
            accepted(maker, site, days_before(TODAY, days));
        }
        Waiting::Planned | Waiting::Postponed | Waiting::Cancelled => {
            announce(maker, site, waiting);
        }
        Waiting::Declined => {
            let reason = "属于已经进入诉讼程序的个案，不宜协商，已告知诉求人。";
            leave(maker, site, StepRequest::new(StepKind::Exit(Exit::Declined)).because(reason));
        }
        Waiting::Referred => {
            let mut request = StepRequest::new(StepKind::Exit(Exit::Referred))
                .because("单一部门即可直接办理，不需要协商。");
            "12345政务服务便民热线".clone_into(&mut request.referred_to);
            leave(maker, site, request);
        }
        Waiting::Withdrawn => {
            let reason = "诉求人来电说问题已经自行协商解决，要求撤回。";
            leave(maker, site, StepRequest::new(StepKind::Exit(Exit::Withdrawn)).because(reason));
        }
        Waiting::Merged => merge(maker, site),
    }
}

fn accepted(maker: &mut Maker, site: &mut Site, submitted: NaiveDate) -> Option<Draft> {
    let mut draft = intake::submit(maker, site, submitted)?;
    intake::accept(maker, site, &mut draft);
    Some(draft)
}

/// An issue that leaves before any session.
fn leave(maker: &mut Maker, site: &mut Site, request: StepRequest) {
    let days = maker.chance.between(0, 90);
    let submitted = days_after(day(2023, 6, 20), days);
    let Some(draft) = intake::submit(maker, site, submitted) else { return };
    let waits = maker.chance.between(2, 5);
    let on = maker.working_days_after(submitted, waits);
    let request = StepRequest { raiser_told: true, ..request };
    maker.save(on, site.convenor, vec![Action::StepIssue { id: draft.id, request }]);
}

/// Somebody else brings up what is being handled already.
fn merge(maker: &mut Maker, site: &Site) {
    let Some(root) = site.roots.first() else { return };
    let title = format!("再次反映{}", root.title);
    let submitted = days_after(root.submitted, 3);
    let draft = intake::enter(maker, site, (root.home, root.script, root.place), title, submitted);
    let mut request =
        StepRequest::new(StepKind::Exit(Exit::Merged)).because("与已受理的议题是同一问题。");
    request.into = Some(root.id);
    request.raiser_told = true;
    let on = maker.working_days_after(submitted, 2);
    maker.save(on, site.convenor, vec![Action::StepIssue { id: draft.id, request }]);
}

/// Announces a session for accepted issues; it lies after today, or is moved or called off.
fn announce(maker: &mut Maker, site: &mut Site, waiting: Waiting) {
    let count = if site.is_mine || maker.chance.percent(40) { 2 } else { 1 };
    let drafts: Vec<Draft> = (0..count)
        .filter_map(|_| {
            let days = maker.chance.between(24, 45);
            accepted(maker, site, days_before(TODAY, days))
        })
        .collect();
    let Some(first) = drafts.first() else { return };
    let ahead = maker.chance.between(4, 24);
    let held = match waiting {
        Waiting::Postponed => day(2023, 10, 19),
        _ => maker.working_day_from(days_after(TODAY, ahead)),
    };
    let announced = day(2023, 10, 16);
    let id = SessionId::from_bytes(maker.next_id(announced));
    let facts = SessionFacts {
        studio: site.id,
        co_studios: Vec::new(),
        title: format!("“{}”协商议事会", first.title),
        venue: format!("{}协商议事室", site.name),
        on: DateSpan::of_day(held),
        starts_at: NaiveTime::from_hms_opt(14, 30, 0),
        chair: Some(site.convenor),
        recorder: Some(site.liaison),
    };
    let items = drafts.iter().map(|draft| AgendaItem {
        issue: draft.id,
        planned_minutes: Some(45),
        no_consensus: None,
    });
    let items = items.collect();
    let plan = vec![
        Action::PlanSession { id, facts, source: None },
        Action::SetAgenda { session: id, items },
    ];
    maker.save(announced, site.liaison, plan);
    let (kind, reason, to) = match waiting {
        Waiting::Postponed => (
            SessionStepKind::Postpone,
            "主办部门当天有防汛任务，改期召开。",
            Some(DateSpan::of_day(day(2023, 11, 2))),
        ),
        Waiting::Cancelled => (SessionStepKind::Cancel, "诉求人与部门已现场谈妥，会议取消。", None),
        _ => return,
    };
    let reason = reason.to_owned();
    let step = Action::StepSession { id, kind, reason, to };
    maker.save(day(2023, 10, 18), site.convenor, vec![step]);
}
