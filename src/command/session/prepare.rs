//! The agenda of a session: what is on it, in which order, how long each item takes and how it is
//! dealt with.

use super::stages::{read_minutes, read_order};
use super::{session, verb, w};
use crate::command::fill::{Directory, Fault, FieldFault, Filling};
use crate::command::role::Role;
use crate::command::verb::{Field, FieldKind, Verb, field};
use crate::domain::action::Action;
use crate::domain::id::{EntityKind, IssueId, StudioId};
use crate::domain::offer::{Offers, Wanted};
use crate::domain::priority::Terms;
use crate::domain::session::{AgendaItem, Guest, Session};

/// The most offers that are taken at once, and looked for.
pub(super) const MOST_OFFERS: u32 = 20;
/// The most places of an agenda that are counted.
const MOST_PLACES: u32 = 999;

const ISSUES: Field = field("issue", w("议题", "Issue"), FieldKind::References(EntityKind::Issue));
const ISSUE: Field = field("issue", w("议题", "Issue"), FieldKind::Reference(EntityKind::Issue));
const MINUTES: Field = field("minutes", w("预计分钟", "Planned minutes"), FieldKind::Line);

pub(super) const AGENDA: Verb = verb(
    "agenda",
    w("加入议程", "Put on the agenda"),
    w(
        "把议题放进议程；预计分钟可以写一个数，也可以按议题依次写几个",
        "Puts issues on the agenda; one number of minutes for all, or one for each in turn",
    ),
    &[
        ISSUES.positional(),
        MINUTES,
        field(
            "offers",
            w("列入前几件", "Take the first offers"),
            FieldKind::Number { least: 1, most: MOST_OFFERS },
        ),
        field("remove", w("移出议程", "Take it off"), FieldKind::Flag),
    ],
    agenda,
);

pub(super) const MOVE: Verb = verb(
    "move",
    w("调整议程次序", "Move an item"),
    w("把议题移到议程的第几项，或上移、下移一项", "Moves an item to a place, or one up or down"),
    &[
        ISSUE.required().positional(),
        field(
            "to",
            w("第几项", "To which place"),
            FieldKind::Number { least: 1, most: MOST_PLACES },
        )
        .positional(),
        field("up", w("上移一项", "One up"), FieldKind::Flag),
        field("down", w("下移一项", "One down"), FieldKind::Flag),
    ],
    move_item,
);

pub(super) const TIME: Verb = verb(
    "time",
    w("安排时间", "Plan the time"),
    w(
        "各项议题预计多少分钟；不指定议题就按议程依次写，0 表示不定",
        "How many minutes items take; without an issue for the agenda in turn; 0 leaves it open",
    ),
    &[MINUTES.required().positional(), ISSUES],
    time,
);

pub(super) const ORDER: Verb = verb(
    "order",
    w("安排环节", "Plan the stages"),
    w(
        "议题分几个环节，用时多少；写环节次序的名称，或依次写出各环节；不指定议题就是全部",
        "How items are dealt with: the name of an order, or its stages in turn; without an issue, all",
    ),
    &[
        field("order", w("环节", "Stages"), FieldKind::Line).positional(),
        ISSUES,
        field("clear", w("不分环节", "No stages"), FieldKind::Flag),
    ],
    order,
);

pub(super) const NO_CONSENSUS: Verb = verb(
    "no-consensus",
    w("未达成共识", "No consensus"),
    w("议题议过，但没有谈拢", "It was talked about, but nothing was agreed"),
    &[
        ISSUE.required().positional(),
        field("text", w("分歧", "On what"), FieldKind::Line).role_of(Role::Reason),
        field("clear", w("撤回：达成了共识", "Take it back"), FieldKind::Flag),
    ],
    no_consensus,
);

pub(super) const fn item(issue: IssueId, planned_minutes: Option<u16>) -> AgendaItem {
    AgendaItem { issue, planned_minutes, no_consensus: None }
}

/// What the backlog offers for a session, given who is invited.
///
/// Issues of studios that do not hold it come last, where they are asked for at all.
pub fn suggested(
    directory: &dyn Directory,
    session: &Session,
    terms: Terms,
    (others, most): (bool, usize),
) -> Offers {
    let agenda: Vec<IssueId> = session.agenda.iter().map(|item| item.issue).collect();
    let studios: Vec<StudioId> =
        std::iter::once(session.facts.studio).chain(session.facts.co_studios.clone()).collect();
    let guests = session.invitations.iter();
    let departments: Vec<_> = guests
        .filter_map(|it| match it.guest {
            Guest::Department(id) => Some(id),
            Guest::Person(id) => directory.person(id).and_then(|row| row.department),
        })
        .collect();
    directory.offers(&Wanted {
        session: Some(session.id),
        agenda: &agenda,
        studios: &studios,
        departments: &departments,
        others,
        most,
        terms,
    })
}

fn agenda(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let mut issues: Vec<IssueId> = filling.ids_or("issue", EntityKind::Issue, Vec::new())?;
    let most = filling.number_or("offers", None)?.and_then(|it| usize::try_from(it).ok());
    if let Some(most) = most {
        let terms = Terms::of(&filling.world.settings(), filling.calendar, filling.today);
        let offers = suggested(filling.directory, session, terms, (false, most));
        if offers.best.is_empty() && issues.is_empty() {
            return Err(filling.fault("offers", FieldFault::NoOffer));
        }
        issues.extend(offers.best.iter().map(|offer| offer.issue));
    }
    if issues.is_empty() {
        return Err(filling.fault("issue", FieldFault::Required));
    }
    let minutes = minutes(filling, issues.len())?;
    let mut items = session.agenda.clone();
    if filling.flag("remove") {
        items.retain(|item| !issues.contains(&item.issue));
        return Ok(vec![Action::SetAgenda { session: session.id, items }]);
    }
    for (issue, minutes) in issues.into_iter().zip(minutes) {
        match (items.iter_mut().find(|item| item.issue == issue), minutes) {
            (Some(item), Some(minutes)) => item.planned_minutes = minutes,
            (Some(_), None) => {}
            (None, minutes) => items.push(item(issue, minutes.flatten())),
        }
    }
    Ok(vec![Action::SetAgenda { session: session.id, items }])
}

/// The planned minutes of so many items; `None` for each where nothing was said of them.
#[expect(clippy::option_option, reason = "untouched and taken away are not the same")]
fn minutes(filling: &Filling<'_>, items: usize) -> Result<Vec<Option<Option<u16>>>, Fault> {
    let Some(text) = filling.text("minutes").filter(|text| !text.is_empty()) else {
        return Ok(vec![None; items]);
    };
    let read = read_minutes(text, items).map_err(|fault| filling.fault("minutes", fault))?;
    Ok(read.into_iter().map(Some).collect())
}

fn time(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let issues = meant(filling, session)?;
    let minutes = minutes(filling, issues.len())?;
    let mut items = session.agenda.clone();
    for (issue, minutes) in issues.into_iter().zip(minutes) {
        let item = items.iter_mut().find(|item| item.issue == issue);
        if let (Some(item), Some(minutes)) = (item, minutes) {
            item.planned_minutes = minutes;
        }
    }
    Ok(vec![Action::SetAgenda { session: session.id, items }])
}

/// The items that a verb is about: those named, each on the agenda, or all of them.
fn meant(filling: &Filling<'_>, session: &Session) -> Result<Vec<IssueId>, Fault> {
    let named: Vec<IssueId> = filling.ids_or("issue", EntityKind::Issue, Vec::new())?;
    if named.iter().any(|issue| session.item(*issue).is_none()) {
        return Err(filling.fault("issue", FieldFault::NotOnAgenda));
    }
    if named.is_empty() {
        if session.agenda.is_empty() {
            return Err(filling.fault("issue", FieldFault::NotOnAgenda));
        }
        return Ok(session.agenda.iter().map(|item| item.issue).collect());
    }
    Ok(named)
}

fn move_item(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let issue: Option<IssueId> = filling.id_of("issue", EntityKind::Issue)?;
    let mut items = session.agenda.clone();
    let at = items
        .iter()
        .position(|item| Some(item.issue) == issue)
        .ok_or_else(|| filling.fault("issue", FieldFault::NotOnAgenda))?;
    let place = filling.number_or("to", None)?.and_then(|it| usize::try_from(it).ok());
    let to = match (place, filling.flag("up"), filling.flag("down")) {
        (Some(place), ..) => place.saturating_sub(1),
        (None, true, _) => at.saturating_sub(1),
        (None, false, true) => at + 1,
        (None, false, false) => return Err(filling.fault("to", FieldFault::Required)),
    };
    let moved = items.remove(at);
    items.insert(to.min(items.len()), moved);
    Ok(vec![Action::SetAgenda { session: session.id, items }])
}

fn order(filling: &mut Filling<'_>) -> Result<Vec<Action>, Fault> {
    let session = session(filling)?;
    let text = filling.text_or("order", "");
    let stages = match (text.is_empty(), filling.flag("clear")) {
        (_, true) => Vec::new(),
        (true, false) => return Err(filling.fault("order", FieldFault::Required)),
        (false, false) => {
            let kept = filling.world.settings().options.item_orders;
            read_order(&text, &kept).map_err(|fault| filling.fault("order", fault))?
        }
    };
    let issues = meant(filling, session)?.into_iter();
    Ok(issues
        .map(|issue| Action::SetStages { session: session.id, issue, stages: stages.clone() })
        .collect())
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
    item.no_consensus = (!filling.flag("clear")).then_some(text);
    Ok(vec![Action::SetAgenda { session: session.id, items }])
}
